import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { readTexts } from './database';
import type { Finding, Searcher } from './searcher';

export interface FindingAt extends Finding {
	readonly place: string;
}

export interface Search {
	readonly files: number;
	readonly bytes: number;
	/** Texts of databases that were read beside the files, a dump counted as one. */
	readonly texts: number;
	readonly findings: readonly FindingAt[];
	/** Tables that hold the landmark, which proves that they were read. */
	readonly tablesWithLandmark: ReadonlySet<string>;
}

/** Searches all files below a folder, and what their databases say. */
export async function searchFolder(
	folder: string,
	searcher: Searcher,
	landmark: string,
): Promise<Search> {
	const findings: FindingAt[] = [];
	const tablesWithLandmark = new Set<string>();
	let files = 0;
	let bytes = 0;
	let texts = 0;
	const note = (place: string, data: Buffer) =>
		findings.push(...searcher.find(data).map((finding) => ({ place, ...finding })));

	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const file = join(entry.parentPath, entry.name);
		const place = relative(folder, file);
		const data = readFileSync(file);
		files += 1;
		bytes += data.length;
		note(place, data);
		if (entry.name.endsWith('.sql')) {
			texts += 1;
			if (data.includes(landmark)) tablesWithLandmark.add(entry.name.replace(/\.sql$/, ''));
		}
		if (!data.subarray(0, 15).equals(Buffer.from('SQLite format 3'))) continue;
		for await (const { table, text } of readTexts(file)) {
			texts += 1;
			note(`${place}, table ${table}`, Buffer.from(text));
			if (text.includes(landmark)) tablesWithLandmark.add(table);
		}
	}
	return { files, bytes, texts, findings, tablesWithLandmark };
}
