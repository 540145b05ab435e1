export { startOssServer } from './server';
export { temporaryLink } from './link';
export { BUCKET, MediaStore, type StoredObject } from './store';
