export { QueueStore, type EnqueueOptions, type QueueDepth, type StoredMessage } from './queueStore';
export { startSmqServer, type SmqOptions } from './server';
