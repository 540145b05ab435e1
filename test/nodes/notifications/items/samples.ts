import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../../fixtures/notifications');

const SAMPLE_FOLDERS = ['http', 'smq', 'unconfirmed/http', 'unconfirmed/smq', 'reported'] as const;

/** The body of a sample as it is sent. */
export function sampleText(path: string): string {
	return readFileSync(join(ROOT, path), 'utf8');
}

/** The items that a sample has to give, without `raw`. */
export function expectedItems(path: string): unknown[] {
	return JSON.parse(readFileSync(join(ROOT, 'expected', path), 'utf8')) as unknown[];
}

/** All samples, as paths such as `http/inbound-text.json`. */
export function samplePaths(): string[] {
	return SAMPLE_FOLDERS.flatMap((folder) =>
		readdirSync(join(ROOT, folder))
			.filter((file) => file.endsWith('.json'))
			.map((file) => `${folder}/${file}`),
	);
}
