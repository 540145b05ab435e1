import { createHash, randomUUID } from 'node:crypto';
import OpenApiUtil from '@alicloud/openapi-util';
import type { Simulator } from '../index';

export interface RawCall {
	action?: string;
	version?: string;
	query?: Record<string, string>;
	accessKeyId?: string;
	secret?: string;
	/** Milliseconds off the present. */
	clockError?: number;
	nonce?: string;
	date?: string;
	/** Sent, but not signed. */
	unsigned?: Record<string, string>;
	/** Signed with this one, sent with `query`. */
	signedQuery?: Record<string, string>;
	authorization?: (right: string) => string;
	contentSha256?: string;
}

export interface RawAnswer {
	status: number;
	body: Record<string, unknown>;
}

/** A call whose every part can be wrong; the signature comes from the official library. */
export async function rawCall(simulator: Simulator, given: RawCall = {}): Promise<RawAnswer> {
	const query = given.query ?? {};
	const empty = createHash('sha256').update('').digest('hex');
	const time = new Date(Date.now() + (given.clockError ?? 0)).toISOString();
	const headers: Record<string, string> = {
		host: simulator.endpoints.cams.replace('http://', ''),
		'x-acs-action': given.action ?? 'GetChatappOpenStatus',
		'x-acs-version': given.version ?? '2020-06-06',
		'x-acs-date': given.date ?? time.replace(/\.\d+Z$/, 'Z'),
		'x-acs-signature-nonce': given.nonce ?? randomUUID(),
		'x-acs-content-sha256': given.contentSha256 ?? empty,
	};
	const right = OpenApiUtil.getAuthorization(
		{ method: 'POST', pathname: '/', query: given.signedQuery ?? query, headers } as Parameters<
			typeof OpenApiUtil.getAuthorization
		>[0],
		'ACS3-HMAC-SHA256',
		empty,
		given.accessKeyId ?? simulator.credential.accessKeyId,
		given.secret ?? simulator.credential.accessKeySecret,
	);
	const { host: _host, ...sent } = headers;
	const answer = await fetch(`${simulator.endpoints.cams}/?${new URLSearchParams(query)}`, {
		method: 'POST',
		headers: {
			...sent,
			...given.unsigned,
			authorization: given.authorization ? given.authorization(right) : right,
		},
	});
	return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
