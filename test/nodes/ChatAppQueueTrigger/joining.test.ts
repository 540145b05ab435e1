import type { Emission, RunningTrigger } from '../../harness';
import {
	enqueue,
	INBOUND,
	left,
	moveTo,
	simulator,
	start,
	STATUS,
	texts,
	until,
	useQueues,
	byName,
} from './queueBench';
import { startSimulator } from '../../simulator';
import { sampleText } from '../notifications/items/samples';

useQueues();

const SOON = { joinMessages: true, joinSilenceSeconds: 0.5 };
/** Longer than any of these tests takes. */
const NEVER = { joinMessages: true, joinSilenceSeconds: 60, joinLongestSeconds: 60 };

let second = 0;

/** What a person writes, a second after what was written before. */
function write(From: string, id: string, more: object = {}): void {
	const Timestamp = Date.UTC(2026, 8, 21) + ++second * 1000;
	const entry = { MessageId: id, From, To: '6531589000', Type: 'TEXT', Message: id, Timestamp };
	enqueue(JSON.stringify({ ...entry, ...more }));
}

const TAP = { Type: 'BUTTON', Message: JSON.stringify({ payload: 'yes', text: 'Yes' }) };

const depth = () => simulator.world.queues.depth(INBOUND);

describe('messages that come quickly', () => {
	it('become one item of one run, and are deleted once it succeeded', async () => {
		const running = await start({ options: SOON });
		for (const id of ['a', 'b', 'c']) write('65', id);

		const emission = await running.next();
		expect(emission.outputs[0]?.map(({ json }) => json)).toMatchObject([
			{
				...{ text: 'a\nb\nc', chatInput: 'a\nb\nc', messageId: 'c' },
				messages: [{ messageId: 'a' }, { messageId: 'b' }, { messageId: 'c' }],
			},
		]);
		expect(left()).toBe(3);
		emission.finish();
		await until(() => left() === 0);
		expect(running.emissions).toHaveLength(1);
	});

	it('come again, each by itself, when their run failed', async () => {
		// On a busy machine, the one can come back half a second before the other.
		const running = await start({ options: { joinMessages: true, joinSilenceSeconds: 2.5 } });
		for (const id of ['a', 'b']) write('65', id);
		(await running.next(8_000)).finish({ status: 'error' });
		(await running.next(8_000)).finish();

		await until(() => left() === 0);
		expect(texts(running)).toEqual(['a\nb', 'a\nb']);
	});

	it('stay hidden while they wait longer than the queue hides them', async () => {
		const running = await start({ options: { joinMessages: true, joinSilenceSeconds: 2.5 } });
		write('65', 'a');
		await until(() => depth().inactive === 1);
		const hidden = simulator.control.waitForRequest(
			({ action }) => action === 'ChangeMessageVisibility',
		);
		await hidden;
		write('65', 'b');

		const emission = await running.next(8_000);
		expect(texts(running)).toEqual(['a\nb']);
		emission.finish();
		await until(() => left() === 0);
		expect(running.emissions).toHaveLength(1);
	});

	it('of several people start a run for each, also with one place', async () => {
		const running = await start(
			{ options: { ...SOON, parallelRuns: 1 } },
			{ onEmit: (emission) => emission.finish() },
		);
		for (const id of ['a', 'b', 'c']) for (const person of ['65', '66']) write(person, id + person);

		await until(() => left() === 0);
		expect(texts(running).sort()).toEqual(['a65\nb65\nc65', 'a66\nb66\nc66']);
	});

	it('run at once in a test of the editor, with the same fields', async () => {
		const running = await start({ options: NEVER }, { mode: 'manual' });
		write('65', 'a');
		await running.startManually();

		const emission = await running.next();
		expect(emission.outputs[0]?.[0]?.json).toMatchObject({
			text: 'a',
			messages: [{ messageId: 'a' }],
		});
	});
});

