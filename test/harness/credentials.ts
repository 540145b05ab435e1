import {
	ICredentialsHelper,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** What a test stores for a credential: its fields, by credential type name. */
export type StoredCredentials = Readonly<Record<string, object>>;

/**
 * Stands in for n8n's credential store and does the three things that a node notices in the same
 * way: defaults fill the fields that were left out and hidden fields disappear; `preAuthentication`
 * runs while the hidden expirable field is empty or after a 401, and its result is stored;
 * `authenticate` gets the request last.
 */
export class TestCredentials extends ICredentialsHelper {
	/** What is stored now, including what `preAuthentication` left there. */
	readonly stored: Record<string, ICredentialDataDecryptedObject>;

	constructor(
		private readonly types: Readonly<Record<string, ICredentialType>>,
		stored: StoredCredentials,
	) {
		super();
		this.stored = structuredClone(stored) as Record<string, ICredentialDataDecryptedObject>;
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.typeOf(type).properties;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		return this.withDefaults(type, this.dataOf(type));
	}

	/** Fills in defaults and drops fields that the form would not show, as n8n does on reading. */
	withDefaults(type: string, data: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
		const filled = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			structuredClone(data) as INodeParameters,
			true,
			false,
			null,
			null,
		);
		return filled as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.typeOf(type);
		if (authenticate === undefined) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		throw new Error(`The credential type ${type} must authenticate with a function`);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		type: string,
		node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication, properties } = this.typeOf(type);
		const expirable = properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (expirable === undefined || preAuthentication === undefined) return undefined;

		const isTest = node.type === 'n8n-nodes-base.noOp' && node.parameters.temp === '';
		if (credentials[expirable.name] !== '' && !expired && !isTest) return undefined;

		const output = (await preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (output[expirable.name] === undefined || !node.credentials) return undefined;
		this.stored[type] = { ...this.stored[type], ...output };
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('The harness keeps credentials as plain data');
	}

	async updateCredentials(
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored[type] = data;
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('The package has no OAuth credential');
	}

	private typeOf(type: string): ICredentialType {
		const found = this.types[type];
		if (found === undefined) throw new Error(`There is no credential type ${type}`);
		return found;
	}

	private dataOf(type: string): ICredentialDataDecryptedObject {
		const found = this.stored[type];
		if (found === undefined) throw new Error(`The test stores no credential of type ${type}`);
		return found;
	}
}
