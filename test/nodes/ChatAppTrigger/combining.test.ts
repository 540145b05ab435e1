import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import {
	activateWorkflow,
	type ActivationOptions,
	type ActiveWorkflow,
	type LoadedNode,
	unpublish,
	webhookContext,
} from '../../harness';
import { Combination, CombinedPushes } from '../../../nodes/ChatAppTrigger/combinedPushes';
import { ACCEPTED, idsOf, message, push, receipt, Response, SECRET, trigger } from './pushBench';

const COMBINE = { combinePushes: true };

let active: ActiveWorkflow | undefined;

/** Instead of a tenth of a second, the first push waits until so many have arrived, whatever the machine does. */
function waitsFor(count: number): void {
	let arrived = 0;
	let open: () => void = () => undefined;
	const all = new Promise<void>((resolve) => (open = resolve));
	const { place } = CombinedPushes.prototype;
	const { due } = Combination.prototype;
	jest.spyOn(CombinedPushes.prototype, 'place').mockImplementation(function (
		this: CombinedPushes,
		...given
	) {
		const found = place.apply(this, given);
		if (++arrived === count) open();
		return found;
	});
	jest.spyOn(Combination.prototype, 'due').mockImplementation(async function (this: Combination) {
		await all;
		this.close();
		return await due.apply(this);
	});
}

afterEach(async () => {
	jest.restoreAllMocks();
	await active?.deactivate();
	active = undefined;
});

/** The trigger behind a web server. @returns its URL */
async function published(
	options: IDataObject = COMBINE,
	activation: ActivationOptions = {},
	more: object = {},
): Promise<string> {
	const node = await trigger({ events: ['inbound', 'status'], options, ...more });
	active = await activateWorkflow(
		{ nodes: [{ ...node.node, name: 'Trigger' }], connections: {} },
		activation,
	);
	return active.webhookUrl('Trigger');
}

async function post(url: string, ...entries: object[]): Promise<{ status: number; body: unknown }> {
	const response = await fetch(url, { method: 'POST', body: JSON.stringify(entries) });
	return { status: response.status, body: await response.json() };
}

/** Message IDs of each run, by output. */
async function runsOf(): Promise<unknown[][][]> {
	// A run goes on after the push was answered.
	for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
	return (active?.runs ?? []).map((run) =>
		[0, 1].map((output) => run.itemsOf('Trigger', output).map(({ json }) => json.messageId)),
	);
}

const contextOf = (node: LoadedNode, body: object[], response: Response): IWebhookFunctions =>
	webhookContext(node, { body }, response);

/** A call whose response n8n does not read, because it has not started the run. */
const begin = async (
	node: LoadedNode,
	body: object[],
	response: Response,
): Promise<IWebhookResponseData | undefined> =>
	await node.nodeType.webhook?.call(contextOf(node, body, response));

const TAKEN = { status: 200, body: ACCEPTED };

describe('statuses of pushes that arrive together', () => {
	it('start one run, and each push gets the usual response', async () => {
		const url = await published();
		const many = Array.from({ length: 20 }, (_, index) => receipt(`m${index}`, 'Delivered'));
		waitsFor(many.length);
		const answers = await Promise.all(many.map(async (entry) => await post(url, entry)));

		expect(answers).toEqual(many.map(() => TAKEN));
		const [run, ...others] = await runsOf();
		expect(others).toEqual([]);
		expect([...(run?.[1] ?? [])].sort()).toEqual(many.map((_, index) => `m${index}`).sort());
	});

	it('start a run each without the option', async () => {
		const url = await published({});
		await Promise.all([post(url, receipt('a', 'Read')), post(url, receipt('b', 'Read'))]);
		expect(await runsOf()).toHaveLength(2);
	});

	it('do not wait with messages: those start their own run at once', async () => {
		const url = await published();
		waitsFor(2);
		const status = post(url, receipt('s', 'Read'));
		expect(await post(url, message('m'), receipt('t', 'Read'))).toEqual(TAKEN);
		expect(await runsOf()).toEqual([[['m'], ['t']]]);
		expect(await post(url, receipt('u', 'Read'))).toEqual(TAKEN);
		expect(await status).toEqual(TAKEN);
		expect(await runsOf()).toEqual([
			[['m'], ['t']],
			[[], ['s', 'u']],
		]);
	});

	it('get no response before their run has started', async () => {
		const node = await trigger({ events: ['status'], options: COMBINE });
		const first = begin(node, [receipt('a', 'Read')], new Response());
		let isAnswered = false;
		const joined = push(node, [receipt('b', 'Read')]).finally(() => (isAnswered = true));
		const lead = await first;
		expect(idsOf(lead ?? {})).toEqual(['a', 'b']);
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(isAnswered).toBe(false);

		// n8n reads it once the run has started.
		expect(lead?.webhookResponse).toEqual(ACCEPTED);
		expect(await joined).toEqual({ webhookResponse: ACCEPTED });
	});
});