describe('what must not wait', () => {
	it('runs at once, after what the person wrote before', async () => {
		const running = await start({ options: NEVER });
		write('65', 'a');
		write('66', 'other');
		await until(() => depth().inactive === 2);
		write('65', 'b', TAP);

		(await running.next()).finish();
		(await running.next()).finish();
		expect(texts(running)).toEqual(['a', 'Yes']);
	});

	it('such as statuses passes', async () => {
		const events = ['inbound', 'status'];
		const running = await start({ events, statusQueue: byName(STATUS), options: NEVER });
		enqueue(sampleText('smq/status-read.json'), STATUS);

		expect((await running.next()).outputs[1]).toHaveLength(1);
	});
});

it('what waits goes back to the queue when the workflow is unpublished, and nothing starts', async () => {
	// Without being handed back, it would come again after a minute.
	await moveTo(await startSimulator({ queueVisibilityMs: 60_000, page: false }));
	const running = await start({ options: NEVER });
	for (const id of ['a', 'b', 'c']) write('65', id);
	await until(() => depth().inactive === 3);

	await running.close();
	expect(running.emissions).toEqual([]);

	const again = await start({ options: SOON });
	(await again.next()).finish();
	expect(texts(again)).toEqual(['a\nb\nc']);
	await until(() => left() === 0);
});

describe('one after the other per person', () => {
	const IN_ORDER = { inOrderPerPerson: true };

	it('runs the messages of a person in their order, and those of others meanwhile', async () => {
		// Put into the queue in another order than they were written.
		write('65', 'first');
		write('65', 'third', { Timestamp: Date.UTC(2027, 0, 1) });
		write('65', 'second');
		write('66', 'other');
		const live = await start({ options: IN_ORDER });

		const begun = [await live.next(), await live.next()];
		expect(texts(live)).toEqual(['first', 'other']);
		begun.forEach((emission) => emission.finish());
		(await live.next()).finish();
		(await live.next()).finish();
		expect(texts(live)).toEqual(['first', 'other', 'second', 'third']);
		await until(() => left() === 0);
	});

	it('goes on after a run that failed, whose message comes again later', async () => {
		const running = await start({ options: IN_ORDER });
		write('65', 'a');
		write('65', 'b');

		(await running.next()).finish({ status: 'error' });
		(await running.next()).finish();
		// On a busy machine, the queue and its reader come late one after the other.
		(await running.next(15_000)).finish();
		expect(texts(running)).toEqual(['a', 'b', 'a']);
		await until(() => left() === 0);
	});

	it('needs no more than one place for many messages of many people', async () => {
		let underWay = 0;
		let most = 0;
		const finishLater = (emission: Emission): void => {
			most = Math.max(most, ++underWay);
			setImmediate(() => {
				underWay--;
				emission.finish();
			});
		};
		const running: RunningTrigger = await start(
			{ options: { ...IN_ORDER, parallelRuns: 1 } },
			{ onEmit: finishLater },
		);
		for (let index = 0; index < 20; index++) write(`65${index % 3}`, `m${index}`);

		await until(() => left() === 0);
		expect([running.emissions.length, most]).toEqual([20, 1]);
	});

	it('joins what a person writes while the run before is under way', async () => {
		const running = await start({ options: { ...IN_ORDER, ...SOON } });
		write('65', 'a');
		const first = await running.next();
		for (const id of ['b', 'c']) {
			write('65', id);
			await new Promise((resolve) => setTimeout(resolve, 700));
		}
		expect(running.emissions).toHaveLength(1);
		first.finish();

		(await running.next()).finish();
		expect(texts(running)).toEqual(['a', 'b\nc']);
		await until(() => left() === 0);
	});

	it('is refused when nobody would know when a run has ended', async () => {
		await expect(start({ options: { ...IN_ORDER, acknowledge: 'immediately' } })).rejects.toThrow(
			"'One After the Other per Person' does not work with",
		);
	});
});
