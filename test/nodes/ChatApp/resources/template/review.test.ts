import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { OperationContext } from '../../../../../nodes/ChatApp/runtime/operation';
import { waitForReview } from '../../../../../nodes/ChatApp/resources/template/review';
import { ExecutionCancelled } from '../../../../../nodes/alibabaCloud/errors/executionCancelled';
import { nextLook, reviewOutcome } from '../../../../../nodes/ChatApp/templates/designer/review';

const key = {
	...{ channel: 'cams-1', type: 'WHATSAPP' as const },
	...{ code: '1119000000000000001', language: 'en' },
};

function contextOf(signal: AbortSignal | undefined, answer: () => IDataObject) {
	const looks: number[] = [];
	const context: OperationContext = {
		functions: {} as IExecuteFunctions,
		signal,
		limits: [],
		memory: () => {
			throw new Error('Nothing is sent here');
		},
		forItems: () => context,
		checkTexts: () => undefined,
		callApi: async <T extends object>() => {
			looks.push(Date.now());
			return await Promise.resolve(answer() as T);
		},
		once: async (_key, produce) => await produce(),
	};
	return { context, looks };
}

test('stopping the execution ends the wait within moments', async () => {
	const stop = new AbortController();
	const { context, looks } = contextOf(stop.signal, () => ({ Data: { AuditStatus: 'auditing' } }));
	// The test itself would be given up long before this time is over.
	const waiting = waitForReview(context, key, 600_000);
	const ended = expect(waiting).rejects.toBeInstanceOf(ExecutionCancelled);
	stop.abort();
	await ended;
	expect(looks).toEqual([]);
});

test('no time to wait means no look', async () => {
	const { context, looks } = contextOf(undefined, () => ({}));
	expect(await waitForReview(context, key, 0)).toMatchObject({ review: 'pending' });
	expect(looks).toEqual([]);
});

test('looks again until the review has ended', async () => {
	const states = ['unaudit', 'auditing', 'paused'];
	const { context, looks } = contextOf(undefined, () => ({
		Data: { AuditStatus: states.shift() ?? 'pass' },
	}));
	expect(await waitForReview(context, key, 10_000)).toEqual({
		...{ review: 'paused', auditStatus: 'paused', reason: null },
	});
	expect(looks).toHaveLength(3);
});

test('looks become rarer, and never stop', () => {
	expect([0, 4_000, 60_000, 86_400_000].map(nextLook)).toEqual([500, 1_000, 15_000, 30_000]);
});

test.each([
	['pass', 'approved'],
	['FAIL', 'rejected'],
	['unaudit', 'pending'],
	['auditing', 'pending'],
	['disabled', 'disabled'],
	['constructor', 'pending'],
	['', 'pending'],
])('%s is %s', (state, outcome) => expect(reviewOutcome(state)).toBe(outcome));
