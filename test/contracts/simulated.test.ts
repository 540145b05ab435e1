import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CHECKS } from './checks';
import { CONTRACTS } from './contracts';
import { Memory } from './memory';
import { EXIT, exitCode, markdown } from './report';
import type { QueueStore } from '../simulator/smq';
import { ACCOUNT_ID } from '../simulator/world/seed';
import { outcomesOf, refutedIn, trySimulator } from './stand/suite';

jest.setTimeout(60_000);

const READ = { levels: new Set(['read'] as const), person: '' };

test('every contract that has a level has a check, and only those', () => {
	const leveled = CONTRACTS.filter(({ level }) => level !== null).map(({ id }) => id);
	expect(Object.keys(CHECKS).sort()).toEqual(leveled.sort());
	expect(new Set(CONTRACTS.map(({ id }) => id)).size).toBe(CONTRACTS.length);
	for (const { steps, outcomes } of CONTRACTS) {
		expect(steps).not.toEqual([]);
		const verdicts = Object.values(outcomes).map(({ verdict }) => verdict);
		expect(verdicts).toContain('confirmed');
	}
});

test('the simulator confirms all that it is documented to do', async () => {
	const { report, simulator } = await trySimulator();
	expect(refutedIn(report)).toEqual([]);
	expect(report.results.filter(({ verdict, applies }) => verdict === null && applies)).toEqual([]);
	expect(exitCode(report)).toBe(EXIT.confirmed);
	expect(report).toMatchObject({ messages: 3, left: [], ended: null });
	const names = simulator.world.templates.all.map(({ name }) => name);
	expect(names.filter((name) => name.startsWith('verify_'))).toEqual([]);
});

test('the level that reads changes nothing', async () => {
	const reading = /^(?:Get|List|Query)/;
	const { report, simulator } = await trySimulator({ settings: READ });
	const actions = new Set(simulator.requests.map(({ action }) => action));
	expect([...actions].filter((action) => !reading.test(action))).toEqual([]);
	expect(actions.size).toBeGreaterThan(7);
	expect(exitCode(report)).toBe(EXIT.confirmed);
});

test('sends nothing whose effect nobody would see', async () => {
	const { report, simulator } = await trySimulator({
		settings: { levels: new Set(['read', 'send']) },
	});
	expect(outcomesOf(report)['list-ids']).toBe('Needs --queue as well');
	const sent = simulator.requests.filter(({ action }) => action === 'SendChatappMessage');
	expect(sent.map(({ code }) => code)).toEqual(['OK', 'SessionWindowExpired']);
});

test('what is not about the run goes back to the queue, and the rest is removed', async () => {
	const { report, simulator } = await trySimulator();
	const queues = simulator.world.queues as QueueStore;
	const left = (kind: string): number => {
		const depth = queues.depth(`Alicom-Queue-${ACCOUNT_ID}-${kind}`);
		return depth.active + depth.inactive;
	};
	// Three texts of people, and what became of a message that was there before.
	expect([left('ChatAppInbound'), left('ChatAppStatus')]).toEqual([3, 2]);
	expect(report.queue.removed).toBe(8);
	expect(report.queue.givenBack).toBeGreaterThanOrEqual(5);
});

