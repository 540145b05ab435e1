import type { HttpRequest } from '../http';
import type { Credential, CredentialStore } from '../world/credentials';
import { refusals } from './errors';
import type { Params } from './params';
import { readAcs3, readRpc, type Claim } from './signatures';

const CLOCK_TOLERANCE_MS = 15 * 60 * 1000;

/** Remembers nonces for as long as a request with them could still be in time. */
export class NonceMemory {
	private readonly seen = new Map<string, number>();

	/** False when it was there already. */
	add(nonce: string, now: number): boolean {
		for (const [old, until] of this.seen) {
			if (until > now) break;
			this.seen.delete(old);
		}
		if (this.seen.has(nonce)) return false;
		this.seen.set(nonce, now + 2 * CLOCK_TOLERANCE_MS);
		return true;
	}

	clear(): void {
		this.seen.clear();
	}
}

/** Who is calling; throws the documented refusal when the proof does not hold. */
export function authenticate(
	request: HttpRequest,
	params: Params,
	credentials: CredentialStore,
	nonces: NonceMemory,
	now: number,
): Credential {
	const claim: Claim = request.headers.authorization ? readAcs3(request) : readRpc(request, params);
	const credential = credentials.find(claim.accessKeyId);
	// A token for one queue is no key for the API.
	if (!credential || credential.scope) throw refusals.unknownKey();
	if (credential.securityToken !== undefined) {
		if (!claim.securityToken) throw refusals.missingToken();
		if (claim.securityToken !== credential.securityToken) throw refusals.wrongToken();
		if (credential.expiresAt !== undefined && credential.expiresAt <= now) {
			throw refusals.expiredToken();
		}
	} else if (claim.securityToken) throw refusals.wrongToken();
	if (Math.abs(now - claim.time) > CLOCK_TOLERANCE_MS) throw refusals.expiredTime();
	if (!claim.matches(credential.accessKeySecret)) throw refusals.signature(claim.stringToSign);
	if (!nonces.add(`${claim.accessKeyId} ${claim.nonce}`, now)) throw refusals.nonceUsed();
	return credential;
}
