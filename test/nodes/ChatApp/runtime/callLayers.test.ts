import { NodeApiError, type IDataObject, type INode } from 'n8n-workflow';

import { ExecutionCancelled } from '../../../../nodes/alibabaCloud/errors/executionCancelled';
import type { ApiCall } from '../../../../nodes/alibabaCloud/client/client';
import {
	layered,
	limitTime,
	type Caller,
	type CallLayer,
} from '../../../../nodes/ChatApp/runtime/callLayer';
import { keepPace, type Pacer } from '../../../../nodes/ChatApp/runtime/pacing';
import { retryCalls } from '../../../../nodes/ChatApp/runtime/retry';
import { createSendGuard, guardSends } from '../../../../nodes/ChatApp/runtime/sendGuard';

const NODE: INode = {
	...{ id: '1', name: 'Chat App', type: 'chatApp', typeVersion: 1 },
	...{ position: [0, 0], parameters: {} },
};
const SEND: ApiCall = { product: 'cams', action: 'SendChatappMessage', retry: 'never' };
const READ: ApiCall = { product: 'cams', action: 'ListFlow', retry: 'safe' };
const ANSWER: IDataObject = { Code: 'OK', RequestId: 'r-1' };

const failure = (context: IDataObject): NodeApiError =>
	Object.assign(new NodeApiError(NODE, {}, { message: 'failed' }), { context });
const THROTTLED = failure({ throttled: true, retryable: true });
const BROKEN = failure({ throttled: false, retryable: true });
const REFUSED = failure({ throttled: false, retryable: false });

/** What comes next to a layer: gives or throws one after the other, the last one for ever. */
function below(...outcomes: Array<IDataObject | Error>) {
	const calls: ApiCall[] = [];
	const next: Caller = async (call) => {
		const outcome = outcomes[Math.min(calls.length, outcomes.length - 1)] ?? ANSWER;
		calls.push(call);
		if (outcome instanceof Error) throw outcome;
		return await Promise.resolve(outcome);
	};
	return { next, calls };
}

