import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { type ActiveWorkflow, activateWorkflow } from '../../harness';
import { message, receipt, trigger } from './pushBench';

describe('under load', () => {
	let active: ActiveWorkflow;

	afterEach(async () => await active.deactivate());

	async function start(): Promise<string> {
		const node = await trigger({ events: ['inbound', 'status'] });
		active = await activateWorkflow({
			nodes: [{ ...node.node, name: 'Trigger' }],
			connections: {},
		});
		return active.webhookUrl('Trigger');
	}

	/** Pushes with some in parallel. */
	async function send(url: string, bodies: readonly string[], expected: number[]): Promise<void> {
		const waiting = [...bodies];
		const work = async (): Promise<void> => {
			for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
				const { status } = await fetch(url, { method: 'POST', body, headers: JSON_TYPE });
				expect(expected).toContain(status);
			}
		};
		await Promise.all(Array.from({ length: 8 }, work));
	}

	const MOST_KEPT = 8 * 1024 * 1024;

	const JSON_TYPE = { 'content-type': 'text/plain' };

	/** The same in each run, so that a failure can be looked into. */
	function shuffled<T>(values: readonly T[], random: () => number): T[] {
		const copy = [...values];
		for (let index = copy.length - 1; index > 0; index--) {
			const other = Math.floor(random() * (index + 1));
			[copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
		}
		return copy;
	}

	function randomFrom(seed: number): () => number {
		let state = seed;
		return () => {
			state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
			return state / 2_147_483_648;
		};
	}

	it('takes each of 10,000 notifications with 20 % repeats once', async () => {
		const url = await start();
		const random = randomFrom(7);
		const events = Array.from({ length: 8_000 }, (_, index) =>
			index % 2 ? message(`m${index}`) : receipt(`m${index}`, 'delivered'),
		);
		const repeats = Array.from({ length: 2_000 }, () => events[Math.floor(random() * 8_000)]);
		const all = shuffled([...events, ...repeats], random);
		const bodies: string[] = [];
		while (all.length > 0) {
			bodies.push(JSON.stringify(all.splice(0, 1 + Math.floor(random() * 200))));
		}

		await send(url, bodies, [200]);
		while (active.runs.length < bodies.length - 1) {
			const before = active.runs.length;
			await new Promise((resolve) => setTimeout(resolve, 200));
			if (active.runs.length === before) break;
		}
		const taken = active.runs.flatMap((run) =>
			[0, 1].flatMap((output) => run.itemsOf('Trigger', output)),
		);
		expect(taken).toHaveLength(8_000);
		expect(new Set(taken.map(({ json }) => json.eventKey)).size).toBe(8_000);
	}, 60_000);

	it('survives 1,000 hostile bodies and keeps nothing of them', async () => {
		const url = await start();
		const random = randomFrom(11);
		const long = 'x'.repeat(200_000);
		const deep = (levels: number): string => `${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}`;
		const kinds: Array<() => string> = [
			() => '',
			() => '{"MessageId":',
			() => `[${'null,'.repeat(2_000)}null]`,
			() => JSON.stringify({ Type: 'TEXT', Message: long }),
			() => deep(400),
			() => deep(5_000),
			() => '[{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}]',
			() => JSON.stringify([{ MessageId: {}, Status: [], To: { a: 1 }, Type: 7 }]),
			() => '\ud800\udfff\u0000'.repeat(1_000),
			() => JSON.stringify(JSON.stringify(JSON.stringify([long]))),
			() => String.fromCharCode(...Array.from({ length: 500 }, () => random() * 65_536)),
			() => `{"Timestamp":1e999,"MessageId":"${random()}","Message":"{{{{"}`,
		];
		const bodies = (count: number): string[] =>
			Array.from({ length: count }, (_, index) => (kinds[index % kinds.length] as () => string)());

		await send(url, bodies(100), [200, 400]);
		(active.runs as unknown[]).length = 0;
		const before = heapUsed();
		await send(url, bodies(1_000), [200, 400]);
		// On a busy machine runs end some time after the last answer.
		let kept = Number.POSITIVE_INFINITY;
		for (let look = 0; look < 20 && kept > MOST_KEPT; look++) {
			await new Promise((resolve) => setTimeout(resolve, 300));
			(active.runs as unknown[]).length = 0;
			kept = heapUsed() - before;
		}

		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
		expect(kept).toBeLessThanOrEqual(MOST_KEPT);
		const { status } = await fetch(url, { method: 'POST', body: JSON.stringify([message('z')]) });
		expect(status).toBe(200);
	}, 60_000);

	function heapUsed(): number {
		setFlagsFromString('--expose-gc');
		(runInNewContext('gc') as () => void)();
		return process.memoryUsage().heapUsed;
	}
});
