import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type * as normalizer from '../../nodes/notifications/items/normalize';
import type { Row } from './measure';
import { asShipped } from './shipped';

const FIXTURES = join(__dirname, '../fixtures/notifications');
const FOLDERS = ['http', 'smq', 'unconfirmed/http', 'unconfirmed/smq'];

export interface NormalizeFigures {
	/** Entries a second on one core, from the text of a push with 100 entries to its items. */
	readonly fromText: number;
	/** The same from entries that are parsed already. */
	readonly fromObjects: number;
}

/**
 * How many notifications one core turns into items: all samples in turn, each with an id of its
 * own, in pushes of 100.
 *
 * @param forMs how long to measure each way; a tenth of it more is spent on warming up
 */
function measureNormalizing(forMs = 2_000): NormalizeFigures {
	const bodies = bodiesOf(samples(), 100, 40);
	const { normalizeBody: normalize } = asShipped<typeof normalizer>(
		'nodes/notifications/items/normalize.ts',
	);
	const parsed = bodies.map((body) => JSON.parse(body) as unknown);
	return {
		fromText: rate(normalize, bodies, forMs),
		fromObjects: rate(normalize, parsed, forMs),
	};
}

function samples(): object[] {
	return FOLDERS.flatMap((folder) =>
		readdirSync(join(FIXTURES, folder)).flatMap((file) => {
			const sample = JSON.parse(readFileSync(join(FIXTURES, folder, file), 'utf8')) as object;
			return Array.isArray(sample) ? (sample as object[]) : [sample];
		}),
	);
}

function bodiesOf(entries: readonly object[], size: number, count: number): string[] {
	return Array.from({ length: count }, (_, body) =>
		JSON.stringify(
			Array.from({ length: size }, (__, index) => {
				const entry = entries[(body * size + index) % entries.length] as { MessageId?: unknown };
				return entry.MessageId === undefined
					? entry
					: { ...entry, MessageId: `wamid.${body}.${index}` };
			}),
		),
	);
}

type Normalize = typeof normalizer.normalizeBody;

function rate(normalize: Normalize, bodies: readonly unknown[], forMs: number): number {
	count(normalize, bodies, forMs / 10);
	const { entries, ms } = count(normalize, bodies, forMs);
	return Math.round((entries / ms) * 1000);
}

function count(
	normalize: Normalize,
	bodies: readonly unknown[],
	forMs: number,
): { entries: number; ms: number } {
	const started = process.cpuUsage();
	let entries = 0;
	let ms = 0;
	while (ms < forMs) {
		// All of them between two looks at the clock: after each, looking took 6% of the time.
		for (const body of bodies) entries += normalize(body).length;
		// Processor time, so that what else runs on the machine does not count.
		const { user, system } = process.cpuUsage(started);
		ms = (user + system) / 1000;
	}
	return { entries, ms };
}

/** For the table of the benchmarks. */
export function normalizeRows(): Row[] {
	const { fromText, fromObjects } = measureNormalizing();
	return [
		{
			what: 'notifications normalized on one core',
			measured: fromObjects,
			target: 200_000,
			atLeast: true,
			unit: 'a second',
		},
		{ what: 'the same including the parsing of their JSON', measured: fromText, unit: 'a second' },
	];
}
