import { randomBytes } from 'node:crypto';
import { CredentialStore } from '../world/credentials';

export const BUCKET = 'simulator-chatapp-media';

export interface StoredObject {
	readonly data: Buffer;
	readonly contentType: string;
	/** Whether anybody with the URL may read it. */
	readonly isPublic: boolean;
}

/** The media storage of the platform: one bucket, a folder for each channel. */
export class MediaStore {
	/** Where the storage listens; known once its server runs. */
	endpoint = '';
	readonly objects = new Map<string, StoredObject>();
	/** Keys of this storage alone: no other service knows them. */
	readonly credentials = new CredentialStore();
	private readonly folders = new Map<string, string>();
	private platformKey = this.addPlatformKey();

	constructor(private readonly accountId: string) {}

	/** Temporary keys that may write below the folder of one channel. */
	issueKeys(custSpaceId: string, expiresAt: number) {
		const securityToken = randomBytes(90).toString('base64');
		const { accessKeyId, accessKeySecret } = this.credentials.add({
			accessKeyId: `STS.${randomBytes(15).toString('base64url')}`,
			accessKeySecret: randomBytes(33).toString('base64url'),
			identity: {
				accountId: this.accountId,
				arn: `acs:sts::${this.accountId}:assumed-role/chat-app-upload/${custSpaceId}`,
				userId: custSpaceId,
				type: 'AssumedRoleUser',
			},
			securityToken,
			expiresAt,
		});
		const folder = `${this.accountId}/${custSpaceId}`;
		this.folders.set(accessKeyId, folder);
		return { accessKeyId, accessKeySecret, securityToken, folder };
	}

	mayWrite(accessKeyId: string, key: string): boolean {
		const folder = this.folders.get(accessKeyId);
		return folder !== undefined && key.startsWith(`${folder}/`);
	}

	/** The key that signs temporary links. */
	get linkKey(): { accessKeyId: string; accessKeySecret: string } {
		return this.platformKey;
	}

	urlOf(key: string): string {
		return `${this.endpoint}/${BUCKET}/${key.split('/').map(encodeURIComponent).join('/')}`;
	}

	clear(): void {
		this.objects.clear();
		this.folders.clear();
		this.credentials.clear();
		this.platformKey = this.addPlatformKey();
	}

	private addPlatformKey() {
		const { accountId } = this;
		return this.credentials.add({
			accessKeyId: 'simulator-storage-key-id',
			accessKeySecret: randomBytes(33).toString('base64url'),
			identity: {
				accountId,
				arn: `acs:ram::${accountId}:root`,
				userId: accountId,
				type: 'Account',
			},
		});
	}
}
