import {
	listSearch,
	loadNode,
	startTrigger,
	type Emission,
	type RunningTrigger,
} from '../../harness';
import type { TestCredentials } from '../../harness/credentials';
import { startLoaded } from '../../harness/trigger';
import { startSimulator, type Simulator } from '../../simulator';
import { DEFAULTS } from '../../../nodes/ChatAppQueueTrigger/settings';
import { sampleText } from '../shared/events/samples';

const INBOUND = 'Alicom-Queue-1234567890123456-ChatAppInbound';
const STATUS = 'Alicom-Queue-1234567890123456-ChatAppStatus';

const AUDIT = 'Alicom-Queue-1234567890123456-ChatAppAudit';

/** A queue as workflows store it. */
const byName = (value: string) => ({ __rl: true, mode: 'name', value });

let simulator: Simulator;
let trigger: RunningTrigger | undefined;

beforeEach(async () => {
	simulator = await startSimulator({ queueVisibilityMs: 1_000, page: false });
});

afterEach(async () => {
	await trigger?.close();
	// Messages stay hidden as long as their runs last.
	for (const emission of trigger?.emissions ?? []) emission.finish();
	trigger = undefined;
	await simulator.close();
});

function enqueue(text: string, queue = INBOUND): void {
	simulator.world.queues.enqueue(queue, Buffer.from(text).toString('base64'));
}

function left(queue = INBOUND): number {
	const { active, inactive } = simulator.world.queues.depth(queue);
	return active + inactive;
}

function inbound(messageId: string): string {
	return JSON.stringify({ MessageId: messageId, From: '65', Type: 'TEXT', Message: messageId });
}

async function start(
	parameters: object = {},
	options: { mode?: 'trigger' | 'manual'; onEmit?: (emission: Emission) => void } = {},
): Promise<RunningTrigger> {
	trigger = await startTrigger(
		{
			type: 'chatAppQueueTrigger',
			parameters: { events: ['inbound'], inboundQueue: byName(INBOUND), ...parameters },
		},
		{ credentials: { alibabaCloudApi: simulator.credential }, ...options },
	);
	return trigger;
}

