import type { IDataObject } from 'n8n-workflow';

import { byId, mapped, MEI, SEND, SEND_TEMPLATE, WELCOME } from '../../fields/parameters';
import { callsOf, results, run, simulator, useSimulator } from '../../workbench';

useSimulator();

const OTHER = '6591230002';
const LIST = ['+65 9123 0001', 'SG.13491208655302741918'];
const TEMPLATE = { ...SEND_TEMPLATE, template: byId(WELCOME), variables: mapped({}) };
const EACH: Array<[string, object]> = [
	['Send', SEND],
	['Send Template', TEMPLATE],
	['Send Bulk', { ...TEMPLATE, operation: 'sendBulk' }],
];
const to = '={{ $json.to }}';
const sends = (): number =>
	[...callsOf('SendChatappMessage'), ...callsOf('SendChatappMassMessage')].length;

beforeEach(() => {
	for (const user of [MEI, OTHER]) simulator.control.reply({ user, text: 'Hi' });
});

describe.each(EACH)('%s', (_name, parameters) => {
	test('calls nothing for people on the list', async () => {
		const options: IDataObject = { skipRecipients: LIST };
		const input = [MEI, 'SG.13491208655302741918', OTHER].map((one) => ({ to: one }));
		const sent = await results({ ...parameters, to, options }, input);
		expect(sent).toMatchObject([
			{ state: 'skipped', reason: 'optedOut', to: MEI },
			{ state: 'skipped', reason: 'optedOut', to: 'SG.13491208655302741918' },
			{ to: OTHER },
		]);
		expect(sent[2]).not.toMatchObject({ state: 'skipped' });
		expect(sends()).toBe(1);
		expect(JSON.stringify(simulator.requests.map((one) => one.params))).not.toContain(MEI);
	});

	test.each([
		['nothing', '={{ $json.missing }}'],
		['null', '={{ null }}'],
		['an object', '={{ $json }}'],
		['an empty text', ''],
	])('fails for %s, and sends nothing', async (_value, skipRecipients) => {
		const { error } = await run({ ...parameters, options: { skipRecipients } }, [{ a: 1 }, {}]);
		expect(error?.message).toContain("'Skip Recipients' is not a list");
		expect(sends()).toBe(0);
	});

	test('sends with an empty list', async () => {
		await results({ ...parameters, options: { skipRecipients: '={{ [] }}' } });
		expect(sends()).toBe(1);
	});
});

test('the list is an expression that is evaluated once, and other options for each item', async () => {
	const input = [
		{ to: MEI, list: [MEI], task: 'a' },
		{ to: OTHER, list: [OTHER], task: 'b' },
	];
	const options: IDataObject = {
		skipRecipients: '={{ $json.list }}',
		taskId: '={{ $json.task + "-" + $itemIndex }}',
	};
	const sent = await results({ ...TEMPLATE, to, options }, input);
	expect(sent).toMatchObject([{ state: 'skipped' }, { messageId: expect.any(String) }]);
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({ TaskId: 'b-1' });
});

test('a long list is read once for many items', async () => {
	const count = 1_000;
	const input = Array.from({ length: count }, (_one, index) => ({ to: `+6591${10_000 + index}0` }));
	const entries = Array.from({ length: 100_000 }, (_one, index) => `+65 9${1_100_000 + index}`);
	input[0] = { ...input[0], entries } as never;
	const options: IDataObject = { skipRecipients: '={{ $json.entries }}', taskId: '={{ 1 + 1 }}' };
	const sent = await results({ ...TEMPLATE, operation: 'sendBulk', to, options }, input);
	expect(sent.filter(({ state }) => state === 'skipped')).toHaveLength(count);
	expect(sends()).toBe(0);
});

describe.each(EACH)('%s', (_name, parameters) => {
	test.each([
		['a number without a country code', '91230001'],
		['a number with a name', '+65 9123 0001 (Mei)'],
		['a row whose number lies deeper', '={{ [{ phone: { number: "+6591230001" } }] }}'],
	])('sends nothing when the list has %s', async (_value, skipRecipients) => {
		const { error } = await run({ ...parameters, options: { skipRecipients } }, [{}, {}]);
		expect(error?.message).toContain("'Skip Recipients' has ");
		expect(sends()).toBe(0);
	});

	test('finds national numbers of the default country of each item', async () => {
		const input = [
			{ to: `+${MEI}`, country: 'SG' },
			{ to: '012-345 0001', country: 'MY' },
		];
		const options: IDataObject = {
			skipRecipients: '012-345 0001',
			defaultCountry: '={{ $json.country.toUpperCase() }}',
		};
		const sent = await results({ ...parameters, to, options }, input);
		expect(sent.map(({ state }) => state === 'skipped')).toEqual([false, true]);
		expect(sends()).toBe(1);
	});
});

test('on channels with IDs, the list has IDs of digits alone', async () => {
	const options: IDataObject = { skipRecipients: '598273461, 7219340165' };
	const telegram = { ...SEND, channelType: 'telegram', to, options };
	const sent = await run(telegram, [{ to: '598273461' }]);
	expect(sent.jsonOf('Node')).toMatchObject([{ state: 'skipped', to: '598273461' }]);
});
