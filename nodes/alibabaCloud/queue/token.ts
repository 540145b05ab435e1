import type { SigningKeys } from '../signing/keys';
import type { QueueFailure } from './failures';

/** A temporary key for one queue. */
export interface QueueToken extends SigningKeys {
	/** Where the queue is that the key opens. */
	readonly endpoint: string;
	/** Milliseconds since 1970. */
	readonly expiresAt: number;
}

/** What `QueryTokenForMnsQueue` answers. */
export interface TokenAnswer {
	readonly MessageTokenDTO?: {
		readonly AccessKeyId?: string;
		readonly AccessKeySecret?: string;
		readonly SecurityToken?: string;
		readonly ExpireTime?: string;
	};
}

export type Outcome<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly failure: QueueFailure };

/** Keys live for ten minutes according to the platform's own clients. */
const LIFE_MS = 10 * 60_000;
const RENEW_EARLY_MS = 2 * 60_000;
/** A key that seems to live shortly, perhaps as this clock is wrong, is not renewed at each call. */
const RENEW_EARLY_SHARE = 0.2;
const CHINA_OFFSET_MS = 8 * 60 * 60_000;

/**
 * When a key ends, in milliseconds since 1970. The service writes the time without a zone; its
 * own samples read it as that of China. If that makes no sense the usual life counts.
 *
 * Source: https://www.alibabacloud.com/help/en/sms/developer-reference/sms-webhook
 */
export function expiryOf(expireTime: string | undefined, now: number): number {
	const usual = now + LIFE_MS;
	if (!expireTime || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(expireTime)) return usual;
	const stated = Date.parse(`${expireTime.replace(' ', 'T')}Z`) - CHINA_OFFSET_MS;
	return stated > now ? Math.min(stated, usual) : usual;
}

/** Reads a key for the queue at `endpoint`; null when the answer holds none. */
export function toToken(answer: TokenAnswer, endpoint: string, now: number): QueueToken | null {
	const { AccessKeyId, AccessKeySecret, SecurityToken, ExpireTime } = answer.MessageTokenDTO ?? {};
	if (!AccessKeyId || !AccessKeySecret) return null;
	return {
		accessKeyId: AccessKeyId,
		accessKeySecret: AccessKeySecret,
		securityToken: SecurityToken,
		endpoint,
		expiresAt: expiryOf(ExpireTime, now),
	};
}

/** Keeps the key of one queue and fetches another one two minutes before it ends. */
export class TokenKeeper {
	private current: QueueToken | null = null;

	private renewAt = 0;

	private pending: Promise<Outcome<QueueToken>> | null = null;

	constructor(
		private readonly fetchToken: () => Promise<Outcome<QueueToken>>,
		private readonly clock: () => number,
	) {}

	/** The key to sign with. Many may ask at once; the service is asked once. */
	async get(): Promise<Outcome<QueueToken>> {
		const { current } = this;
		if (current !== null && this.clock() < this.renewAt) {
			return { ok: true, value: current };
		}
		this.pending ??= this.renew();
		return await this.pending;
	}

	/** Forgets a key that was refused, unless it was replaced in the meantime. */
	drop(refused: QueueToken): void {
		if (this.current === refused) this.current = null;
	}

	private async renew(): Promise<Outcome<QueueToken>> {
		try {
			const outcome = await this.fetchToken();
			if (!outcome.ok) return outcome;
			const { expiresAt } = outcome.value;
			const life = expiresAt - this.clock();
			this.renewAt = expiresAt - Math.min(RENEW_EARLY_MS, life * RENEW_EARLY_SHARE);
			this.current = outcome.value;
			return outcome;
		} finally {
			this.pending = null;
		}
	}
}
