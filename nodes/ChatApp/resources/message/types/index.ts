import { audio } from './audio';
import { contacts } from './contacts';
import { custom } from './custom';
import { document } from './document';
import { gif } from './gif';
import { image } from './image';
import { interactive } from './interactive';
import { location } from './location';
import type { MessageType } from './messageType';
import { reaction } from './reaction';
import { sticker } from './sticker';
import { text } from './text';
import { typingIndicator } from './typingIndicator';
import { viberTypes } from './viber';
import { video } from './video';

/** One line a message type. */
export const messageTypes: readonly MessageType[] = [
	text,
	image,
	video,
	audio,
	document,
	sticker,
	gif,
	...viberTypes,
	location,
	contacts,
	reaction,
	interactive,
	typingIndicator,
	custom,
];
