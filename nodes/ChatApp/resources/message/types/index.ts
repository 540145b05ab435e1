import { contacts } from './contacts';
import { custom } from './custom';
import { document } from './document';
import { fileTypes } from './files';
import { interactive } from './interactive';
import { location } from './location';
import type { MessageType } from './messageType';
import { reaction } from './reaction';
import { text } from './text';
import { typingIndicator } from './typingIndicator';
import { viberTypes } from './viber';

/** All types of free-form messages; a line each, but for the types that are files. */
export const messageTypes: readonly MessageType[] = [
	text,
	...fileTypes,
	document,
	...viberTypes,
	location,
	contacts,
	reaction,
	interactive,
	typingIndicator,
	custom,
];
