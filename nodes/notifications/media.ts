import {
	type IBinaryData,
	type IDataObject,
	type IHttpRequestOptions,
	type INodeExecutionData,
	sleep,
} from 'n8n-workflow';

import {
	type AddressPolicy,
	type AddressRefusal,
	refusalOf,
} from '../alibabaCloud/files/addressPolicy';
import { ByteBudget } from '../alibabaCloud/files/byteBudget';
import { readConnectionFailure } from '../alibabaCloud/client/connectionFailure';
import { LOCAL_CODES } from '../alibabaCloud/errors/failure';
import { mediaHostsProperty } from '../alibabaCloud/files/mediaHosts';
import { readFileName } from '../alibabaCloud/files/fileName';
import { isWebPage, readMimeType, typeOfName } from '../alibabaCloud/files/fileTypes';
import { announcedSize, readBody, type StreamAnswer } from '../alibabaCloud/files/readBody';
import { countUp, pool } from '../alibabaCloud/wire/pool';
import type { Media } from './items/types';

export interface MediaSettings extends AddressPolicy {
	readonly maxBytes: number;
	/** Message types whose files are wanted; empty means all. */
	readonly types: readonly string[];
	/** How long all downloads of one push may take together. */
	readonly forMs: number;
}

/** What is needed of `helpers` of a trigger. */
export interface MediaHelpers {
	httpRequest(options: IHttpRequestOptions): Promise<unknown>;
	prepareBinaryData(data: Buffer, fileName?: string, mimeType?: string): Promise<IBinaryData>;
}

type Outcome = { readonly binary: IBinaryData } | { readonly reason: string };

/** Name of the binary data in the items. */
const MEDIA_FIELD = 'data';

const PARALLEL = 4;
/** How many items are looked at before others have their turn. */
const ITEMS_A_TURN = 500;
/** One push can hold hundreds of entries; n8n may keep all files of a run in memory. */
const MAX_BYTES_A_PUSH = 100 * 1024 * 1024;

/** Named as on the screen: whoever reads this has to find the option. */
const UNLISTED = `, whose host is not listed in '${mediaHostsProperty.displayName}'`;

const REFUSALS = Object.freeze({
	tooLong: 'The link to the file is too long',
	notUrl: 'The link to the file is not a URL',
	notHttps: 'The link to the file does not use HTTPS',
	thisMachine: `The link to the file leads to a private network${UNLISTED}`,
	privateNetwork: `The link to the file leads to a private network${UNLISTED}`,
}) satisfies Readonly<Record<Exclude<AddressRefusal, 'notListed'>, string>>;

/**
 * Downloads what people sent into the binary data of the items, because links into the service's
 * storage stop working after seven days.
 *
 * Nothing but the link goes out: no credential, no cookie. Links come from outside, perhaps from
 * somebody who found out the trigger's URL. So only HTTPS is followed, no redirect, and nothing into
 * a private network unless its host is named in the options; then plain HTTP to this machine too.
 * Each inbound item gets `mediaError`: null, or why the file is missing; its link stays. Never
 * throws for a failed download. All downloads of the process share one budget of bytes.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound-1
 */
export async function attachMedia(
	outputs: readonly INodeExecutionData[][],
	settings: MediaSettings,
	helpers: MediaHelpers,
): Promise<INodeExecutionData[][]> {
	const download = new Download(settings, helpers);
	const turns = new Turns();
	const waiting: Waiting[] = [];
	const complete: INodeExecutionData[][] = [];
	for (const items of outputs) {
		const results: INodeExecutionData[] = [];
		for (const item of items) {
			await turns.next();
			results.push(withMedia(item, settings, waiting));
		}
		complete.push(results);
	}
	const next = countUp(waiting.length);
	await pool({
		width: PARALLEL,
		next: () => {
			const index = next();
			return index === undefined ? undefined : waiting[index];
		},
		async run({ media, url, item }) {
			await turns.next();
			put(await download.get(media, url), item);
			return true;
		},
	});
	return complete;
}

interface Waiting {
	readonly media: Media;
	readonly url: string;
	readonly item: INodeExecutionData;
}

/** The item as it goes on, which waits for a file if it has the link to one. */
function withMedia(
	item: INodeExecutionData,
	settings: MediaSettings,
	waiting: Waiting[],
): INodeExecutionData {
	if (item.json.event !== 'inbound') return item;
	const result: INodeExecutionData = { ...item, json: { ...item.json, mediaError: null } };
	const media = item.json.media as Media | null;
	if (media === null || !isWanted(item.json, settings)) return result;
	if (media.url === null) put({ reason: NO_LINK }, result);
	else waiting.push({ media, url: media.url, item: result });
	return result;
}

/**
 * Most of the items of a large push may need nothing but the processor. Without a pause in between,
 * n8n could do nothing else until the last one.
 */
class Turns {
	private count = 0;

	async next(): Promise<void> {
		if (++this.count % ITEMS_A_TURN === 0) await sleep(0);
	}
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
	private readonly budget = new ByteBudget(MAX_BYTES_A_PUSH);

	private readonly largest: number;

	private readonly signal: AbortSignal;

	constructor(
		private readonly settings: MediaSettings,
		private readonly helpers: MediaHelpers,
	) {
		this.largest = Math.min(settings.maxBytes, MAX_BYTES_A_PUSH);
		this.signal = AbortSignal.timeout(settings.forMs);
	}

