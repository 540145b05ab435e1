import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseJson } from '../../nodes/alibabaCloud/wire/parseJson';
import { normalizeBody } from '../../nodes/notifications/items/normalize';
import type { NotificationItem } from '../../nodes/notifications/items/types';
import { Redactor } from './redact';

/** What was imported, with its files. */
export interface Imported {
	readonly name: string;
	readonly payload: unknown;
	readonly expected: unknown;
}

/** A text that holds no payload: said in one line. */
export class ImportError extends Error {}

const MOST_CHARACTERS = 5_000_000;

/**
 * The payloads of what a user copied from n8n: items with `raw`, one `raw`, a list of them, or a
 * whole export with `json` around each. All of their values are replaced.
 *
 * @throws ImportError that says what is wrong with the text
 */
export function readPayloads(text: string): Imported[] {
	const redactor = new Redactor(true);
	return rawsIn(parsed(text)).map((raw) => {
		const payload = redactor.value(raw);
		const items = normalizeBody(payload);
		return {
			name: nameOf(items[0]),
			payload,
			expected: items.map(({ raw: _raw, ...item }) => item),
		};
	});
}

function parsed(text: string): unknown {
	if (text.trim() === '') {
		throw new ImportError('There is nothing on the standard input. Use: ... < file');
	}
	if (text.length > MOST_CHARACTERS) throw new ImportError('The file has more than 5 MB.');
	try {
		return parseJson(text.replace(/^\uFEFF/, ''));
	} catch {
		throw new ImportError('The file is not JSON. Copy it from the JSON view of n8n.');
	}
}

function rawsIn(value: unknown): unknown[] {
	if (Array.isArray(value)) return value.flatMap(rawsIn);
	if (typeof value !== 'object' || value === null) {
		throw new ImportError('The file holds something else than items or notifications.');
	}
	const item = value as Record<string, unknown>;
	if ('json' in item) return rawsIn(item.json);
	if (!('raw' in item)) return [item];
	if (item.raw === null) throw new ImportError('An item has no "raw".');
	return [item.raw];
}

function nameOf(item: NotificationItem | undefined): string {
	if (item === undefined) return 'empty';
	const detail = item.event === 'inbound' ? item.type : item.event === 'status' ? item.status : '';
	const kind = item.event === 'audit' ? (item.kind ?? '') : detail;
	return [item.event, kind.replace(/\W+/g, '')].filter((part) => part !== '').join('-');
}

/** Writes a fixture and the expected items beside it; never over one that is there. */
export function writeFixture(root: string, { name, payload, expected }: Imported): string {
	const folder = join(root, 'reported');
	const beside = join(root, 'expected', 'reported');
	for (const one of [folder, beside]) mkdirSync(one, { recursive: true });
	let index = 1;
	while (existsSync(join(folder, `${name}-${index}.json`))) index++;
	const file = `${name}-${index}.json`;
	writeFileSync(join(folder, file), `${JSON.stringify(payload, null, 2)}\n`);
	writeFileSync(join(beside, file), `${JSON.stringify(expected, null, 2)}\n`);
	return `reported/${file}`;
}
