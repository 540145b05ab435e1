import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { explainQueueError } from '../../../../nodes/alibabaCloud/queue/failures';
import {
	expiryOf,
	type Outcome,
	type QueueToken,
	type TokenAnswer,
	TokenKeeper,
	toToken,
} from '../../../../nodes/alibabaCloud/queue/token';

const NOW = Date.UTC(2026, 8, 22, 2, 0, 0);
const MINUTE = 60_000;

describe('the end of a key', () => {
	it.each<[string | undefined, number]>([
		// In the zone of China this is five minutes from now.
		['2026-09-22 10:05:00', 5],
		['2026-09-22 10:10:00', 10],
		// Longer than a key lives: another zone was meant.
		['2026-09-22 18:10:00', 10],
		// Over already, read this way: another zone was meant.
		['2026-09-22 02:10:00', 10],
		['soon', 10],
		[undefined, 10],
	])('%p is in %d minutes', (text, minutes) => {
		expect(expiryOf(text, NOW)).toBe(NOW + minutes * MINUTE);
	});

	it('is read from the answer', () => {
		const file = join(__dirname, '../../../fixtures/smq-xml/token-response.json');
		const answer = JSON.parse(readFileSync(file, 'utf8')) as TokenAnswer;

		expect(toToken(answer, 'https://queue.example', NOW)).toEqual({
			accessKeyId: 'STS.example',
			accessKeySecret: 'example',
			securityToken: 'example',
			endpoint: 'https://queue.example',
			expiresAt: NOW + 10 * MINUTE,
		});
		const { MessageTokenDTO: key } = answer;
		for (const missing of [
			undefined,
			{ ...key, AccessKeyId: '' },
			{ ...key, AccessKeySecret: undefined },
		]) {
			expect(toToken({ MessageTokenDTO: missing }, '', NOW)).toBeNull();
		}
	});
});

describe('the keeper', () => {
	let now: number;
	let fetches: number;
	let keeper: TokenKeeper;

	beforeEach(() => {
		now = NOW;
		fetches = 0;
		keeper = new TokenKeeper(
			async (): Promise<Outcome<QueueToken>> => ({
				ok: true,
				value: {
					accessKeyId: `key-${++fetches}`,
					accessKeySecret: 'example',
					endpoint: 'https://queue.example',
					expiresAt: now + 10 * MINUTE,
				},
			}),
			() => now,
		);
	});

	async function keyId(): Promise<string> {
		const outcome = await keeper.get();
		return outcome.ok ? outcome.value.accessKeyId : 'none';
	}

	it('asks once for many', async () => {
		expect(await Promise.all([keyId(), keyId(), keyId()])).toEqual(['key-1', 'key-1', 'key-1']);
		expect(await keyId()).toBe('key-1');
	});

	it('renews two minutes before the end', async () => {
		await keyId();
		now += 8 * MINUTE - 1;
		expect(await keyId()).toBe('key-1');
		now += 1;
		expect(await keyId()).toBe('key-2');
	});

	it('renews a refused key, but not the one that replaced it', async () => {
		const first = await keeper.get();
		if (!first.ok) throw new Error('no key');
		keeper.drop(first.value);
		expect(await keyId()).toBe('key-2');
		keeper.drop(first.value);
		expect(await keyId()).toBe('key-2');
	});

	it('passes on that there is no key, and asks again for the next one who needs it', async () => {
		const failure = explainQueueError('AccessDenied', 403);
		const answers: Array<Outcome<QueueToken>> = [{ ok: false, failure }, await keeper.get()];
		const other = new TokenKeeper(
			async () => await Promise.resolve(answers.shift() ?? { ok: false, failure }),
			() => now,
		);
		expect(await Promise.all([other.get(), other.get()])).toEqual([
			{ ok: false, failure },
			{ ok: false, failure },
		]);
		expect(await other.get()).toMatchObject({ ok: true });
	});
});
