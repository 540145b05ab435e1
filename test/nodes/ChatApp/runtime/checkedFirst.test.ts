import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { byId, mapped, ORDER_UPDATE, SEND, SEND_TEMPLATE, WELCOME } from '../fields/parameters';
import { callsOf, GO_ON, runWith, simulator, useSimulator, withFile } from '../workbench';

useSimulator();

const WELCOME_ONE = {
	...SEND_TEMPLATE,
	to: '={{ $json.phone }}',
	template: byId(WELCOME),
	variables: mapped({}),
};
const WELCOME_BULK = { ...WELCOME_ONE, operation: 'sendBulk' };
const ORDERS = {
	...WELCOME_ONE,
	template: byId(ORDER_UPDATE),
	variables: mapped({ order: '={{ $json.order }}', name: 'Mei', date: 'Monday', track: 'A1' }),
};
const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		phone: `+659123${String(index).padStart(4, '0')}`,
		order: `A-${index}`,
		text: `Hello ${index}`,
	}));

const sends = () => [
	...callsOf('SendChatappMessage'),
	...callsOf('SendChatappMassMessage'),
	...simulator.requests.filter(({ service }) => service === 'oss'),
];

test.each([
	['Send Template', ORDERS],
	['Send Bulk', { ...ORDERS, operation: 'sendBulk' }],
])('%s lists all items that cannot be sent, and sends none', async (_name, parameters) => {
	const input = people(50);
	Object.assign(input[4] as object, { phone: '12' });
	for (const item of [9, 10]) Object.assign(input[item] as object, { order: '' });
	Object.assign(input[29] as object, { phone: '' });
	const finished = await runWith(parameters, input);
	expect(finished.error?.message).toMatch(
		/^4 of 50 cannot be sent: item 4 \('To' is not a valid phone number.*\), 9, 10 \(.*'order'.*\), 29 \('To' is empty\)$/,
	);
	expect(finished.error?.description).toMatch(/^Nothing was sent\. /);
	expect(finished.error?.context).toMatchObject({ itemIndex: 4 });
	expect((finished.error?.context as IDataObject).faults).toHaveLength(4);
	expect(sends()).toEqual([]);

	const going = await runWith(parameters, input, GO_ON);
	expect(going.jsonOf('Node').filter(({ error }) => error)).toHaveLength(4);
});

