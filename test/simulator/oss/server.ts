import { createHash } from 'node:crypto';
import type { FaultPlan } from '../faults';
import { startHttpService, type HttpAnswer, type HttpRequest, type RunningServer } from '../http';
import type { RequestLog } from '../requests';
import { OssRefusal, refusalAnswer } from './refusals';
import { signerOf } from './signature';
import { BUCKET, type MediaStore } from './store';

export interface OssSettings {
	host: string;
	port: number;
	faults: FaultPlan;
	requests: RequestLog;
	clock: () => number;
	store: MediaStore;
	/** Whether a caller may say who reads an object; otherwise the bucket is open to all readers. */
	aclAllowed: () => boolean;
}

const ACTIONS: Readonly<Record<string, string>> = {
	PUT: 'PutObject',
	GET: 'GetObject',
	HEAD: 'HeadObject',
};

/** Object storage with path-style addresses: objects are written with real signatures. */
export async function startOssServer(settings: OssSettings): Promise<RunningServer> {
	const { host, port, faults, requests, clock, store } = settings;
	const record = (request: HttpRequest, status: number, code: string) => {
		const { authorization: _secret, ...headers } = request.headers;
		requests.add({
			...{ service: 'oss', action: actionOf(request), method: request.method },
			...{ params: { key: keyOf(request) ?? '' }, placement: {}, headers, status, code },
			at: clock(),
		});
	};
	const server = await startHttpService({
		...{ service: 'oss', host, port, faults, actionOf },
		faultAnswer: ({ status, code }) =>
			refusalAnswer(
				new OssRefusal(
					status ?? 503,
					code ?? 'ServiceUnavailable',
					'Please reduce your request rate.',
				),
			),
		onFault: (_fault, request, status) => record(request, status, status ? 'Fault' : 'Cut'),
		async handle(request) {
			try {
				const answer = handle(request, settings);
				record(request, answer.status, 'OK');
				return answer;
			} catch (error) {
				if (!(error instanceof OssRefusal)) throw error;
				record(request, error.status, error.code);
				return refusalAnswer(error);
			}
		},
	});
	store.endpoint = server.url;
	return server;
}

function handle(request: HttpRequest, settings: OssSettings): HttpAnswer {
	const { store, clock } = settings;
	const signer = signerOf(request, store.credentials, clock());
	const key = keyOf(request);
	if (key === null) {
		throw new OssRefusal(404, 'NoSuchBucket', 'The specified bucket does not exist.');
	}
	if (request.method === 'PUT') return put(request, key, signer, settings);
	if (request.method === 'GET' || request.method === 'HEAD')
		return get(request, key, signer, store);
	throw new OssRefusal(405, 'MethodNotAllowed', 'The specified method is not allowed.');
}

function put(
	request: HttpRequest,
	key: string,
	signer: string | null,
	{ store, aclAllowed }: OssSettings,
): HttpAnswer {
	const acl = request.headers['x-oss-object-acl'];
	const allowed = signer !== null && store.mayWrite(signer, key);
	if (!allowed || (acl !== undefined && !aclAllowed())) throw denied();
	if (acl !== undefined && !['default', 'private', 'public-read'].includes(acl)) {
		throw new OssRefusal(400, 'InvalidArgument', 'no such object access control exists');
	}
	store.objects.set(key, {
		data: request.body,
		contentType: request.headers['content-type'] ?? 'application/octet-stream',
		isPublic: acl === 'public-read' || !aclAllowed(),
	});
	return { status: 200, headers: { etag: etagOf(request.body) } };
}

function get(
	{ method }: HttpRequest,
	key: string,
	signer: string | null,
	store: MediaStore,
): HttpAnswer {
	const object = store.objects.get(key);
	const allowed = object?.isPublic === true || signer === store.linkKey.accessKeyId;
	if (!allowed) throw denied();
	if (!object) throw new OssRefusal(404, 'NoSuchKey', 'The specified key does not exist.');
	return {
		status: 200,
		headers: { 'content-type': object.contentType, etag: etagOf(object.data) },
		body: method === 'HEAD' ? '' : object.data,
	};
}

function denied(): OssRefusal {
	return new OssRefusal(403, 'AccessDenied', 'You have no right to access this object.');
}

function etagOf(data: Buffer): string {
	return `"${createHash('md5').update(data).digest('hex').toUpperCase()}"`;
}

function actionOf({ method }: HttpRequest): string {
	return ACTIONS[method] ?? method;
}

/** Null when the address is not below the bucket. */
function keyOf({ path }: HttpRequest): string | null {
	const prefix = `/${BUCKET}/`;
	return path.startsWith(prefix) ? decodeURIComponent(path.slice(prefix.length)) : null;
}