async function until(condition: () => boolean, timeoutMs = 5_000): Promise<void> {
	const end = Date.now() + timeoutMs;
	while (!condition()) {
		if (Date.now() > end) throw new Error('It did not happen in time');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

function texts(running: RunningTrigger): unknown[] {
	return running.emissions.map(({ outputs }) => outputs[0]?.[0]?.json.text);
}

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

	it('with several notifications gives one run with several items', async () => {
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

describe('acknowledgement', () => {
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
			expect.stringMatching(/^Queue '.*Inbound': no run with message .* in 2 deliveries$/),
		]);
		expect(running.errors).toEqual([]);
	});

	it('stays there by default, and starts runs again once the workflow is activated again', async () => {
		await simulator.close();
		let later = 0;
		// Dates of requests may be fifteen minutes off, so the clock can be set forward once.
		const clock = () => Date.now() + later;
		simulator = await startSimulator({ clock, page: false });
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

describe('what starts a run', () => {
	const notification = (messageId: string, text: string): string =>
		JSON.stringify({ MessageId: messageId, From: '65', Type: 'TEXT', Message: text });

	it('is what the filters let pass; the rest is deleted without a run', async () => {
		const running = await start({ filters: { textContains: 'order' } });
		enqueue(notification('m1', 'hello'));
		enqueue(notification('m2', 'my order'));

		(await running.next()).finish();
		await until(() => left() === 0);
		expect(texts(running)).toEqual(['my order']);
	});

	it('is each fact once, also while its run lasts', async () => {
		const running = await start();
		enqueue(inbound('m1'));
		const emission = await running.next();
		enqueue(inbound('m1'));
		await until(() => left() === 1);
		emission.finish();
		enqueue(inbound('m1'));

		await until(() => left() === 0);
		expect(texts(running)).toEqual(['m1']);
	});

	it('is a fact again after its run failed', async () => {
		const running = await start();
		enqueue(inbound('m1'));
		(await running.next()).finish({ status: 'error' });
		(await running.next()).finish();

		await until(() => left() === 0);
		expect(texts(running)).toEqual(['m1', 'm1']);
	});

	it('is everything when duplicates are wanted', async () => {
		const running = await start({ options: { deduplicate: false } });
		for (let times = 0; times < 2; times++) enqueue(inbound('m1'));

		for (let times = 0; times < 2; times++) (await running.next()).finish();
		await until(() => left() === 0);
	});

	it('has the file that came with it, when files are wanted', async () => {
		const running = await start({ options: { downloadMedia: true } });
		const sent = { link: `${simulator.endpoints.oss}/nothing/here.jpg` };
		enqueue(JSON.stringify({ MessageId: 'm1', From: '65', Type: 'IMAGE', Message: sent }));

		const emission = await running.next();
		expect(emission.outputs[0]?.[0]?.json).toMatchObject({
			media: { url: sent.link },
			mediaError: expect.any(String),
		});
	});

	it('is no message whose run was over when n8n stopped before it was deleted', async () => {
		const credentials = { alibabaCloudApi: simulator.credential };
		const parameters = { inboundQueue: byName(INBOUND) };
		const loaded = await loadNode({ type: 'chatAppQueueTrigger', parameters }, { credentials });
		const first = await startLoaded(loaded);
		trigger = first;
		enqueue(inbound('m1'));
		const emission = await first.next();
		const service = { service: 'mns', action: 'BatchDeleteMessage' } as const;
		simulator.control.fault({ ...service, kind: 'status', status: 500, times: 3 });
		emission.finish();
		await until(
			() => simulator.requests.filter(({ action }) => action === service.action).length === 3,
		);
		await first.close();

		const kept = JSON.parse(JSON.stringify(loaded.staticData)) as object;
		const second = await loadNode({ type: 'chatAppQueueTrigger', parameters }, { credentials });
		Object.assign(second.staticData, kept);
		trigger = await startLoaded(second);

		await until(() => left() === 0);
		expect(trigger.emissions).toHaveLength(0);
		await until(() => JSON.stringify(second.staticData.finished) === '[]');
	});
});

describe('the list of queues', () => {
	const search = async (method: string, filter?: string) =>
		await listSearch(
			{ type: 'chatAppQueueTrigger', parameters: {} },
			method,
			{ filter },
			{
				credentials: { alibabaCloudApi: simulator.credential },
			},
		);

	it.each([
		['searchInboundQueues', INBOUND, 'Acme Support +6531589000'],
		['searchStatusQueues', STATUS, 'Acme Support +6531589000'],
		['searchReviewQueues', AUDIT, 'usual name'],
	])('%s has what the numbers name', async (method, value, usedBy) => {
		expect(await search(method)).toEqual({ results: [{ name: `${value} · ${usedBy}`, value }] });
		expect(await search(method, 'acme sales')).toEqual({ results: [] });
	});

	it('goes through the channels where the service wants one', async () => {
		simulator.control.fault({
			...{ service: 'cams', action: 'QueryChatappPhoneNumbers' },
			...{ kind: 'status', status: 400, code: 'MissingCustSpaceId', times: 1 },
		});

		expect((await search('searchInboundQueues')).results).toHaveLength(1);
	});

	it('says what to do when no number has one', async () => {
		simulator.control.number({ number: '6531589000', queueFlag: 'N' });

		await expect(search('searchInboundQueues')).rejects.toThrow(
			'No number of this account has a queue',
		);
	});
});

describe('several queues', () => {
	it('are read at once, each kind on its output', async () => {
		const running = await start({ events: ['inbound', 'status'], statusQueue: byName(STATUS) });
		enqueue(inbound('m1'));
		enqueue(sampleText('smq/status-read.json'), STATUS);

		const found = [await running.next(), await running.next()];

		const outputs = found.map(({ outputs: both }) => both.map((items) => items[0]?.json.event));
		expect(outputs).toContainEqual(['inbound', undefined]);
		expect(outputs).toContainEqual([undefined, 'status']);
		expect(found.every(({ outputs: both }) => both.length === 2)).toBe(true);
	});

	it('run no more than the parallel runs at a time', async () => {
		const running = await start({ options: { parallelRuns: 2 } });
		for (let index = 0; index < 5; index++) enqueue(inbound(`m${index}`));

		await until(() => running.emissions.length === 2);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(running.emissions).toHaveLength(2);

		for (let index = 0; index < 5; index++) (await running.next()).finish();
		await until(() => left() === 0);
	});
});

describe('activation', () => {
	it.each([
		[{ inboundQueue: byName('') }, "'Inbound Queue' is empty"],
		[{ events: [] }, "'Trigger On' is empty"],
		[{ inboundQueue: byName('Alicom-Queue-1-Nowhere') }, /Alicom-Queue-1-Nowhere/],
		[{ site: 'custom', queueEndpoint: 'http://10.0.0.1' }, /not encrypted/],
		[{ site: 'custom', queueEndpoint: 'http://127.0.0.1:1' }, /cannot be reached/],
	])('fails clearly with %j', async (parameters, message) => {
		await expect(start(parameters)).rejects.toThrow(message);
	});

	it('fails clearly with a wrong secret, and shows none', async () => {
		Object.assign(simulator.credential, { accessKeySecret: 'test-wrong-secret' });

		const error: Error = await start().then(
			() => new Error('activated'),
			(caught: Error) => caught,
		);

		expect(error.message).toContain(INBOUND);
		expect(JSON.stringify({ ...error, message: error.message })).not.toContain('test-wrong-secret');
	});
});

describe('the connection', () => {
	it('is renewed with another key when the key runs out', async () => {
		await simulator.close();
		simulator = await startSimulator({ queueTokenMs: 1_500, page: false });
		const running = await start();
		await new Promise((resolve) => setTimeout(resolve, 1_600));
		enqueue(inbound('m1'));

		(await running.next(10_000)).finish();
		await until(() => left() === 0);
		const tokens = simulator.requests.filter(({ action }) => action === 'QueryTokenForMnsQueue');
		expect(tokens.length).toBeGreaterThan(1);
	});

	it('follows a credential that was changed while the workflow is active', async () => {
		await simulator.close();
		simulator = await startSimulator({ queueTokenMs: 1_500, page: false });
		const credentials = { alibabaCloudApi: simulator.credential };
		const node = { type: 'chatAppQueueTrigger', parameters: { inboundQueue: byName(INBOUND) } };
		const loaded = await loadNode(node, { credentials });
		const running = await startLoaded(loaded);
		trigger = running;

		const moved = await startSimulator({ page: false });
		const helper = loaded.additionalData.credentialsHelper as TestCredentials;
		Object.assign(helper.stored.alibabaCloudApi ?? {}, moved.credential);
		await simulator.close();
		simulator = moved;
		enqueue(inbound('m1'));

		(await running.next(10_000)).finish();
		await until(() => left() === 0);
	});

	it.each(['reset', 'status', 'throttle', 'html', 'truncate'] as const)(
		'recovers from %s',
		async (kind) => {
			const running = await start();
			simulator.control.fault({ service: 'mns', kind, times: 2 });
			enqueue(inbound('m1'));

			(await running.next(10_000)).finish();
			await until(() => left() === 0, 10_000);
			expect(running.errors).toEqual([]);
		},
	);

	it('stops with a clear error when the queue disappears', async () => {
		const running = await start();
		simulator.control.fault({
			service: 'mns',
			kind: 'status',
			times: 5,
			status: 404,
			code: 'QueueNotExist',
		});

		await until(() => running.errors.length > 0);
		expect(running.errors[0]?.message).toBe(`Queue '${INBOUND}': The queue does not exist`);
	});
});

describe('closing', () => {
	it('ends within a second although a long poll is open', async () => {
		const running = await start();
		await new Promise((resolve) => setTimeout(resolve, 100));

		const started = Date.now();
		await running.close();

		expect(Date.now() - started).toBeLessThan(1_000);
		// The service needs a moment to see that nobody waits any more.
		await new Promise((resolve) => setTimeout(resolve, 100));
		enqueue(inbound('m1'));
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(running.emissions).toHaveLength(0);
		expect(simulator.world.queues.depth(INBOUND)).toEqual({ active: 1, inactive: 0 });
	});

	it('still deletes the message of a run that ends afterwards', async () => {
		const running = await start();
		enqueue(inbound('m1'));
		const emission = await running.next();

		await running.close();
		emission.finish();

		await until(() => left() === 0);
	});
});

describe('a test in the editor', () => {
	it('takes one message and leaves the others', async () => {
		const running = await start({}, { mode: 'manual' });
		for (const id of ['m1', 'm2', 'm3']) enqueue(inbound(id));
		expect(running.emissions).toHaveLength(0);

		await running.startManually();
		const emission = await running.next();
		// n8n closes a trigger that is tested before it reports the end of the run.
		await running.close();
		emission.finish();

		await until(() => left() === 2);
		expect(running.emissions).toHaveLength(1);
	});

	it.each(['immediately', 'onCompletion'])('%s deletes it although the run fails', async (mode) => {
		const running = await start({ options: { acknowledge: mode } }, { mode: 'manual' });
		for (const id of ['m1', 'm2']) enqueue(inbound(id));
		await running.startManually();

		(await running.next()).finish({ status: 'error' });
		await running.close();

		await until(() => left() === 1);
		expect(running.emissions).toHaveLength(1);
	});

	it('leaves the message when the run fails', async () => {
		const running = await start({}, { mode: 'manual' });
		enqueue(inbound('m1'));
		await running.startManually();

		(await running.next()).finish({ status: 'error' });
		await running.close();

		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(left()).toBe(1);
	});
});

it('shows in the editor what it does without options', async () => {
	const { nodeType } = await loadNode({ type: 'chatAppQueueTrigger' });
	const options = nodeType.description.properties.find(({ name }) => name === 'options')?.options;

	const shown = (options ?? []).map((option) => [
		option.name,
		'default' in option && option.default,
	]);
	expect(Object.fromEntries(shown)).toMatchObject({
		...DEFAULTS,
		deduplicate: true,
		suppressLateStates: false,
	});
	const labels = (options ?? []).map((option) =>
		'displayName' in option ? option.displayName : '',
	);
	expect(labels).toEqual([...labels].sort((left, right) => left.localeCompare(right)));
});
