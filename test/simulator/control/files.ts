import { temporaryLink } from '../oss';
import type { MediaStore } from '../oss/store';
import { samplePicture } from '../samples/picture';
import { sampleVoice } from '../samples/voice';
import { ControlError } from './error';

/** A file that a user sends: base64, or "sample" for one that the simulator makes. */
export type SentFile = 'sample' | { content: string; mimeType: string; name?: string };

/** What a notification says of a file. */
export interface FileFacts {
	id: string;
	mimeType: string;
	name: string;
	url: string;
}

const SAMPLES: Readonly<Record<string, { make: () => Buffer; mimeType: string; name: string }>> = {
	IMAGE: { make: samplePicture, mimeType: 'image/png', name: 'parcel.png' },
	AUDIO: { make: sampleVoice, mimeType: 'audio/ogg', name: 'File.ogg' },
	DOCUMENT: {
		make: () => Buffer.from('Order A-1001: one parcel, not delivered.\n'),
		mimeType: 'text/plain',
		name: 'order.txt',
	},
};

/** Links to what users sent are valid this long: ChatAppInbound page. */
const LINK_MS = 7 * 24 * 60 * 60 * 1000;

/** Puts the file of a user into the storage, where the link of the notification leads. */
export function storeFile(
	store: MediaStore,
	{ type, file, id, now }: { type: string; file: SentFile; id: string; now: number },
): FileFacts {
	const { data, mimeType, name } = file === 'sample' ? sampleOf(type) : given(file);
	const key = `inbound/${id}${/\.\w+$/.exec(name)?.[0] ?? ''}`;
	store.objects.set(key, { data, contentType: mimeType, isPublic: false });
	return { id, mimeType, name, url: temporaryLink(store, key, now + LINK_MS) };
}

function sampleOf(type: string) {
	const sample = Object.hasOwn(SAMPLES, type) ? SAMPLES[type] : undefined;
	if (!sample) throw new ControlError(`There is no sample of type ${type}`);
	return { data: sample.make(), mimeType: sample.mimeType, name: sample.name };
}

function given(file: Exclude<SentFile, 'sample'>) {
	const { content, mimeType, name = 'file' } = file;
	if (typeof content !== 'string' || !mimeType) {
		throw new ControlError('file needs content (base64) and mimeType');
	}
	return { data: Buffer.from(content, 'base64'), mimeType, name };
}
