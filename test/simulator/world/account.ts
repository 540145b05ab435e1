import { randomBytes } from 'node:crypto';
import { CredentialStore, type Credential, type Identity } from './credentials';

export interface Role {
	arn: string;
	name: string;
	id: string;
	externalId: string | null;
	maxSessionSeconds: number;
}

/** The Alibaba Cloud account: keys, roles, and whether the product is activated. */
export class Account {
	readonly credentials = new CredentialStore();
	readonly roles: Role[] = [];
	activated = true;

	constructor(readonly id: string) {}

	role(arn: string): Role | undefined {
		return this.roles.find((role) => role.arn === arn);
	}

	/** A temporary key as STS gives it: its id begins with "STS.". */
	issueTemporary(settings: {
		identity: Identity;
		expiresAt: number;
		scope?: { queue: string };
	}): Credential & { securityToken: string; expiresAt: number } {
		const securityToken = randomBytes(90).toString('base64');
		const credential = this.credentials.add({
			accessKeyId: `STS.${randomBytes(15).toString('base64url')}`,
			accessKeySecret: randomBytes(33).toString('base64url'),
			...settings,
			securityToken,
		});
		return { ...credential, securityToken, expiresAt: settings.expiresAt };
	}
}
