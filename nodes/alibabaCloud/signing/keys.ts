/** What signs a request: an AccessKey pair, with a security token when it is a temporary one. */
export interface SigningKeys {
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	readonly securityToken?: string;
}
