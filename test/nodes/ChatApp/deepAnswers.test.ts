import type { ServerResponse } from 'node:http';

import { runNode } from '../../harness';
import { byId } from './fields/parameters';
import { startScriptedService, type ScriptedService } from './scriptedService';

/** More levels than any recursion comes back from. */
const LEVELS = 20_000;
const DEEP = `${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}`;
const ON_NUMBER = { channel: byId('cams-1'), phoneNumber: byId('65'), businessNumber: byId('65') };

let answer = '';
let service: ScriptedService;
beforeAll(async () => {
	service = await startScriptedService((_arrival, response: ServerResponse) => {
		response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
	});
});
afterAll(async () => await service.close());

/** Each field as JSON, or as JSON within a text. */
function say(fields: Readonly<Record<string, string>>, asText: boolean): void {
	const named = Object.entries(fields).map(
		([name, json]) => `"${name}":${asText ? JSON.stringify(json) : json}`,
	);
	answer = `{"Code":"OK","RequestId":"R",${named.join()}}`;
}

test.each<[string, string, string, boolean]>([
	['message', 'getAll', 'Data', false],
	['message', 'getAll', 'Data', true],
	['channel', 'getAll', 'Data', true],
	['template', 'getAll', 'ListTemplate', false],
	['flow', 'getAll', 'Data', true],
	['qrCode', 'getAll', 'Data', false],
	['chatFlow', 'getAll', 'Data', false],
])(
	'a row of %s.%s that nests thousands of levels deep stops no list: %s, as text: %s',
	async (resource, operation, key, asText) => {
		say({ [key]: `[{"FlowId":"1","Deep":${DEEP}}]` }, asText);
		const parameters = { ...ON_NUMBER, resource, operation, simplify: false };
		const finished = await runNode(
			{ type: 'chatApp', parameters },
			{ credentials: { alibabaCloudApi: service.credential() } },
		);
		expect(finished.error).toBeUndefined();
		const [row] = finished.jsonOf('Node');
		expect(JSON.stringify(row)).toContain('[nested too deep]');
	},
);

test('neither do the components of a template', async () => {
	say({ Data: `{"Name":"a","Components":[{"Type":"BODY","Deep":${DEEP}}]}` }, true);
	const parameters = { resource: 'template', operation: 'get', template: byId('1') };
	const { error } = await runNode(
		{ type: 'chatApp', parameters: { ...ON_NUMBER, ...parameters, language: byId('en') } },
		{ credentials: { alibabaCloudApi: service.credential() } },
	);
	expect(error).toBeUndefined();
});
