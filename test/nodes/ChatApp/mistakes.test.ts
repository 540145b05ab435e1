import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { mistakes } from './mistakes.cases';
import { callsOf, run, useSimulator } from './workbench';

/** What n8n shows of each mistake: the title of the error, and the text below it. */
const TABLE = join(__dirname, '../../fixtures/mistakes.md');
/** A longer title does not fit into n8n's notice. */
const LONGEST_TITLE = 160;
const LONGEST_ADVICE = 420;

useSimulator();

const shown: string[] = [];

test.each(mistakes)('$what', async ({ what, parameters, input, before }) => {
	before?.();
	const { error } = await run(parameters, input);
	expect(error).toBeDefined();
	const { message, description } = error as { message: string; description?: string | null };
	expect(message.length).toBeLessThanOrEqual(LONGEST_TITLE);
	// Whoever reads the title alone knows what is wrong; whoever reads on, what to do.
	expect(description).toMatch(/[.>]$/);
	expect(description?.length).toBeLessThanOrEqual(LONGEST_ADVICE);
	expect(callsOf('SendChatappMassMessage')).toEqual([]);
	expect(callsOf('SendChatappMessage').length).toBeLessThanOrEqual(1);
	shown.push(`| ${[what, message, description ?? ''].map(inCell).join(' | ')} |`);
});

test('builders read what was reviewed; UPDATE_MISTAKES=1 writes it anew', () => {
	const table = ['| Mistake | Title | Advice |', '| --- | --- | --- |', ...shown, ''].join('\n');
	if (process.env.UPDATE_MISTAKES === '1') writeFileSync(TABLE, table);
	expect(table).toBe(readFileSync(TABLE, 'utf8'));
	expect(shown.length).toBeGreaterThanOrEqual(35);
});

function inCell(text: string): string {
	return text
		.replace(/\s+/g, ' ')
		.replace(/\|/g, '\\|')
		.replace(/[0-9A-F]{8}-[0-9A-F-]{27}/g, '(request ID)');
}
