import type {
	IBinaryData,
	IDataObject,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import { isLoopback } from '../api/endpoints';
import { plainFileName } from '../media/fileName';
import { isPrivateHost } from '../media/privateHost';
import type { Media } from './types';

export interface MediaSettings {
	readonly maxBytes: number;
	/** Message types whose files are wanted; empty means all. */
	readonly types: readonly string[];
	/** Hosts that links may point to, with their subdomains; empty means all. */
	readonly hosts: readonly string[];
	/** How long all downloads of one push may take together. */
	readonly forMs: number;
}

/** What is needed of `helpers` of a trigger. */
export interface MediaHelpers {
	httpRequest(options: IHttpRequestOptions): Promise<unknown>;
	prepareBinaryData(data: Buffer, fileName?: string, mimeType?: string): Promise<IBinaryData>;
}

type Outcome = { readonly binary: IBinaryData } | { readonly reason: string };

interface FileResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: AsyncIterable<Uint8Array> & { destroy?(): void };
}

/** Name of the binary data in the items. */
const MEDIA_FIELD = 'data';

const PARALLEL = 4;
/** One push can hold hundreds of entries; n8n may keep all files of a run in memory. */
const MAX_BYTES_A_PUSH = 100 * 1024 * 1024;
const GENERIC_TYPES = new Set(['application/octet-stream', 'binary/octet-stream']);

/**
 * Downloads what people sent into the binary data of the items, because links into the service's
 * storage stop working after seven days.
 *
 * Nothing but the link goes out: no credential, no cookie. Links come from outside, perhaps from
 * somebody who found out the trigger's URL. So only HTTPS is followed, no redirect, and nothing into
 * a private network unless its host is named in the options; then plain HTTP to this machine too. Each inbound item gets `mediaError`:
 * null, or why the file is missing; its link stays. Never throws for a failed download.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound-1
 */
export async function attachMedia(
	outputs: readonly INodeExecutionData[][],
	settings: MediaSettings,
	helpers: MediaHelpers,
): Promise<INodeExecutionData[][]> {
	const download = new Download(settings, helpers);
	const waiting: Array<() => Promise<void>> = [];
	const complete = outputs.map((items) =>
		items.map((item) => {
			if (item.json.event !== 'inbound') return item;
			const result: INodeExecutionData = { ...item, json: { ...item.json, mediaError: null } };
			const media = item.json.media as Media | null;
			if (media !== null && isWanted(item.json, settings)) {
				waiting.push(async () => put(await download.get(media), result));
			}
			return result;
		}),
	);
	const work = async (): Promise<void> => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
	};
	await Promise.all(Array.from({ length: PARALLEL }, work));
	return complete;
}

/** Whether an output holds a file that `attachMedia` would download. */
export function hasMedia(
	outputs: readonly INodeExecutionData[][],
	settings: MediaSettings,
): boolean {
	return outputs.some((items) =>
		items.some(({ json }) => Boolean(json.media) && isWanted(json, settings)),
	);
}

function isWanted(json: IDataObject, { types }: MediaSettings): boolean {
	return types.length === 0 || types.includes(String(json.type));
}

function put(outcome: Outcome, item: INodeExecutionData): void {
	if ('binary' in outcome) item.binary = { ...item.binary, [MEDIA_FIELD]: outcome.binary };
	else item.json.mediaError = outcome.reason;
}

/** The downloads of one push, with what they may take together. */
class Download {
	private bytesLeft = MAX_BYTES_A_PUSH;

	private readonly signal: AbortSignal;

	constructor(
		private readonly settings: MediaSettings,
		private readonly helpers: MediaHelpers,
	) {
		this.signal = AbortSignal.timeout(settings.forMs);
	}

	async get(media: Media): Promise<Outcome> {
		const refusal = this.refusalOf(media.url);
		if (refusal !== null) return { reason: refusal };
		try {
			return await this.fetch(String(media.url), media);
		} catch (error) {
			return { reason: this.signal.aborted ? this.tooSlow() : reasonOf(error) };
		}
	}