test('Send checks texts and files before anything is uploaded or sent', async () => {
	const texts = people(10);
	Object.assign(texts[3] as object, { text: 'x'.repeat(5000) });
	const long = await runWith(
		{ ...SEND, to: '={{ $json.phone }}', text: '={{ $json.text }}' },
		texts,
	);
	expect(long.error?.message).toMatch(/^1 of 10 cannot be sent: item 3 \(/);

	const image = { ...SEND, text: undefined, messageType: 'image', mediaSource: 'binary' };
	const files = [
		withFile('a picture', 'image/png'),
		withFile('a film', 'video/mp4'),
		withFile('x'.repeat(6 * 1024 * 1024), 'image/png'),
		{ json: {} },
	];
	const wrong = await runWith({ ...image, binaryPropertyName: 'data' }, files);
	expect(wrong.error?.message).toMatch(
		/^3 of 4 cannot be sent: item 1 \(.*video\/mp4\), 2 \(.*too large.*\), 3 \(.*no file in/,
	);
	expect(sends()).toEqual([]);
});

test('what is wrong with every item alike is told as it is', async () => {
	const finished = await runWith({ ...WELCOME_ONE, template: byId('nope') }, people(3));
	expect(finished.error?.message).not.toMatch(/cannot be sent/);
	expect(finished.error).toMatchObject({ name: 'NodeApiError' });
	expect(sends()).toEqual([]);
});

test('a long list of faults is cut', async () => {
	const input = people(60).map((one, index) => ({
		...one,
		phone: index < 40 ? `${index}` : one.phone,
	}));
	const { error } = await runWith(WELCOME_ONE, input);
	expect(error?.message).toMatch(/^40 of 60 cannot be sent: item 0 .* and 30 more$/);
	expect(error?.message.length).toBeLessThan(3000);
});

test('a call that fails later says how many and which went out', async () => {
	const fault = { service: 'cams' as const, action: 'SendChatappMessage' };
	simulator.control.fault({ ...fault, kind: 'delay', delayMs: 1, times: 5 });
	const refused = { status: 400, code: 'InvalidParameter.ContentError' };
	simulator.control.fault({ ...fault, kind: 'status', ...refused });
	const { error } = await runWith({ ...WELCOME_ONE, options: { maxConcurrency: 1 } }, people(10));
	expect(error?.description).toContain(
		'5 of 10 messages were sent: items 0 to 4. Do not run these items',
	);
	const out = simulator.world.messages.all.map(({ id }) => id);
	expect((error?.context as IDataObject).sent).toEqual(out.map((id, item) => ({ item, id })));
});

test('messages to one recipient leave in the order of the items, whatever fails', async () => {
	const kinds = fc.constantFrom<'throttle' | 'status' | 'delay'>('throttle', 'status', 'delay');
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 30 }),
			fc.array(kinds, { maxLength: 6 }),
			async (numbers, faults) => {
				simulator.control.reset();
				for (const kind of faults) {
					simulator.control.fault({
						...{ service: 'cams', action: 'SendChatappMessage', kind },
						...(kind === 'delay' ? { delayMs: 15 } : {}),
						...(kind === 'status' ? { status: 400, code: 'InvalidParameter.ContentError' } : {}),
					});
				}
				const input = numbers.map((number, item) => ({
					phone: `+659123000${number}`,
					task: `${item}`,
				}));
				const parameters = {
					...WELCOME_ONE,
					options: { taskId: '={{ $json.task }}', requestsPerSecond: 0 },
				};
				const finished = await runWith(parameters, input, GO_ON);
				const failed = finished.jsonOf('Node').filter(({ error }) => error).length;
				const sent = simulator.world.messages.all;
				expect(sent).toHaveLength(input.length - failed);
				for (const user of new Set(sent.map((one) => one.user))) {
					const tasks = sent.filter((one) => one.user === user).map(({ taskId }) => Number(taskId));
					expect(tasks).toEqual([...tasks].sort((a, b) => a - b));
				}
			},
		),
		{ numRuns: 10 },
	);
}, 60_000);

describe('the messaging limit of the number', () => {
	const limitTo = (messagingLimit: string) => {
		for (const number of simulator.world.channels.numbers)
			Object.assign(number, { messagingLimit });
	};

	test('is told before anything is sent', async () => {
		limitTo('TIER_250');
		const finished = await runWith(WELCOME_BULK, people(251));
		expect(finished.error?.message).toBe(
			'Nothing was sent: the template has 251 recipients, but 6531589000 can start conversations with only 250 in 24 hours',
		);
		expect(sends()).toEqual([]);
		const going = await runWith(WELCOME_BULK, people(251), GO_ON);
		expect(going.jsonOf('Node').filter(({ error }) => error)).toHaveLength(251);
		expect(sends()).toEqual([]);
	});

	test.each([
		['TIER_250', 250, {}],
		['TIER_250', 251, { sendAboveLimit: true }],
		['TIER_UNLIMITED', 251, {}],
		['TIER_OF_TOMORROW', 251, {}],
	])('%s lets %d people through with %j', async (tier, count, options) => {
		limitTo(tier);
		const finished = await runWith({ ...WELCOME_BULK, options }, people(count));
		expect(finished.error).toBeUndefined();
		expect(sends()).toHaveLength(1);
	});

	test('is not looked at for few, and does not stand in the way when it cannot be read', async () => {
		await runWith(WELCOME_BULK, people(50));
		expect(callsOf('QueryChatappPhoneNumbers')).toEqual([]);
		simulator.control.fault({
			...{ service: 'cams', action: 'QueryChatappPhoneNumbers', kind: 'status', times: null },
			...{ status: 403, code: 'NoPermission' },
		});
		const finished = await runWith(WELCOME_BULK, people(60));
		expect(finished.error).toBeUndefined();
	});
});
