import type { IDataObject } from 'n8n-workflow';

import type { Structure } from '../../../../../fixtures/templateStructures';

import { byId, mapped, MEI, ORDER_UPDATE, SENDER } from '../../../fields/parameters';
import { ADDED, addTemplate, results, run, simulator, useSimulator } from '../../../workbench';
import { answered, ask, ASK, DOUBLE, inbound, sends } from './asking';

useSimulator();
beforeEach(() => void simulator.control.reply({ user: MEI, text: 'Hello?' }));

const templateOf = (...labels: string[]): IDataObject => {
	addTemplate({
		...{ category: 'UTILITY', example: {}, values: {} },
		components: [
			{ Type: 'BODY', Text: 'May we ship?' },
			...(labels.length > 0
				? [{ Type: 'BUTTONS', Buttons: labels.map((Text) => ({ Type: 'QUICK_REPLY', Text })) }]
				: []),
		],
	} as unknown as Structure);
	return { template: byId(ADDED), language: byId('en') };
};

describe('a closed window', () => {
	beforeEach(() => void simulator.control.window({ user: MEI, to: SENDER, openForMs: 0 }));

	test('fails as a message', async () => {
		const { error } = await run(ASK);
		expect(error?.message).toContain('24 hours');
	});

	test('sends the template once, with the references as payloads', async () => {
		const parameters = { ...DOUBLE, sendAs: 'automatic', ...templateOf('Decline', 'Approve') };
		const { run: waiting } = await ask(parameters);
		expect(sends().map(({ Type }) => Type)).toEqual(['message', 'template']);
		const payloads = JSON.parse(String(sends()[1]?.Payload)) as string[];
		const asked = { run: waiting, choices: payloads, question: '' };
		const next = await answered(asked, payloads[1] ?? '', inbound());
		expect(next.jsonOf('After')).toMatchObject([
			{
				approved: true,
				question: { sentAs: 'template', text: expect.stringContaining('May we ship?') },
			},
		]);
	});

	test.each(['template', 'automatic'])(
		'asks nothing by %s whose variables are empty, where that is wanted',
		async (sendAs) => {
			const skipped = await results({
				...{ ...ASK, ...DOUBLE, sendAs, template: byId(ORDER_UPDATE), language: byId('en') },
				variables: mapped({ order: 'A-1', name: '', date: 'Monday', track: 'A1' }),
				options: { emptyValues: 'skip' },
			});
			expect(skipped).toMatchObject([
				{
					...{ outcome: 'skipped', skipped: true, state: 'skipped', approved: false },
					...{ reason: "No value for 'name'", question: { messageId: null, text: ASK.message } },
				},
			]);
			expect(sends()).toEqual([]);
		},
	);

	test('of somebody who wrote of late sends no template', async () => {
		simulator.control.reply({ user: MEI, text: 'Hello again' });
		await ask({ ...DOUBLE, sendAs: 'automatic', ...templateOf('Yes', 'No') });
		expect(sends().map(({ Type }) => Type)).toEqual(['message']);
	});

	test('is no matter for a template, whose buttons stand for the choices in their order', async () => {
		const asked = await ask({ ...DOUBLE, sendAs: 'template', ...templateOf('Ja', 'Nein') });
		expect(sends()).toHaveLength(1);
		const next = await answered(asked, asked.question, inbound({ type: 'text', text: 'nein' }));
		expect(next.jsonOf('After')).toMatchObject([{ approved: false, choice: { index: 1 } }]);
	});

	test.each([
		[['Yes'], /has 1 quick reply buttons, but the question has 2 choices/],
		[['Ja', 'Approve'], /are in another order than the choices: Ja, Approve/],
	])('and a template with %j is refused before anything is sent', async (labels, says) => {
		const { error } = await run({
			...ASK,
			...DOUBLE,
			sendAs: 'automatic',
			...templateOf(...labels),
		});
		expect(error?.message).toMatch(says);
		expect(sends()).toEqual([]);
	});
});
