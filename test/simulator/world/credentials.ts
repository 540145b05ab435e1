import { tellSecret } from '../secretProbe';

/** What the signature checks of every service need to know about an access key. */
export interface StoredCredential {
	readonly accessKeySecret: string;
	/** Present for temporary credentials only; a call has to bring the same token. */
	readonly securityToken?: string;
	/** Milliseconds since 1970; absent for permanent keys. */
	readonly expiresAt?: number;
	/** A token of QueryTokenForMnsQueue opens this one queue and nothing else. */
	readonly scope?: { readonly queue: string };
}

export interface CredentialLookup {
	/** Also gives expired credentials, so that the caller can answer with the code for "expired". */
	find(accessKeyId: string): StoredCredential | undefined;
}

export interface Identity {
	readonly accountId: string;
	readonly arn: string;
	readonly userId: string;
	readonly type: 'Account' | 'RAMUser' | 'AssumedRoleUser';
}

export interface Credential extends StoredCredential {
	readonly accessKeyId: string;
	readonly identity: Identity;
	/** RAM actions that are denied, e.g. "cams:SendChatappMessage" or "cams:*". */
	readonly denied: Set<string>;
}

export class CredentialStore implements CredentialLookup {
	private readonly byId = new Map<string, Credential>();

	add(credential: Omit<Credential, 'denied'> & { denied?: Iterable<string> }): Credential {
		const stored = { ...credential, denied: new Set(credential.denied ?? []) };
		this.byId.set(stored.accessKeyId, stored);
		tellSecret('AccessKey secret', stored.accessKeySecret);
		tellSecret('security token', stored.securityToken);
		return stored;
	}

	find(accessKeyId: string): Credential | undefined {
		return this.byId.get(accessKeyId);
	}

	remove(accessKeyId: string): void {
		this.byId.delete(accessKeyId);
	}

	all(): Credential[] {
		return [...this.byId.values()];
	}

	clear(): void {
		this.byId.clear();
	}
}
