import { createHash } from 'node:crypto';

import {
	NodeOperationError,
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import type { ApiCall } from '../client/client';
import { readConnectionFailure } from '../client/connectionFailure';
import { ExecutionCancelled } from '../errors/executionCancelled';
import { signUpload } from '../signing/oss';
import { bodyText } from '../wire/bodyText';
import { readAuthorization, type UploadAuthorization } from './authorization';
import { plainType } from './mediaLimits';
import { uniqueObjectName } from './objectName';
import {
	isPassing,
	mayBeAboutAcl,
	needsNewKeys,
	readRefusal,
	storageError,
	type StorageRefusal,
} from './storageFailure';

/** The part of a run that an upload needs. */
export interface UploadContext {
	readonly functions: Pick<IExecuteFunctions, 'getNode' | 'helpers'>;
	readonly signal: AbortSignal | undefined;
	callApi(call: ApiCall): Promise<IDataObject>;
	once<T>(key: string, produce: () => Promise<T>): Promise<T>;
}

export interface MediaFile {
	/** ID of the channel (`cams-…`) whose storage takes the file. */
	readonly channel: string;
	readonly data: Buffer;
	/** As the user knows it; only its ending reaches the URL for certain. */
	readonly fileName: string;
	readonly mimeType: string;
}

const TIMEOUT_MS = 300_000;
const ATTEMPTS = 3;
const PAUSE_MS = 700;
/** An upload that starts this long before the end of its keys can still finish. */
const MARGIN_MS = 60_000;

/** The rights of one channel within a run: asked for once, renewed before they end. */
interface Rights {
	current: Promise<UploadAuthorization> | undefined;
	/** Some storages refuse to be told who may read an object; then they are not told again. */
	tellsAcl: boolean;
}

/**
 * Stores a file in the channel's own storage and returns its public URL, for the `link` of a
 * message, the header of a template or a profile picture. The same file is stored once a run. How
 * long it stays is not documented.
 *
 * @throws NodeApiError with the storage's code and request ID, or the client's for the rights.
 *
 * Source: https://www.alibabacloud.com/help/en/oss/developer-reference/putobject
 */
export async function uploadMedia(
	context: UploadContext,
	itemIndex: number,
	file: MediaFile,
): Promise<{ url: string }> {
	// The same brochure for a thousand receivers is uploaded once.
	const digest = createHash('sha256').update(file.data).digest('hex');
	const key = JSON.stringify([file.channel, file.fileName, file.mimeType, digest]);
	return await context.once(`upload ${key}`, async () => await store(context, itemIndex, file));
}

async function store(
	context: UploadContext,
	itemIndex: number,
	file: MediaFile,
): Promise<{ url: string }> {
	const rights = await context.once<Rights>(`upload rights ${file.channel}`, () =>
		Promise.resolve({ current: undefined, tellsAcl: true }),
	);
	for (let attempt = 1; ; attempt++) {
		const authorization = await authorizationOf(context, file.channel, rights);
		const name = uniqueObjectName(file.fileName, new Date());
		const key = [authorization.folder, name].filter(Boolean).join('/');
		const tellsAcl = rights.tellsAcl;
		const refusal = await put(context, authorization, { key, tellsAcl, ...file });
		if (refusal === null) return { url: objectUrl(authorization, key) };
		if (context.signal?.aborted) throw new ExecutionCancelled();

		const mayRepeat = attempt < ATTEMPTS;
		if (mayRepeat && needsNewKeys(refusal)) rights.current = undefined;
		else if (tellsAcl && mayBeAboutAcl(refusal)) rights.tellsAcl = false;
		else if (mayRepeat && isPassing(refusal)) await sleep(PAUSE_MS * attempt);
		else throw storageError(context.functions.getNode(), itemIndex, file.fileName, refusal);
	}
}

/** A failure is kept for the run: a thousand items must not ask a thousand times. */
async function authorizationOf(
	context: UploadContext,
	channel: string,
	rights: Rights,
): Promise<UploadAuthorization> {
	const asked = (rights.current ??= requestAuthorization(context, channel));
	const known = await asked;
	if (known.expiresAt - MARGIN_MS > Date.now()) return known;
	// Of many items that find the keys too old only the first one asks for new ones.
	if (rights.current === asked) rights.current = requestAuthorization(context, channel);
	return await rights.current;
}

async function requestAuthorization(
	context: UploadContext,
	channel: string,
): Promise<UploadAuthorization> {
	const envelope = await context.callApi({
		product: 'cams',
		action: 'GetChatappUploadAuthorization',
		retry: 'safe',
		body: { CustSpaceId: channel },
	});
	const authorization = readAuthorization((envelope.Data ?? {}) as IDataObject, Date.now());
	if (authorization) return authorization;
	throw new NodeOperationError(
		context.functions.getNode(),
		'The service returned no usable upload location',
		{
			description: `The answer to GetChatappUploadAuthorization lacks keys, bucket or address. Check 'Channel', or send a link instead. Request ID: ${String(envelope.RequestId ?? 'none')}.`,
		},
	);
}

/** `null` when the object is stored. */
async function put(
	context: UploadContext,
	authorization: UploadAuthorization,
	object: { key: string; data: Buffer; mimeType: string; tellsAcl: boolean },
): Promise<StorageRefusal | null> {
	const { bucket, keys } = authorization;
	const contentType = wireType(object.mimeType);
	const options: IHttpRequestOptions = {
		method: 'PUT',
		url: objectUrl(authorization, object.key),
		headers: signUpload(
			{
				bucket,
				key: object.key,
				contentType,
				...(object.tellsAcl ? { acl: 'public-read' } : {}),
			},
			keys,
			new Date(),
		),
		body: object.data,
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
		...(context.signal ? { abortSignal: context.signal } : {}),
	};
	try {
		const answer = (await context.functions.helpers.httpRequest(options)) as {
			statusCode: number;
			body: unknown;
		};
		const text = bodyText(answer.body);
		// The storage has no page to show: a proxy that does has kept the file for itself.
		const isStored = answer.statusCode >= 200 && answer.statusCode < 300 && !text.includes('<');
		return isStored ? null : readRefusal(answer.statusCode, text);
	} catch (error) {
		return { code: readConnectionFailure(error).code, httpStatus: null, requestId: null };
	}
}

function objectUrl({ baseUrl }: UploadAuthorization, key: string): string {
	return `${baseUrl}/${key.split('/').map(encodeURIComponent).join('/')}`;
}

/**
 * The type as the channels know it, since a receiver's server judges the file by it: `image/jpg` is
 * none of theirs. n8n's HTTP client takes a buffer apart that is labeled as a form, and headers are
 * ASCII.
 */
function wireType(mimeType: string): string {
	const type = plainType(mimeType);
	if (!/^[\w.+-]+\/[\w.+-]+$/.test(type) || type.includes('form')) {
		return 'application/octet-stream';
	}
	// Which codec a voice message has is said here alone.
	const [, parameters = ''] = /^[^;]*((?:; ?[\w.+-]+="?[\w.+-]+"?)+)$/.exec(mimeType) ?? [];
	return type + parameters;
}