describe('what can go wrong', () => {
	test.each([
		['a wrong key', { credential: { accessKeySecret: 'wrong' } }, 'SignatureDoesNotMatch'],
		['an unknown key', { credential: { accessKeyId: 'nobody' } }, 'InvalidAccessKeyId.NotFound'],
		[
			'no network',
			{ credential: { camsEndpoint: 'http://127.0.0.1:1' } },
			'Local.ConnectionRefused',
		],
		[
			'a region that does not exist',
			{ credential: { camsEndpoint: 'https://cams.nowhere-1.invalid' } },
			'Local.HostNotFound',
		],
		[
			'a clock that is off',
			{ simulator: { clock: () => Date.now() + 3_600_000 } },
			'InvalidTimeStamp.Expired',
		],
	])('%s ends at once, and says why', async (_name, options, code) => {
		const { report, lines } = await trySimulator(options);
		expect(report.ended).toEqual({ because: 'failed', code });
		expect(exitCode(report)).toBe(EXIT.failed);
		expect(lines.join('\n')).toMatch(/The service cannot be used: .{20}/);
		expect(report.results.every(({ verdict }) => verdict === null)).toBe(true);
		expect(markdown(report)).toContain('Left behind: nothing.');
	});

	test('no product ends at once', async () => {
		const { report } = await trySimulator({
			prepare: ({ control }) => control.activate({ activated: false }),
		});
		expect(report.ended).toEqual({ because: 'failed', code: 'The product is not activated' });
	});

	test('a missing permission is told by its name, and the rest goes on', async () => {
		const { report } = await trySimulator({
			settings: READ,
			prepare: ({ control }) => control.permissions({ deny: ['cams:ListChatappMessage'] }),
		});
		expect(outcomesOf(report)).toMatchObject({
			'permission-names': 'asUsual',
			'log-states': 'The messages could not be listed',
			'name-search': 'parts',
		});
	});

	test('no number, no channel and no template leave the run incomplete', async () => {
		const { report } = await trySimulator({
			settings: { number: '6500000000', template: { name: 'none', language: 'en' } },
		});
		expect(outcomesOf(report)).toMatchObject({
			'queue-endpoint': 'The channel does not have the number in VERIFY_NUMBER',
			'send-answer': 'The channel does not have the template',
		});
		expect(exitCode(report)).toBe(EXIT.incomplete);
		expect(report.messages).toBe(0);

		const none = await trySimulator({
			prepare: ({ world }) => void world.channels.channels.splice(0),
		});
		expect(outcomesOf(none.report).placement).toMatch(/^The account has no WhatsApp channel/);
	});

	test('a person who does not answer leaves taps open, and nothing is sent in vain', async () => {
		const { report, simulator } = await trySimulator({
			isSilent: true,
			settings: { minutes: 0.05 },
		});
		expect(outcomesOf(report)).toMatchObject({
			'send-answer': 'known',
			'button-ids': 'The person did not write in time',
			'receipt-task-id': 'unchanged',
		});
		expect(exitCode(report)).toBe(EXIT.incomplete);
		expect(simulator.world.messages.all.filter(({ user }) => user === '6591230001')).toHaveLength(
			1,
		);
	});

	test('a message that never arrives leaves its statuses open', async () => {
		const { report } = await trySimulator({
			simulator: { delivery: { sentMs: null, deliveredMs: null, readMs: null } },
			isSilent: true,
			settings: { minutes: 0.05 },
		});
		expect(outcomesOf(report)['receipt-task-id']).toBe('No status of the message came in time');
		expect(exitCode(report)).toBe(EXIT.incomplete);
	});
});

describe('a run that is stopped', () => {
	const folder = mkdtempSync(join(tmpdir(), 'verify-memory-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	test('names the template that it left, and the next run deletes it', async () => {
		const file = join(folder, 'template.json');
		const stopping = new AbortController();
		const stopped = await trySimulator({
			memory: Memory.open(file, 'a'),
			stop: stopping.signal,
			settings: { levels: new Set(['read', 'design']) },
			during: ({ control }) =>
				void control
					.waitForRequest(({ action }) => action === 'CreateChatappTemplate', 30_000)
					.then(() => stopping.abort()),
		});
		expect(stopped.report.ended).toEqual({ because: 'stopped', code: 'Ctrl-C' });
		expect(stopped.report.left).toEqual([expect.stringContaining('DeleteChatappTemplate')]);
		expect(stopped.lines.join('\n')).toMatch(/the template verify_[0-9a-f]{10}\. Delete it with/);
		expect(exitCode(stopped.report)).toBe(EXIT.incomplete);

		const [left] = Memory.open(file, 'a').templates;
		const next = await trySimulator({
			memory: Memory.open(file, 'a'),
			settings: { levels: new Set(['read', 'design']) },
			prepare: ({ world: { templates } }) => {
				const [first] = templates.all;
				if (first) templates.all.push({ ...first, name: left?.name ?? '', code: '1' });
			},
		});
		expect(next.lines).toContain(`Deleted the template ${left?.name}`);
		expect(next.report.left).toEqual([]);
		expect(next.lines.filter((line) => line.includes('(earlier run)')).length).toBeGreaterThan(10);
	});

	test('never sends a message of which nobody knows whether it was sent', async () => {
		const file = join(folder, 'message.json');
		const stopping = new AbortController();
		await trySimulator({
			memory: Memory.open(file, 'a'),
			stop: stopping.signal,
			simulator: { latencyMs: 50 },
			during: ({ world }) => {
				world.faults.add({
					service: 'cams',
					action: 'SendChatappMessage',
					kind: 'delay',
					delayMs: 5_000,
				});
				const timer = setInterval(() => {
					if (!Memory.open(file, 'a').sent('template')) return;
					clearInterval(timer);
					stopping.abort();
				}, 20);
			},
		});
		const next = await trySimulator({ memory: Memory.open(file, 'a') });
		expect(outcomesOf(next.report)['send-answer']).toMatch(/--again sends it once more$/);
		expect(next.report.left.join()).toContain('may have been sent');
		const sent = next.simulator.requests.filter(({ action }) => action === 'SendChatappMessage');
		expect(sent.filter(({ params }) => params.Type === 'template')).toEqual([]);
	});

	test('keeps apart what belongs to another account', () => {
		const file = join(folder, 'account.json');
		Memory.open(file, 'a').keepTemplate({ name: 'verify_1', channel: 'c', type: 'WHATSAPP' });
		expect(() => Memory.open(file, 'b')).toThrow('another account left behind');
		expect(Memory.open(file, 'a', true).templates).toHaveLength(1);
	});
});