describe('when n8n cannot start the run', () => {
	it('all pushes are refused, and start one when they come again', async () => {
		let isBroken = true;
		const url = await published(COMBINE, { refusesStart: () => isBroken });
		const entries = ['a', 'b', 'c'].map((id) => receipt(id, 'Read'));
		waitsFor(entries.length);
		const refused = await Promise.all(entries.map(async (entry) => await post(url, entry)));
		expect(refused.map(({ status }) => status).sort()).toEqual([500, 503, 503]);
		expect(await runsOf()).toEqual([]);

		isBroken = false;
		jest.restoreAllMocks();
		waitsFor(entries.length);
		const again = await Promise.all(entries.map(async (entry) => await post(url, entry)));
		expect(again).toEqual(entries.map(() => TAKEN));
		expect((await runsOf()).map(([, ids]) => [...(ids ?? [])].sort())).toEqual([['a', 'b', 'c']]);
	});

	it('what came again meanwhile is not forgotten by a late refusal', async () => {
		const node = await trigger({ events: ['status'], options: COMBINE });
		const [first, second] = [new Response(), new Response()];
		const body = [receipt('b', 'Read')];
		const lead = begin(node, [receipt('a', 'Read')], first);
		const joined = push(node, body, { response: second });
		await lead;
		first.statusCode = 500;
		first.emit('finish');
		await joined;
		expect(second.statusCode).toBe(503);

		expect(idsOf(await push(node, body))).toEqual(['b']);
		second.emit('finish');
		expect(idsOf(await push(node, body))).toEqual([]);
	});
});

describe('what holds as without the option', () => {
	it('a repetition starts nothing, in the same moment and later', async () => {
		const url = await published();
		const same = receipt('a', 'Read');
		const answers = await Promise.all([post(url, same), post(url, same), post(url, same, same)]);
		// A busy machine takes longer to start a run than a repetition waits; then it comes again.
		for (const { status } of answers) expect([200, 503]).toContain(status);
		expect(await post(url, same)).toEqual(TAKEN);
		expect(await runsOf()).toEqual([[[], ['a']]]);
	});

	it('what was seen is saved with the workflow, that of all pushes of the run', async () => {
		const url = await published();
		await Promise.all([post(url, receipt('a', 'Read')), post(url, receipt('b', 'Read'))]);
		const next = await trigger({ events: ['status'], options: COMBINE });
		Object.assign(next.staticData, JSON.parse(JSON.stringify(active?.staticDataOf('Trigger'))));

		const all = ['a', 'b', 'c'].map((id) => receipt(id, 'Read'));
		expect(idsOf(await push(next, all))).toEqual(['c']);
	});

	it('filters, late statuses and the path with the secret', async () => {
		const options = { ...COMBINE, pathSecret: SECRET, suppressLateStates: true };
		const url = await published(options, {}, { filters: { statuses: ['read', 'delivered'] } });
		const answers = await Promise.all([
			post(url, receipt('a', 'Read')),
			post(url, receipt('b', 'Failed')),
			post(url.slice(0, -1), receipt('c', 'Read')),
			post(url, receipt('a', 'Delivered')),
		]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 200]);
		expect(await runsOf()).toEqual([[[], ['a']]]);
	});

	it('a test in the editor runs at once', async () => {
		const node = await trigger({ events: ['status'], options: COMBINE });
		const context = contextOf(node, [receipt('a', 'Read')], new Response());
		context.getMode = () => 'manual';
		const place = jest.spyOn(CombinedPushes.prototype, 'place');
		expect(idsOf((await node.nodeType.webhook?.call(context)) ?? {})).toEqual(['a']);
		expect(place).not.toHaveBeenCalled();
	});

	it('a push that is larger than what one run may hold starts its own', async () => {
		const url = await published();
		const large = Array.from({ length: 1_001 }, (_, index) => receipt(`l${index}`, 'Read'));
		const small = post(url, receipt('s', 'Read'));
		expect(await post(url, ...large)).toEqual(TAKEN);
		await small;
		expect((await runsOf()).map(([, ids]) => ids?.length).sort()).toEqual([1, 1_001]);
	});
});

describe('when it ends', () => {
	it('unpublishing starts the run of what waits', async () => {
		const node = await trigger({ events: ['status'], options: COMBINE });
		const call = push(node, [receipt('a', 'Read')]);
		const joined = push(node, [receipt('b', 'Read')]);
		await new Promise((resolve) => setImmediate(resolve));
		await unpublish(node);
		expect([idsOf(await call), await joined]).toEqual([['a', 'b'], { webhookResponse: ACCEPTED }]);
		// It would overwrite what unpublishing has changed.
		expect(node.staticData).toEqual({});
	});

	it('a process that dies with what it holds has answered nothing of it', async () => {
		const dying = await trigger({ events: ['status'], options: COMBINE });
		const [first, second] = [new Response(), new Response()];
		const calls = [
			begin(dying, [receipt('a', 'Read')], first),
			begin(dying, [receipt('b', 'Read')], second),
		];
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect([first.body, second.body, dying.staticData]).toEqual([undefined, undefined, {}]);

		// The service pushes both again, to the next process.
		const next = await trigger({ events: ['status'], options: COMBINE });
		Object.assign(next.staticData, dying.staticData);
		expect(idsOf(await push(next, [receipt('a', 'Read'), receipt('b', 'Read')]))).toEqual([
			'a',
			'b',
		]);
		void (await calls[0])?.webhookResponse;
		await calls[1];
	});
});
