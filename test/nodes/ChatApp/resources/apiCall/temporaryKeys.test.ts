import type { IDataObject } from 'n8n-workflow';

import { ChatApp } from '../../../../../nodes/ChatApp/ChatApp.node';
import { byId, CHANNEL, mapped } from '../../fields/parameters';
import { results, useSimulator } from '../../workbench';

useSimulator();

const { sensitiveOutputFields = [] } = new ChatApp().description;

test.each(['simplified', 'raw'])(
	'n8n hides the keys of an upload from a %s answer',
	async (output) => {
		const [answer = {}] = await results({
			...{ resource: 'apiCall', operation: 'call', output },
			apiAction: { ...byId('GetChatappUploadAuthorization'), mode: 'name' },
			...{ parameters: mapped({ CustSpaceId: CHANNEL }), additionalParameters: '{}' },
		});
		const secrets = pathsIn(answer).filter((path) => /Secret|Token/i.test(path));
		expect(secrets).toHaveLength(2);
		expect(sensitiveOutputFields).toEqual(expect.arrayContaining(secrets));
	},
);

/** Paths as n8n writes them. */
function pathsIn(value: IDataObject): string[] {
	return Object.entries(value).flatMap(([name, inner]) =>
		typeof inner === 'object' && inner !== null
			? pathsIn(inner as IDataObject).map((path) => `${name}.${path}`)
			: [name],
	);
}
