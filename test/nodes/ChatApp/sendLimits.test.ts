import type { IDataObject } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../../simulator';
import {
	byId,
	callsOf,
	mapped,
	ORDER_UPDATE,
	run,
	SEND,
	SEND_TEMPLATE,
	WELCOME,
} from './workbench';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ requestsPerSecond: { GetChatappTemplateDetail: 0 } });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

const fromAgent = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;

/** A tool whose recipient, template and one variable an agent fills in. */
const TOOL = {
	...SEND_TEMPLATE,
	to: fromAgent('recipient'),
	template: byId(fromAgent('template')),
	variables: mapped({
		order: fromAgent('order'),
		name: 'Mei',
		date: 'Monday',
		track: 'A1',
	}),
	options: { allowedRecipients: '+65 9123*\n+60 12 345 0002', allowedTemplates: 'order_*' },
};

const asked = (changes: IDataObject = {}): IDataObject[] => [
	{ recipient: '+6591230001', template: ORDER_UPDATE, order: 'A-7', ...changes },
];

test('an agent fills in recipient, template and variables within the limits', async () => {
	const finished = await run(simulator, TOOL, asked());
	expect(finished.error).toBeUndefined();
	expect(callsOf(simulator, 'SendChatappMessage')).toEqual([
		expect.objectContaining({ To: '6591230001', TemplateCode: ORDER_UPDATE }),
	]);
});

test.each([
	[{ recipient: '+6598765432' }, "'To' is not an allowed recipient: 6598765432"],
	[{ recipient: '+60123450003' }, "'To' is not an allowed recipient: 60123450003"],
	[{ template: WELCOME, order: '' }, 'variables do not fit|not an allowed template'],
])('%j is refused before the call', async (changes, message) => {
	const finished = await run(simulator, TOOL, asked(changes));
	expect(finished.error).toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringMatching(new RegExp(message)),
	});
	expect(callsOf(simulator, 'SendChatappMessage')).toEqual([]);
});

test('a template is refused by its name', async () => {
	const parameters = { ...TOOL, variables: mapped({}) };
	const finished = await run(simulator, parameters, asked({ template: WELCOME }));
	expect(finished.error).toMatchObject({
		message: `'Template' is not an allowed template: 'welcome' (${WELCOME})`,
		description: expect.stringContaining("'Allowed Templates'"),
	});
	expect(callsOf(simulator, 'SendChatappMessage')).toEqual([]);
});

test('free messages keep to the recipients as well', async () => {
	const options = { allowedRecipients: '+60*' };
	const finished = await run(simulator, { ...SEND, options });
	expect(finished.error?.message).toBe("'To' is not an allowed recipient: 6591230001");
	expect(callsOf(simulator, 'SendChatappMessage')).toEqual([]);
});
