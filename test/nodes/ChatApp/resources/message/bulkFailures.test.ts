import { NodeApiError, type IDataObject, type INode } from 'n8n-workflow';

import { failureOf } from '../../../../../nodes/ChatApp/resources/message/bulkOutcomes';
import { byId, mapped, SEND_TEMPLATE, WELCOME } from '../../fields/parameters';
import { callsOf, GO_ON, runWith, simulator, useSimulator } from '../../workbench';

useSimulator();

const WELCOME_BULK = {
	...SEND_TEMPLATE,
	operation: 'sendBulk',
	to: '={{ $json.phone }}',
	template: byId(WELCOME),
	variables: mapped({}),
};
const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		phone: `+6591${String(index).padStart(6, '0')}`,
	}));

const refuse = (times: number | null): void =>
	simulator.control.fault({
		service: 'cams',
		action: 'SendChatappMassMessage',
		kind: 'status',
		status: 400,
		code: 'InvalidParameter.ContentError',
		times,
	});

test('after a batch that failed no further one is started', async () => {
	refuse(null);
	const finished = await runWith(WELCOME_BULK, people(12_000));
	expect(finished.error).toBeDefined();
	// Those that were under way already end.
	expect(callsOf('SendChatappMassMessage').length).toBeLessThanOrEqual(5);
});

test('with Continue every batch is tried', async () => {
	refuse(null);
	await runWith(WELCOME_BULK, people(7_000), GO_ON);
	expect(callsOf('SendChatappMassMessage')).toHaveLength(7);
});

test('the duplicate of an item that failed has failed as well', async () => {
	refuse(1);
	const [first] = people(1);
	const finished = await runWith(WELCOME_BULK, [first ?? {}, first ?? {}], GO_ON);
	const json = finished.jsonOf('Node');
	expect(json).toHaveLength(2);
	for (const item of json) {
		expect(item).toEqual({
			error: expect.objectContaining({ code: 'InvalidParameter.ContentError' }),
		});
	}
});

describe('what is said of a failed batch', () => {
	const node = {
		name: 'Node',
		type: 'chatApp',
		typeVersion: 1,
		parameters: {},
	} as unknown as INode;
	const failure = (outcome: string): NodeApiError => {
		const error = new NodeApiError(node, {}, { message: 'Lost', description: 'Why.' });
		Object.assign(error.context, { outcome });
		return error;
	};
	const shared = { CustSpaceId: 'c', From: '6531589000', TemplateCode: '1' };
	const recipient = { itemIndex: 3, entry: { To: '6591230001' }, shared };
	const startedAt = Date.UTC(2026, 8, 22, 2);
	const toldFor = (outcome: string) =>
		failureOf(node, failure(outcome), {
			recipient,
			startedAt,
		} as unknown as Parameters<typeof failureOf>[2]);

	test('it is looked up from before the call on, as clocks differ', () => {
		const { lookup } = (toldFor('unknown') as NodeApiError).context as {
			lookup: { sentAfter: string };
		};
		const sentAfter = Date.parse(lookup.sentAfter);
		expect(sentAfter).toBeLessThan(startedAt);
		expect(sentAfter).toBeGreaterThan(startedAt - 60 * 60_000);
	});

	test('there is nothing to look up when it was refused', () => {
		expect((toldFor('refused') as NodeApiError).context.lookup).toBeUndefined();
	});
});
