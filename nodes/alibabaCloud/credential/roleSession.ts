import { createHash } from 'node:crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { readAnswer } from '../client/answer';
import { readConnectionFailure } from '../client/connectionFailure';
import { BoundedMap } from '../wire/boundedMap';
import { endpointOf, fieldText, type AlibabaCloudCredential } from '../wire/endpoints';
import { PRODUCTS } from '../wire/products';
import { isTimedOut, withinTime } from '../client/timeLimit';
import { LOCAL_CODES } from '../errors/failure';
import { CredentialError } from '../signing/credentialError';
import type { SigningKeys } from '../signing/keys';
import { signHttpRequest } from '../signing/signHttpRequest';
import { keyText } from './keyText';
import { refusedError, unreachedError } from './roleFailure';

type HttpRequest = (request: IHttpRequestOptions) => Promise<unknown>;

interface RoleSession {
	readonly keys: SigningKeys;
	readonly renewAt: number;
	/** On the clock of `performance.now`, which is never set back. */
	readonly startedAt: number;
}

/** A session is renewed while it still has this long to live, so no request is signed with a dead one. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** A hanging Security Token Service would hold every call of every workflow. */
const ASSUME_ROLE_TIMEOUT_MS = 10_000;
/** STS grants at most the role's own maximum, which is one hour unless the role says otherwise. */
const SESSION_SECONDS = 3600;
const DEFAULT_SESSION_NAME = 'n8n';
/** Enough for every credential of a large instance; beyond that the oldest session is dropped. */
const MAX_SESSIONS = 500;

const sessions = new BoundedMap<string, RoleSession>(MAX_SESSIONS);
const pending = new Map<string, Promise<RoleSession>>();

/**
 * Makes sure that `currentKeys` has keys to give: assumes the RAM role when the credential names
 * one and no session with five minutes left is in memory. Parallel requests share one AssumeRole.
 * A session that the service called dead is dropped, unless it was renewed in the meantime.
 *
 * @throws CredentialError when STS refuses or does not answer, in plain words.
 *
 * Source: https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole
 */
export async function prepareKeys(
	credential: AlibabaCloudCredential,
	httpRequest: HttpRequest,
	now: () => number = Date.now,
): Promise<void> {
	if (credential.authentication !== 'ramRole') return;
	const id = sessionId(credential);
	const known = sessions.get(id);
	const isDead = known !== undefined && known.startedAt < (credential.endSessionsBefore ?? 0);
	if (isDead) sessions.delete(id);
	else if ((known?.renewAt ?? 0) > now()) return;

	const running =
		pending.get(id) ??
		assumeRole(credential, httpRequest, now).finally(() => {
			pending.delete(id);
		});
	pending.set(id, running);
	const session = await running;
	sessions.set(id, session);
}

/** The keys to sign with now. Pure but for the sessions that `prepareKeys` keeps in memory. */
export function currentKeys(credential: AlibabaCloudCredential): SigningKeys {
	const accessKeyId = keyText(credential.accessKeyId, 'AccessKey ID');
	const accessKeySecret = keyText(credential.accessKeySecret, 'AccessKey Secret');
	if (!accessKeyId || !accessKeySecret) {
		throw new CredentialError(
			"The credential has no AccessKey. Fill in 'AccessKey ID' and 'AccessKey Secret' from the RAM console.",
		);
	}
	switch (credential.authentication) {
		case 'ramRole':
			return roleKeys(credential);
		case 'stsToken':
			return { accessKeyId, accessKeySecret, securityToken: securityToken(credential) };
		default:
			return { accessKeyId, accessKeySecret };
	}
}

function securityToken(credential: AlibabaCloudCredential): string {
	const token = keyText(credential.securityToken, 'Security Token');
	if (token) return token;
	throw new CredentialError(
		"The credential has no security token. Fill in 'Security Token', or choose 'AccessKey' as 'Authentication' if the key is a permanent one.",
	);
}

