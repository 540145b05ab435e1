import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import { runWorkflow, type WorkflowRun } from '../../harness';
import { badInputCases } from './badInput.cases';
import { byId, SEND_TEMPLATE } from './fields/parameters';
import { callsOf, run, simulator, useSimulator } from './workbench';

useSimulator();
afterAll(() => nock.restore());
afterEach(() => nock.cleanAll());

test.each(badInputCases)(
	'$what',
	async ({ parameters, credential, before, message, description, code }) => {
		const setting = credential?.();
		before?.();
		const finished = await run({ ...SEND_TEMPLATE, ...parameters }, [{}], setting);
		expect(finished.status).toBe('error');
		const error = finished.error as unknown as Record<string, unknown> & { context: object };
		expect(error.name).toBe(code === null ? 'NodeOperationError' : 'NodeApiError');
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
		expect(error.context).toMatchObject({ itemIndex: 0, ...(code === null ? {} : { code }) });
		if (code === null) expect(callsOf('SendChatappMessage')).toEqual([]);
		expect(callsOf('SendChatappMessage').length).toBeLessThanOrEqual(1);
		expect(JSON.stringify(error)).not.toContain(simulator.credential.accessKeySecret);
	},
);

test.each(['InvalidAccessKeyId.NotFound', 'Unknown.ResourceOwnerId'])(
	'%s has the words of the service under its details alone',
	async (code) => {
		const wrong = badInputCases.find((candidate) => candidate.code === code);
		const finished = await run(
			{ ...SEND_TEMPLATE, ...wrong?.parameters },
			[{}],
			wrong?.credential?.(),
		);
		const { error } = finished;
		expect(error?.message).not.toMatch(/SendChatappMessage|GetChatappTemplateDetail/);
		expect(error?.description).not.toMatch(/Code: |Request ID: /);
		expect(error?.description).toMatch(/<a href="https:[^"]+" target="_blank">/);
		expect((error?.context as IDataObject | undefined)?.data).toEqual({
			message: expect.any(String),
			code,
			httpStatus: expect.any(Number),
			action: 'GetChatappTemplateDetail',
			requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
			diagnosis: expect.stringMatching(/^https:/),
		});
	},
);

test('an endpoint that is no address is shown without its password', async () => {
	const camsEndpoint = 'http://mei:s3cret@cams example';
	const { error } = await run(SEND_TEMPLATE, [{}], { ...simulator.credential, camsEndpoint });
	expect(error?.message).toMatch(/^The address 'http:\/\/cams example\/' is not a URL/);
});

async function runOnError(onError: string): Promise<WorkflowRun> {
	return await runWorkflow(
		{
			nodes: [
				{
					id: 'node',
					name: 'Node',
					type: 'n8n-nodes-alibabacloud-chatapp.chatApp',
					typeVersion: 1,
					position: [0, 0],
					onError,
					parameters: {
						...SEND_TEMPLATE,
						to: '={{ $json.to }}',
						template: byId('={{ $json.template }}'),
					},
				},
			],
			connections: {},
		},
		{
			credentials: { alibabaCloudApi: simulator.credential },
			input: [
				{ to: '+65 9123 0001', template: '1119000000000000001' },
				{ to: 'nobody', template: '1119000000000000001' },
				{ to: '+65 9123 0001', template: '1119999999999999999' },
				{ to: '+60 12-345 0002', template: '1119000000000000001' },
			],
		},
	);
}

test('failures leave by the error output', async () => {
	const finished = await runOnError('continueErrorOutput');
	expect(finished.jsonOf('Node', 0).map(({ to }) => to)).toEqual(['6591230001', '60123450002']);
	expect(finished.jsonOf('Node', 1)).toEqual([
		{ error: expect.objectContaining({ message: expect.stringContaining('(nobody)') }) },
		expect.objectContaining({
			error: expect.objectContaining({ code: 'DetailError.TemplateNotExist' }),
		}),
	]);
});

test('with Continue On Fail the other items go on, in their order', async () => {
	const loaded = await runOnError('continueRegularOutput');
	expect(loaded.status).toBe('success');
	expect(loaded.itemsOf('Node')).toEqual([
		expect.objectContaining({
			json: expect.objectContaining({ to: '6591230001' }),
			pairedItem: { item: 0 },
		}),
		expect.objectContaining({
			json: {
				error: {
					message: expect.stringContaining("'To' is not a valid phone number"),
					description: expect.stringContaining('country code'),
					...{ code: null, httpCode: null, lookup: null, outcome: null, retryable: null },
					requestId: null,
				},
			},
			pairedItem: { item: 1 },
		}),
		expect.objectContaining({
			json: {
				error: expect.objectContaining({
					code: 'DetailError.TemplateNotExist',
					requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
					outcome: 'refused',
					retryable: false,
				}),
			},
			pairedItem: { item: 2 },
		}),
		expect.objectContaining({
			json: expect.objectContaining({ to: '60123450002' }),
			pairedItem: { item: 3 },
		}),
	]);
});