/** Ends a promise while time is let pass. */
async function settle<T>(promise: Promise<T>): Promise<T | Error> {
	const ended = promise.catch((error: unknown) => error as Error);
	await jest.advanceTimersByTimeAsync(120_000);
	return await ended;
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('layers lie around a call in their order', async () => {
	const order: string[] = [];
	const layer =
		(name: string): CallLayer =>
		(next) =>
		async (call) => {
			order.push(name);
			const answer = await next(call);
			order.push(`after ${name}`);
			return answer;
		};
	const call = layered([layer('outer'), layer('inner')], below().next);
	expect(await call(READ)).toBe(ANSWER);
	expect(order).toEqual(['outer', 'inner', 'after inner', 'after outer']);
});

test('the time limit of the run counts for calls without one', async () => {
	const { next, calls } = below();
	await limitTime(5000)(next)(READ);
	await limitTime(5000)(next)({ ...READ, timeoutMs: 100 });
	expect(calls.map(({ timeoutMs }) => timeoutMs)).toEqual([5000, 100]);
});

describe('the guard', () => {
	const refusal = new Error('refused by the guard');
	const refuse = (): never => {
		throw refusal;
	};
	const noLimits = () => [{ recipients: null, templates: null }];

	test('lets a read pass unchecked', async () => {
		const { next, calls } = below();
		expect(await guardSends(createSendGuard(), refuse, refuse)(next)(READ)).toBe(ANSWER);
		expect(calls).toHaveLength(1);
	});

	test.each([
		['its texts', refuse, noLimits],
		['the limits', () => undefined, () => [{ recipients: ['+65*'], templates: null }]],
	])('stops a send that %s forbid before it leaves', async (_what, checkTexts, limits) => {
		const { next, calls } = below();
		const call = { ...SEND, body: { To: '60123450002' } };
		const guarded = guardSends(createSendGuard(), checkTexts, limits)(next);
		await expect(guarded(call)).rejects.toThrow(/refused by the guard|not an allowed recipient/);
		expect(calls).toEqual([]);
	});

	test('knows the name of a template that was read through it', async () => {
		const TemplateCode = '1119000000000000001';
		const { next } = below({ Code: 'OK', Data: { Name: 'order_update' } });
		const limits = () => [{ recipients: null, templates: ['order_*'] }];
		const call = guardSends(createSendGuard(), () => undefined, limits)(next);
		const send = { ...SEND, body: { To: '6591230001', TemplateCode } };
		await expect(call(send)).rejects.toThrow('not an allowed template');
		await call({ ...READ, action: 'GetChatappTemplateDetail', body: { TemplateCode } });
		await expect(call(send)).resolves.toBeDefined();
	});
});

describe('the pace', () => {
	/** A pacer that says how long to wait, and what it was told. */
	function pacerOf(waits: number[]) {
		const told: string[] = [];
		const pacer: Pacer & { round: number } = {
			...{ round: 0, accepted: 0, pace: 200 },
			book() {
				const waitMs = waits.shift() ?? 0;
				return { at: 7000 + waitMs, waitMs };
			},
			refused: (round) => void told.push(`refused ${round}`),
			succeeded: (at, ms) => void told.push(`succeeded ${at} after ${ms}`),
		};
		return { pacer, told };
	}

	test('holds a call until its slot', async () => {
		const { pacer, told } = pacerOf([1000]);
		const { next, calls } = below();
		const call = keepPace(() => pacer, undefined)(next)(SEND);
		await jest.advanceTimersByTimeAsync(999);
		expect(calls).toEqual([]);
		await jest.advanceTimersByTimeAsync(1);
		expect(await call).toBe(ANSWER);
		expect(told).toEqual(['succeeded 8000 after 0']);
	});

	test('tells how long after its slot the answer came', async () => {
		const { pacer, told } = pacerOf([1000]);
		const slow: Caller = async () => {
			await new Promise((resolve) => setTimeout(resolve, 40));
			return ANSWER;
		};
		await settle(keepPace(() => pacer, undefined)(slow)(SEND));
		expect(told).toEqual(['succeeded 8000 after 40']);
	});

	test('counts from the slot, not from a start that came late', async () => {
		const { pacer, told } = pacerOf([1000]);
		const watch = { answered: jest.fn() };
		const now = performance.now.bind(performance);
		let busyMs = 0;
		jest.spyOn(performance, 'now').mockImplementation(() => now() + busyMs);
		const call = keepPace(() => pacer, undefined, watch)(below().next)(SEND);
		busyMs = 30;
		await settle(call);
		expect(told).toEqual(['succeeded 8000 after 30']);
		expect(watch.answered).toHaveBeenCalledWith(0, 200);
	});

	test('books again when the run slowed down meanwhile', async () => {
		const { pacer } = pacerOf([500, 700]);
		const { next, calls } = below();
		const call = keepPace(() => pacer, undefined)(next)(SEND);
		pacer.round = 1;
		await jest.advanceTimersByTimeAsync(1100);
		expect(calls).toEqual([]);
		await jest.advanceTimersByTimeAsync(100);
		expect(await call).toBe(ANSWER);
	});

	test.each([
		['tells the pacer of a refusal for the rate', THROTTLED, ['refused 0']],
		['tells it of no other failure', BROKEN, []],
		['passes on what is no failure of a call', new Error('own'), []],
	])('%s', async (_what, error, wanted) => {
		const { pacer, told } = pacerOf([]);
		expect(await settle(keepPace(() => pacer, undefined)(below(error).next)(SEND))).toBe(error);
		expect(told).toEqual(wanted);
	});

	test('starts nothing once the execution is stopped', async () => {
		const { next, calls } = below();
		const call = keepPace(() => pacerOf([60_000]).pacer, AbortSignal.abort())(next);
		expect(await settle(call(SEND))).toBeInstanceOf(ExecutionCancelled);
		expect(calls).toEqual([]);
	});
});

describe('the retry', () => {
	const retried = (next: Caller, run = { accepted: 0 }, signal?: AbortSignal) =>
		retryCalls(
			() => run,
			signal,
			() => 0.5,
		)(next);

	test('repeats a call that was refused for its rate, read or send', async () => {
		for (const call of [SEND, READ]) {
			const { next, calls } = below(THROTTLED, THROTTLED, ANSWER);
			expect(await settle(retried(next)(call))).toBe(ANSWER);
			expect(calls).toEqual([call, call, call]);
		}
	});

	test('gives up after six retries while nothing else of the run is accepted', async () => {
		const { next, calls } = below(THROTTLED);
		expect(await settle(retried(next)(SEND))).toBe(THROTTLED);
		expect(calls).toHaveLength(7);
	});

	test('goes on for as long as the run is accepted', async () => {
		const run = { accepted: 0 };
		const { next, calls } = below(...new Array<Error>(20).fill(THROTTLED), ANSWER);
		const accepting: Caller = async (call) => {
			run.accepted++;
			return await next(call);
		};
		expect(await settle(retried(accepting, run)(SEND))).toBe(ANSWER);
		expect(calls).toHaveLength(21);
	});

	test('repeats a read that broke off, and never a send', async () => {
		const read = below(BROKEN, ANSWER);
		expect(await settle(retried(read.next)(READ))).toBe(ANSWER);
		const send = below(BROKEN, ANSWER);
		expect(await settle(retried(send.next)(SEND))).toBe(BROKEN);
		expect(send.calls).toHaveLength(1);
	});

	test.each([
		['was refused', REFUSED],
		['failed by a mistake of this package', new Error('own')],
	])('repeats nothing that %s', async (_what, error) => {
		for (const call of [READ, SEND]) {
			const { next, calls } = below(error, ANSWER);
			expect(await settle(retried(next)(call))).toBe(error);
			expect(calls).toHaveLength(1);
		}
	});

	test('a read that the stop of the execution ended is no failure', async () => {
		const stop = AbortSignal.abort();
		for (const error of [BROKEN, REFUSED]) {
			const outcome = await settle(retried(below(error).next, { accepted: 0 }, stop)(READ));
			expect(outcome).toBeInstanceOf(ExecutionCancelled);
		}
		// What became of a send has to be told all the same.
		expect(await settle(retried(below(BROKEN).next, { accepted: 0 }, stop)(SEND))).toBe(BROKEN);
	});
});