	private refusalOf(url: string | null): string | null {
		if (url === null) return 'The notification holds no link to the file';
		if (isTooLong(url)) return 'The link to the file is too long';
		if (!URL.canParse(url)) return 'The link to the file is not a URL';
		const { protocol, hostname } = new URL(url);
		const { hosts } = this.settings;
		if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) {
			return 'The link to the file does not use HTTPS';
		}
		if (isPrivateHost(hostname) && !hosts.includes(hostname)) {
			return 'The link to the file leads into a private network';
		}
		const isAllowed = hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
		if (hosts.length > 0 && !isAllowed) {
			return `The file is on ${hostname}, which is not one of the media hosts in the options`;
		}
		return this.signal.aborted ? this.tooSlow() : null;
	}

	private async fetch(url: string, media: Media): Promise<Outcome> {
		const response = (await this.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: this.settings.forMs,
			abortSignal: this.signal,
		})) as FileResponse;
		const { statusCode, headers, body } = response;
		if (statusCode !== 200) {
			body.destroy?.();
			return { reason: statusReason(statusCode) };
		}
		const data = await this.read(body, Number(headers['content-length'] ?? 0));
		if (data === null) return { reason: this.tooBig() };

		const binary = await this.helpers.prepareBinaryData(
			data,
			fileNameOf(media, url),
			mimeTypeOf(headers['content-type'], media.mimeType),
		);
		return { binary };
	}

	/** The whole file, or null as soon as it turns out to be too big. */
	private async read(body: FileResponse['body'], announced: number): Promise<Buffer | null> {
		const most = Math.min(this.settings.maxBytes, this.bytesLeft);
		const chunks: Uint8Array[] = [];
		let size = 0;
		if (announced <= most) {
			for await (const chunk of body) {
				size += chunk.length;
				if (size > most) break;
				chunks.push(chunk);
			}
		}
		if (announced > most || size > most) {
			body.destroy?.();
			return null;
		}
		this.bytesLeft -= size;
		return Buffer.concat(chunks);
	}

	private tooBig(): string {
		const megabytes = Math.round((this.settings.maxBytes / 1024 / 1024) * 100) / 100;
		return this.bytesLeft < this.settings.maxBytes
			? 'The files of this push are too big together'
			: `The file is bigger than ${megabytes} MB`;
	}

	private tooSlow(): string {
		return `The download did not end within ${Math.round(this.settings.forMs / 1000)} seconds`;
	}
}

/** Signed links have about a thousand characters, and names of hosts 253 at most. */
const LONGEST_LINK = 4_096;
const LONGEST_AUTHORITY = 300;

/** To read a URL takes the square of the length of a host in foreign letters: seconds for 200 kB. */
function isTooLong(url: string): boolean {
	if (url.length > LONGEST_LINK) return true;
	const authority = /^\s*[a-z]+:[\\/]*([^\\/?#]*)/i.exec(url)?.[1] ?? '';
	return authority.length > LONGEST_AUTHORITY;
}

function statusReason(status: number): string {
	if (status >= 300 && status < 400) return 'The link to the file leads to another address';
	if (status === 403 || status === 404) {
		return `The link to the file has expired or is not valid (HTTP ${status})`;
	}
	return `The server of the file answered HTTP ${status}`;
}

/** Codes only: messages of a client can hold the whole link with its signature. */
function reasonOf(error: unknown): string {
	const code = (error as { code?: unknown } | null)?.code;
	return `The file could not be downloaded${typeof code === 'string' ? ` (${code})` : ''}`;
}

function fileNameOf({ fileName }: Media, url: string): string | undefined {
	return plainFileName(fileName ?? new URL(url).pathname.split('/').pop() ?? '');
}

/** What the sender's channel claims is documented to be wrong at times, so it comes last. */
function mimeTypeOf(served: unknown, claimed: string | null): string | undefined {
	const type = typeof served === 'string' ? served.split(';')[0]?.trim().toLowerCase() : undefined;
	if (type?.includes('/') && !GENERIC_TYPES.has(type)) return type;
	return claimed?.includes('/') ? claimed : undefined;
}
