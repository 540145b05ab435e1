import { NodeApiError, NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { readConnectionFailure } from '../api/connectionFailure';
import { CREDENTIAL_NAME } from '../api/client';
import { endpointOf, isLoopback, type AlibabaCloudCredential } from '../api/endpoints';
import { LOCAL_CODES } from '../errors/failure';
import { InvalidInput } from '../errors/invalidInput';
import { plainFileName } from './fileName';
import { isPrivateHost } from './privateHost';

/** The part of a run that a download needs. */
export interface DownloadContext {
	readonly functions: Pick<IExecuteFunctions, 'getCredentials' | 'getNode' | 'helpers'>;
	readonly signal: AbortSignal | undefined;
}

export interface DownloadedFile {
	readonly data: Buffer;
	readonly fileName: string;
	/** As the server says it; empty when it does not. */
	readonly mimeType: string;
}

/** The server refused; `expired` when it is one that can be opened by a fresh link. */
export interface RefusedDownload {
	readonly httpStatus: number;
	readonly expired: boolean;
}

const TIMEOUT_MS = 300_000;
const MOST_REDIRECTS = 5;
/** How much of a refusal is read to tell why. */
const REFUSAL_BYTES = 4096;

interface StreamAnswer {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: AsyncIterable<Uint8Array> & { destroy(): void };
}

/**
 * Fetches a file and stops as soon as it is larger than allowed, whatever the server announced.
 * Redirections are followed one by one, so that none leads from the web into a private network.
 *
 * @param largest in bytes.
 * @throws InvalidInput for addresses that may not be fetched and for files that are too large.
 * @throws NodeApiError when the server cannot be reached.
 */
export async function downloadFile(
	context: DownloadContext,
	itemIndex: number,
	url: string,
	largest: number,
	label: string,
): Promise<DownloadedFile | RefusedDownload> {
	const given = safeAddress(url, label);
	const mayBePrivate = isPrivateHost(given.hostname);
	if (isLoopback(given.hostname)) await assertStandIn(context, label);
	let address = url;
	for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
		const answer = await fetchStream(context, itemIndex, address);
		const location = headerOf(answer, 'location');
		if (answer.statusCode >= 300 && answer.statusCode < 400 && location) {
			answer.body.destroy();
			const next = safeAddress(resolved(location, address), label);
			if (isPrivateHost(next.hostname) && !mayBePrivate) throw privateRedirect(label);
			if (isLoopback(next.hostname)) await assertStandIn(context, label);
			address = next.href;
			continue;
		}
		if (answer.statusCode < 200 || answer.statusCode >= 300) return await refusal(answer);
		const data = await readUpTo(answer, largest, label);
		return {
			data,
			fileName: fileNameOf(answer, address),
			mimeType: headerOf(answer, 'content-type'),
		};
	}
	throw new InvalidInput(
		`'${label}' leads to more than ${MOST_REDIRECTS} redirections`,
		'Use the address of the file itself.',
	);
}

/**
 * The address if it may be fetched: HTTPS, or HTTP to this machine.
 *
 * @throws InvalidInput otherwise.
 */
function safeAddress(url: string, label: string): URL {
	const parsed = URL.canParse(url) ? new URL(url) : null;
	const isSafe =
		parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopback(parsed.hostname));
	if (parsed && isSafe) return parsed;
	throw new InvalidInput(
		`'${label}' is not an address to download from: ${url.slice(0, 200)}`,
		'Use a full address that starts with https://.',
	);
}

/**
 * Links often come from messages, and services of this machine trust whoever asks from it. So they
 * are out of reach unless the credential names this machine as the service: then it is a test.
 */
async function assertStandIn({ functions }: DownloadContext, label: string): Promise<void> {
	const credential = await functions.getCredentials<AlibabaCloudCredential>(CREDENTIAL_NAME);
	const endpoint = endpointOf(credential, 'cams');
	if (URL.canParse(endpoint) && isLoopback(new URL(endpoint).hostname)) return;
	throw new InvalidInput(
		`'${label}' leads to the machine that runs n8n`,
		'Use an address that others can reach as well.',
	);
}

function resolved(location: string, base: string): string {
	return URL.canParse(location, base) ? new URL(location, base).href : location;
}

function privateRedirect(label: string): InvalidInput {
	return new InvalidInput(
		`'${label}' redirects into a private network`,
		'Use the address of the file itself, and only servers you trust.',
	);
}

async function fetchStream(
	{ functions, signal }: DownloadContext,
	itemIndex: number,
	url: string,
): Promise<StreamAnswer> {
	try {
		return (await functions.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
			...(signal ? { abortSignal: signal } : {}),
		})) as StreamAnswer;
	} catch (error) {
		// n8n's own rules about addresses speak for themselves.
		if (error instanceof NodeApiError || error instanceof NodeOperationError) {
			throw new NodeOperationError(functions.getNode(), error, { itemIndex });
		}
		const { code } = readConnectionFailure(error);
		throw new NodeApiError(
			functions.getNode(),
			{ code },
			{
				message: `The file could not be fetched from ${new URL(url).host}`,
				description: `${ADVICE[code] ?? said(error)} Code: ${code}.`,
				itemIndex,
			},
		);
	}
}

/** n8n refuses some addresses by rules of its own and says so only in the text of the error. */
function said(error: unknown): string {
	const text = error instanceof Error ? error.message.slice(0, 200) : '';
	return text ? `The connection ended with: "${text}".` : 'Run the workflow again later.';
}

const ADVICE: Readonly<Record<string, string>> = Object.freeze({
	[LOCAL_CODES.hostNotFound]: 'Check the address: its host does not exist.',
	[LOCAL_CODES.connectionRefused]: 'Check the address, and whether n8n may reach the host.',
	[LOCAL_CODES.timeout]: 'The host did not answer in time. Run the workflow again later.',
});

async function readUpTo(answer: StreamAnswer, largest: number, label: string): Promise<Buffer> {
	const announced = Number(headerOf(answer, 'content-length'));
	if (announced > largest) {
		answer.body.destroy();
		throw tooLarge(label, announced, largest);
	}
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of answer.body) {
		size += chunk.length;
		if (size > largest) throw tooLarge(label, size, largest);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function tooLarge(label: string, size: number, largest: number): InvalidInput {
	return new InvalidInput(
		`'${label}' leads to a file that is too large: at least ${size} bytes, at most ${largest} are allowed`,
		"Raise the option 'Max Size', or use a smaller file.",
	);
}

async function refusal(answer: StreamAnswer): Promise<RefusedDownload> {
	let text = '';
	for await (const chunk of answer.body) {
		text += Buffer.from(chunk).toString('utf8');
		if (text.length > REFUSAL_BYTES) break;
	}
	return {
		httpStatus: answer.statusCode,
		expired: answer.statusCode === 403 || /<Code>(?:AccessDenied|SecurityTokenExpired)</.test(text),
	};
}

function fileNameOf(answer: StreamAnswer, url: string): string {
	const disposition = headerOf(answer, 'content-disposition');
	const named = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
	const last = new URL(url).pathname.split('/').pop() ?? '';
	return plainFileName(named ?? '') ?? plainFileName(last) ?? 'file';
}

function headerOf({ headers }: StreamAnswer, name: string): string {
	const value = headers[name];
	return typeof value === 'string' ? value : '';
}
