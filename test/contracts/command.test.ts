import { EXIT } from './report';
import { CommandStand } from './stand/command';
import { DEVIATIONS } from './stand/deviations';
import { outcomesOf, refutedIn } from './stand/suite';

/*
 * The command itself, as a process, against the simulator as another one behind TLS with its own
 * certificate.
 */

jest.setTimeout(120_000);

const EVERYTHING = ['--send', '+65 9123 0001', '--queue', '--design'];
const SENDING = { VERIFY_TEMPLATE: 'welcome/en', VERIFY_SEND_COUNT: '3' };

let stand: CommandStand;
afterEach(async () => await stand.end());

test('every level confirms what the simulator does', async () => {
	stand = await CommandStand.start();
	const { code, output, report, page } = await stand.run(EVERYTHING, SENDING);
	expect(refutedIn(report)).toEqual([]);
	expect(code).toBe(EXIT.confirmed);
	expect(report).toMatchObject({ endpoints: 'custom', messages: 3, left: [] });
	expect(report.calls).toBeLessThan(200);
	expect(output).toContain('Nothing is left behind at the service.');
	expect(page).toMatch(/\*\*\d+ confirmed, 0 refuted, \d+ not tried\*\*/);
});

test('finds and names every deviation of the service', async () => {
	const deviations = Object.keys(DEVIATIONS);
	expect(deviations.length).toBeGreaterThanOrEqual(10);
	stand = await CommandStand.start({ deviations });
	const { code, report, page } = await stand.run(EVERYTHING, SENDING);
	const expected = Object.values(DEVIATIONS).map(({ found }) => found);
	expect(refutedIn(report).sort()).toEqual(expected.sort());
	expect(code).toBe(EXIT.refuted);
	for (const id of expected) expect(page).toContain(`### ${id}: `);
});

test('Ctrl-C ends at once with what was found, and the next run goes on without sending twice', async () => {
	stand = await CommandStand.start();
	let stoppedAt = 0;
	const first = await stand.run(EVERYTHING, SENDING, (line, stop) => {
		if (!line.startsWith('Reading 2 queues') || stoppedAt > 0) return;
		stoppedAt = Date.now();
		stop();
	});
	expect(Date.now() - stoppedAt).toBeLessThan(5_000);
	expect(first.code).toBe(EXIT.incomplete);
	expect(first.report.ended).toEqual({ because: 'stopped', code: 'Ctrl-C' });
	expect(outcomesOf(first.report)['send-answer']).toBe('known');

	const second = await stand.run(EVERYTHING, SENDING);
	expect(outcomesOf(second.report)).toMatchObject({
		'list-ids': 'unchanged',
		'send-answer': 'known',
	});
	expect(second.code).toBe(EXIT.confirmed);
	const { messages } = await stand.state<{
		messages: Array<{ direction: string; user: string }>;
	}>();
	const sent = messages.filter(
		({ direction, user }) => direction === 'out' && user === '6591230001',
	);
	expect(sent).toHaveLength(3);
});

test('sends nothing without a yes, and trusts no certificate that nobody vouches for', async () => {
	stand = await CommandStand.start();
	const unasked = await stand.run(['--send', '+6591230001']);
	expect(unasked.code).toBe(EXIT.incomplete);
	expect(unasked.output).toContain('Messages that would be sent: 1.');
	expect(unasked.report.messages).toBe(0);

	const untrusted = await stand.run([], { NODE_EXTRA_CA_CERTS: '' });
	expect(untrusted.code).toBe(EXIT.failed);
	expect(untrusted.report.ended?.because).toBe('failed');
});