	async get(media: Media, url: string): Promise<Outcome> {
		const refusal = refusalOf(url, this.settings);
		if (refusal === 'notListed') {
			const { hostname } = new URL(url);
			return {
				reason: `The file is on ${hostname}, which is not listed in '${mediaHostsProperty.displayName}'`,
			};
		}
		if (refusal !== null) return { reason: REFUSALS[refusal] };
		if (this.signal.aborted) return { reason: this.tooSlow() };
		let answer: StreamAnswer | undefined;
		try {
			answer = await this.open(url);
			return await this.fetch(answer, url, media);
		} catch (error) {
			if (this.signal.aborted) return { reason: this.tooSlow() };
			return { reason: answer === undefined ? reasonOf(error) : LOST };
		} finally {
			answer?.body.destroy?.();
		}
	}

	private async open(url: string): Promise<StreamAnswer> {
		return (await this.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: this.settings.forMs,
			abortSignal: this.signal,
		})) as StreamAnswer;
	}

	/** Takes the file's place in the push before it is read, and gives back what it did not need. */
	private async fetch(answer: StreamAnswer, url: string, media: Media): Promise<Outcome> {
		const { statusCode, headers } = answer;
		if (statusCode !== 200) return { reason: statusReason(statusCode) };
		if (isOtherPage(answer, url, media)) return { reason: PAGE };
		const announced = announcedSize(answer);
		if (announced !== null && announced > this.largest) return { reason: this.tooBig() };

		const most = announced ?? this.largest;
		const place = await this.budget.reserve(most, announced ?? 1, this.signal);
		if (place === null) return { reason: this.signal.aborted ? this.busy() : TOGETHER };
		// What comes packed is announced smaller than it is.
		const admits = (size: number) => {
			if (size > place.bytes) place.growTo(Math.min(this.largest, this.budget.size));
			return size <= place.bytes;
		};
		try {
			const outcome = await readBody(answer, this.largest, this.signal, { admits });
			if ('refused' in outcome) {
				if (outcome.refused === 'noRoom') return { reason: this.busy() };
				return { reason: outcome.size > this.largest ? this.tooBig() : TOGETHER };
			}
			const { data, reservation } = outcome;
			if (data.length === 0) {
				reservation.release();
				return { reason: EMPTY };
			}
			const mimeType = readMimeType(headers['content-type'], media.mimeType);
			const fileName = readFileName({
				given: media.fileName,
				disposition: headers['content-disposition'],
				link: url,
				mimeType,
			});
			try {
				const binary = await this.keep(data, fileName, mimeType);
				if ('binary' in binary) {
					place.shrinkTo(data.length);
					place.spend();
				}
				return binary;
			} finally {
				reservation.release();
			}
		} finally {
			place.release();
		}
	}

	/** n8n may have no room either; that is not the fault of the connection. */
	private async keep(
		data: Buffer,
		fileName: string | undefined,
		mimeType: string | undefined,
	): Promise<Outcome> {
		try {
			return { binary: await this.helpers.prepareBinaryData(data, fileName, mimeType) };
		} catch {
			return { reason: 'n8n could not store the file. Its log says why' };
		}
	}

	private tooBig(): string {
		const megabytes = Math.round((this.largest / 1024 / 1024) * 100) / 100;
		return `The file is larger than ${megabytes} MB`;
	}

	private tooSlow(): string {
		return `The download did not finish within ${this.seconds()}`;
	}

	private busy(): string {
		return `Other downloads left no memory for this file within ${this.seconds()}. ${LATER}`;
	}

	private seconds(): string {
		return `${Math.round(this.settings.forMs / 1000)} seconds`;
	}
}

/** Servers answer a link that has ended with a page to sign in, as if it were the file. */
function isOtherPage({ headers }: StreamAnswer, link: string, media: Media): boolean {
	if (!isWebPage(readMimeType(headers['content-type']) ?? '')) return false;
	const disposition = headers['content-disposition'];
	const names = [media.fileName ?? '', readFileName({ disposition, link }) ?? ''];
	const types = [readMimeType(media.mimeType), ...names.map(typeOfName)];
	return !types.some((type) => isWebPage(type ?? ''));
}

const LATER = "Use the operation 'Media > Download' with its link";
const NO_LINK = 'The notification contains no link to the file';
/** Nothing is lost with it, and what comes after would take it for what was sent. */
const EMPTY = `The server sent an empty file. ${LATER}`;
const PAGE =
	'The link to the file leads to a web page, not to a file. Open it in a browser to see what it says';
const TOGETHER = 'The files of this push are too large in total';
const LOST = `The file could not be downloaded because the connection was lost. ${LATER}`;

const BLOCKED =
	"The address of the file is blocked by n8n's SSRF protection. Add its host to N8N_SSRF_ALLOWED_HOSTNAMES, and restart n8n";

function statusReason(status: number): string {
	if (status >= 300 && status < 400) return 'The link to the file leads to another address';
	if (status === 403 || status === 404) {
		return `The link to the file has expired or is not valid (HTTP ${status})`;
	}
	return `The server responded with HTTP ${status}`;
}

/** Codes only: messages of a client can hold the whole link with its signature. */
function reasonOf(error: unknown): string {
	if (readConnectionFailure(error).code === LOCAL_CODES.blockedByN8n) return BLOCKED;
	const code = (error as { code?: unknown } | null)?.code;
	return `The file could not be downloaded${typeof code === 'string' ? ` (${code})` : ''}`;
}
