export type { QueueDepth, StoredMessage } from './queueContent';
export { QueueStore, type EnqueueOptions } from './queueStore';
export { startSmqServer, type SmqOptions } from './server';
