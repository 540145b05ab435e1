import type { IDataObject } from 'n8n-workflow';

import { byId } from '../../fields/parameters';
import { callsOf, GO_ON, runWith, simulator, useSimulator } from '../../workbench';

useSimulator();

const CHAT_FLOW = '9ccc41d0aaaa4e1bb0c1000000000001';
const TRIGGER = {
	...{ resource: 'chatFlow', operation: 'trigger', chatFlow: byId(CHAT_FLOW) },
	input: '={{ JSON.stringify({ phone: $json.phone }) }}',
	...{ additionalFields: {}, maxConcurrency: 1 },
};
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
const PEOPLE: IDataObject[] = ['A', 'B', 'C'].map((phone) => ({ phone }));

const fault = (kind: 'delay' | 'status' | 'truncate', more: object = {}): void =>
	void simulator.control.fault({
		...{ service: 'cams', action: 'TriggerChatFlow', kind, times: 1, ...more },
	});
const refusal = { status: 400, code: 'InvalidParameter' };
const started = (): unknown[] =>
	callsOf('TriggerChatFlow').map(({ Data }) => (JSON.parse(Data ?? '') as IDataObject).phone);

test('Retry On Fail starts only the flows that were refused', async () => {
	fault('delay', { delayMs: 1, times: 2 });
	fault('status', refusal);
	const run = await runWith(TRIGGER, PEOPLE, RETRIES);
	expect(run.error).toBeUndefined();
	expect(started()).toEqual(['A', 'B', 'C', 'C']);
	expect(run.jsonOf('Node')).toMatchObject([
		{ triggered: true, flowCode: CHAT_FLOW, data: null, requestId: null },
		{ triggered: true, flowCode: CHAT_FLOW, data: null, requestId: null },
		{ triggered: true, flowCode: CHAT_FLOW, data: expect.anything() },
	]);
});

test.each([{}, GO_ON])(
	'a flow that may have been started is not started again, %j',
	async (set) => {
		fault('truncate');
		const run = await runWith(TRIGGER, PEOPLE, { ...RETRIES, ...set });
		expect(started()).toEqual(['A', 'B', 'C']);
		const error = run.error ?? (run.jsonOf('Node')[0]?.error as IDataObject);
		expect(error).toMatchObject({
			description: expect.stringMatching(
				/console\. To start it again anyway, turn on the option 'Resend If Outcome Is Unknown'/,
			),
		});
		expect(JSON.stringify(error)).not.toContain('Message > Get Many');
		if (!run.error) {
			expect(error).toMatchObject({
				...{ outcome: 'unknown', code: 'Local.OutcomeUnknown' },
				message: 'It is not known whether this chat flow was started, so it was not started again',
			});
		}
	},
);

test('the option starts it again', async () => {
	fault('truncate');
	const run = await runWith({ ...TRIGGER, options: { resendUnknown: true } }, PEOPLE, RETRIES);
	expect(run.error).toBeUndefined();
	expect(started().filter((phone) => phone === 'A')).toHaveLength(2);
	expect(started()).toHaveLength(4);
});

test('all items are checked before the first flow is started', async () => {
	const input = '={{ $json.phone === "C" ? "[" : "{}" }}';
	const { error } = await runWith({ ...TRIGGER, input }, PEOPLE);
	expect(error?.message).toMatch(/^1 of 3 cannot be sent: item 2 \('Input \(JSON\)'/);
	expect(callsOf('TriggerChatFlow')).toEqual([]);
});
