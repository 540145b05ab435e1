import type { MessageType } from './messageType';
import { text } from './text';

/** One line a message type. */
export const messageTypes: readonly MessageType[] = [text];
