import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Contract, Verdict } from './contract';
import { CONTRACTS } from './contracts';
import type { Report } from './report';

const FOLDER = join(__dirname, 'reports');

/** The reports that people sent, oldest first. */
export function reports(folder = FOLDER): Report[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Report)
		.sort((a, b) => a.date.localeCompare(b.date));
}

/** What the reports say about a contract; the newest is last. */
function triedIn(
	all: readonly Report[],
	{ id }: Contract,
): Array<{ readonly date: string; readonly outcome: string; readonly verdict: Verdict }> {
	return all.flatMap(({ date, results }) => {
		const result = results.find((one) => one.id === id);
		const { outcome = null, verdict = null } = result ?? {};
		return outcome === null || verdict === null ? [] : [{ date, outcome, verdict }];
	});
}

/** What reality does now differently from what the contracts say that the package can do. */
export function disagreements(all: readonly Report[]): string[] {
	return CONTRACTS.flatMap((contract) => {
		const last = triedIn(all, contract).at(-1);
		if (last === undefined) return [];
		const present = contract.outcomes[last.outcome];
		if (present?.verdict === 'confirmed') return [];
		return [`${contract.id}: ${last.outcome} on ${last.date}`];
	});
}

/** The last column of docs/unconfirmed.md: how a statement can be tried, and what came out. */
export function stateOf(contract: Contract, all: readonly Report[]): string {
	const tried = triedIn(all, contract);
	const last = tried.at(-1);
	if (last) {
		const times = tried.length === 1 ? '' : `, ${tried.length} reports`;
		return `${last.verdict === 'confirmed' ? 'Confirmed' : 'Refuted'} on ${last.date}${times}`;
	}
	return contract.level === null ? 'No, by hand' : `No, \`--${contract.level}\``;
}
