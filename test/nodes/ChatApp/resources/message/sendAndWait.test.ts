import { MEI } from '../../fields/parameters';
import { callsOf, simulator, useSimulator } from '../../workbench';
import { answered, ask, DOUBLE, inbound } from './asking';

useSimulator();
beforeEach(() => void simulator.control.reply({ user: MEI, text: 'Hello?' }));

test('a tap continues the execution with the approval', async () => {
	const asked = await ask(DOUBLE);
	const [call] = callsOf('SendChatappMessage');
	expect(JSON.parse(call?.Content ?? '')).toMatchObject({
		type: 'button',
		body: { text: 'Ship order 7?' },
		action: { buttons: [{ reply: { title: 'Approve' } }, { reply: { title: 'Decline' } }] },
	});
	const run = await answered(asked, asked.choices[0] ?? '', inbound());
	expect(run.status).toBe('success');
	expect(run.jsonOf('After')).toMatchObject([
		{
			outcome: 'answered',
			approved: true,
			choice: { index: 0, label: 'Approve' },
			text: 'Approve',
		},
	]);
});
