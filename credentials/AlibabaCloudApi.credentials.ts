import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { credentialProperties } from '../nodes/alibabaCloud/credential/properties';
import { currentKeys, prepareKeys } from '../nodes/alibabaCloud/credential/roleSession';
import { credentialTest } from '../nodes/alibabaCloud/credential/credentialTest';
import type { AlibabaCloudCredential } from '../nodes/alibabaCloud/wire/endpoints';
import { signHttpRequest } from '../nodes/alibabaCloud/signing/signHttpRequest';

/** Signs requests to any Alibaba Cloud OpenAPI, from this package's nodes and from HTTP Request. */
export class AlibabaCloudApi implements ICredentialType {
	name = 'alibabaCloudApi';

	displayName = 'Alibaba Cloud API';

	icon: Icon = { light: 'file:../icons/chatApp.svg', dark: 'file:../icons/chatApp.dark.svg' };

	documentationUrl =
		'https://github.com/alibabacloud-chatapp/n8n-nodes-alibabacloud-chatapp#credential';

	properties: INodeProperties[] = credentialProperties;

	test: ICredentialTestRequest = credentialTest;

	/**
	 * n8n calls this before each request because the hidden property stays empty: the keys of an
	 * assumed role live in memory alone, and n8n would store whatever is returned under that name.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		await prepareKeys(credentials as unknown as AlibabaCloudCredential, async (request) => {
			return await this.helpers.httpRequest(request);
		});
		return {};
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const keys = currentKeys(credentials as unknown as AlibabaCloudCredential);
		return signHttpRequest(requestOptions, keys);
	}
}
