import type { Emission } from '../../harness';
import { startSimulator } from '../../simulator';
import { sampleText } from '../notifications/items/samples';
import {
	enqueue,
	INBOUND,
	inbound,
	left,
	moveTo,
	simulator,
	start,
	texts,
	until,
	useQueues,
} from './queueBench';

useQueues();

describe('a message', () => {
	it('starts a run with the same item as a push would, and is deleted after the run succeeded', async () => {
		const running = await start();
		enqueue(sampleText('smq/inbound-text.json'));

		const emission = await running.next();

		expect(emission.outputs[0]?.map(({ json }) => json)).toMatchObject([
			{ event: 'inbound', text: 'Where is my parcel?', channelId: 'cams-8d2kq7h1pz' },
		]);
		expect(left()).toBe(1);
		emission.finish();
		await until(() => left() === 0);
	});

	it('comes again by itself after its run failed', async () => {
		const running = await start();
		enqueue(inbound('m1'));

		(await running.next()).finish({ status: 'error' });
		const again = await running.next();
		again.finish();

		expect(texts(running)).toEqual(['m1', 'm1']);
		await until(() => left() === 0);
	});

	it('stays hidden while its run lasts longer than the queue hides it', async () => {
		const running = await start();
		enqueue(inbound('m1'));

		const emission = await running.next();
		await new Promise((resolve) => setTimeout(resolve, 2_500));
		expect(running.emissions).toHaveLength(1);

		emission.finish();
		await until(() => left() === 0);
		expect(running.emissions).toHaveLength(1);
	});

	it('with several notifications returns one run with several items', async () => {
		const running = await start();
		enqueue(sampleText('http/inbound-text.json'));

		expect((await running.next()).outputs[0]).toHaveLength(2);
	});

	it.each(['plain text', 'eyJicm9rZW4', '{"a":'])(
		'that cannot be read (%p) becomes an unknown item and is removed after the run, failed or not',
		async (body) => {
			const running = await start();
			simulator.world.queues.enqueue(INBOUND, body);

			const emission = await running.next();
			expect(emission.outputs[0]?.[0]?.json).toMatchObject({ event: 'unknown', raw: body });
			emission.finish({ status: 'error' });
			await until(() => left() === 0);
		},
	);

	it('as plain JSON is read as well', async () => {
		const running = await start();
		simulator.world.queues.enqueue(INBOUND, inbound('"quoted" & <tagged>'));

		expect((await running.next()).outputs[0]?.[0]?.json.text).toBe('"quoted" & <tagged>');
	});

	it('of a kind that is not chosen is removed without a run', async () => {
		const running = await start();
		enqueue(sampleText('smq/status-read.json'));

		await until(() => left() === 0);
		expect(running.emissions).toHaveLength(0);
	});
});

describe('acknowledgment', () => {
	it.each(['onCompletion', 'immediately'])(
		'%s deletes also when the run fails',
		async (acknowledge) => {
			const running = await start({ options: { acknowledge } });
			enqueue(inbound('m1'));

			const emission = await running.next();
			expect(emission.waits).toBe(acknowledge === 'onCompletion');
			emission.finish({ status: 'error' });

			await until(() => left() === 0);
			expect(running.emissions).toHaveLength(1);
		},
	);

	it('leaves the message when n8n could not start the run', async () => {
		const running = await start({ options: { acknowledge: 'onCompletion' } });
		enqueue(inbound('m1'));

		(await running.next()).donePromise?.reject(new Error('not started'));
		(await running.next()).finish();

		await until(() => left() === 0);
	});
});

describe('a message whose runs fail', () => {
	it('leaves the queue after the maximum of attempts, with one failed execution', async () => {
		const running = await start(
			{ options: { maxAttempts: 2, afterMaxAttempts: 'delete' } },
			{ onEmit: (emission) => emission.finish({ status: 'error' }) },
		);
		enqueue(inbound('m1'));

		await until(() => left() === 0);
		expect(texts(running)).toEqual(['m1', 'm1']);
		expect(running.failedExecutions.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^Queue '.*Inbound': no execution with message .* in 2 deliveries$/),
		]);
		expect(running.errors).toEqual([]);
	});

	it('stays there by default, and starts runs again once the workflow is activated again', async () => {
		let later = 0;
		// Dates of requests may be fifteen minutes off, so the clock can be set forward once.
		const clock = () => Date.now() + later;
		await moveTo(await startSimulator({ clock, page: false }));
		const fails = { onEmit: (emission: Emission) => emission.finish({ status: 'error' }) };
		const first = await start({ options: { maxAttempts: 1 } }, fails);
		enqueue(inbound('m1'));
		const hidden = simulator.control.waitForRequest(
			({ action }) => action === 'ChangeMessageVisibility',
		);
		expect((await hidden).params).toMatchObject({ visibilityTimeout: '600' });
		expect([left(), first.failedExecutions.length]).toEqual([1, 1]);

		await first.close();

		const second = await start({ options: { maxAttempts: 1 } });
		later += 601_000;
		(await second.next()).finish();
		await until(() => left() === 0);
	});

	it('is never given up by a test in the editor', async () => {
		const running = await start(
			{ options: { maxAttempts: 1, afterMaxAttempts: 'delete' } },
			{ mode: 'manual', onEmit: (emission) => emission.finish({ status: 'error' }) },
		);
		enqueue(inbound('m1'));
		await running.startManually();
		await running.next();

		await new Promise((resolve) => setTimeout(resolve, 300));
		expect([left(), running.failedExecutions]).toEqual([1, []]);
	});
});
