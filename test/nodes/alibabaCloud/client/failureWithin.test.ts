import { runNode } from '../../../harness';
import { SEND } from '../../ChatApp/fields/parameters';
import { reply, startScriptedService } from '../../ChatApp/scriptedService';
import { GO_ON } from '../../ChatApp/workbench';

/** Sends a text with n8n's "Retry On Fail" and gives the item that it became. */
async function sendTo(status: number, body: object): Promise<{ sends: number; item: unknown }> {
	const service = await startScriptedService((_arrival, response) => reply(response, status, body));
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0, ...GO_ON };
	try {
		const run = await runNode(
			{ type: 'chatApp', parameters: SEND, settings },
			{ credentials: { alibabaCloudApi: service.credential() } },
		);
		return { sends: service.arrivals.length, item: run.jsonOf('Node')[0] };
	} finally {
		await service.close();
	}
}

test.each([
	[200, { Code: 'InternalError' }],
	[400, { Code: '999999' }],
	[200, { Code: 'ERR-COMMON-001' }],
	[400, { Code: 'ServiceTimeout' }],
	[408, { Code: 'RequestTimeout' }],
	[404, { Code: 'OK', MessageId: 'm-1' }],
	[200, { Code: 'OK', Success: false, MessageId: 'm-1' }],
])('a send that HTTP %i %j leaves open is made once', async (status, body) => {
	const { sends, item } = await sendTo(status, { ...body, RequestId: 'r-1' });
	expect(sends).toBe(1);
	expect(item).toMatchObject({ error: { outcome: 'unknown', retryable: false } });
});