function roleKeys(credential: AlibabaCloudCredential): SigningKeys {
	const session = sessions.get(sessionId(credential));
	if (session) return session.keys;
	throw new CredentialError(
		'The RAM role has not been assumed yet. Run the node again. If the error persists, test the credential.',
	);
}

async function assumeRole(
	credential: AlibabaCloudCredential,
	httpRequest: HttpRequest,
	now: () => number,
): Promise<RoleSession> {
	const roleArn = fieldText(credential.roleArn);
	if (!roleArn) {
		throw new CredentialError(
			"The credential has no role. Fill in 'Role ARN', e.g. acs:ram::1234567890123456:role/chat-app.",
		);
	}
	const externalId = fieldText(credential.externalId);
	const request = signHttpRequest(
		{
			method: 'POST',
			url: `${endpointOf(credential, 'sts')}/`,
			headers: {
				'x-acs-action': 'AssumeRole',
				'x-acs-version': PRODUCTS.sts.version,
				'content-type': 'application/x-www-form-urlencoded',
			},
			body: {
				RoleArn: roleArn,
				RoleSessionName: fieldText(credential.roleSessionName) || DEFAULT_SESSION_NAME,
				DurationSeconds: SESSION_SECONDS,
				...(externalId ? { ExternalId: externalId } : {}),
			},
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: ASSUME_ROLE_TIMEOUT_MS,
		},
		currentKeys({ ...credential, authentication: 'accessKey' }),
	);
	const startedAt = performance.now();
	const response = await answerOf(request, httpRequest);
	const text = typeof response.body === 'string' ? response.body : JSON.stringify(response.body);
	const answer = readAnswer(response.statusCode, text);
	if (!answer.ok) throw refusedError(roleArn, response.statusCode, answer.refusal);
	return { ...readSession(answer.envelope.Credentials, now()), startedAt };
}

async function answerOf(
	request: IHttpRequestOptions,
	httpRequest: HttpRequest,
): Promise<{ statusCode: number; body: unknown }> {
	return await withinTime(ASSUME_ROLE_TIMEOUT_MS, undefined, async (abortSignal) => {
		const settled = await httpRequest({ ...request, abortSignal }).then(
			(value) => ({ value: value as { statusCode: number; body: unknown } }),
			(error: unknown) => ({ error }),
		);
		if ('value' in settled) return settled.value;
		const code = isTimedOut(abortSignal)
			? LOCAL_CODES.timeout
			: readConnectionFailure(settled.error).code;
		throw unreachedError(code, ASSUME_ROLE_TIMEOUT_MS);
	});
}

function readSession(granted: unknown, now: number): Omit<RoleSession, 'startedAt'> {
	const { AccessKeyId, AccessKeySecret, SecurityToken, Expiration } = (granted ?? {}) as Record<
		string,
		unknown
	>;
	if (
		typeof AccessKeyId !== 'string' ||
		typeof AccessKeySecret !== 'string' ||
		typeof SecurityToken !== 'string'
	) {
		throw new CredentialError(
			"The response of Security Token Service contains no keys. Check 'STS Endpoint' in the credential.",
		);
	}
	const expiry = typeof Expiration === 'string' ? Date.parse(Expiration) : Number.NaN;
	const expiresAt = Number.isFinite(expiry) ? expiry : now + SESSION_SECONDS * 1000;
	return {
		keys: {
			accessKeyId: AccessKeyId,
			accessKeySecret: AccessKeySecret,
			securityToken: SecurityToken,
		},
		renewAt: expiresAt - RENEW_BEFORE_MS,
	};
}

/** Secrets are part of the id, so a corrected credential never meets the session of the wrong one. */
function sessionId(credential: AlibabaCloudCredential): string {
	const parts = [
		credential.accessKeyId,
		credential.accessKeySecret,
		credential.roleArn,
		credential.roleSessionName,
		credential.externalId,
		endpointOf(credential, 'sts'),
	];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
