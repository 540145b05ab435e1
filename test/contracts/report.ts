import type { Level, Verdict } from './contract';
import { CONTRACTS } from './contracts';

/** What became of one contract. Everything in it is redacted. */
export interface Result {
	readonly id: string;
	readonly outcome: string | null;
	readonly verdict: Verdict | null;
	/** Why there is no outcome. */
	readonly reason: string | null;
	/** `false`: this account has nothing to try it with. */
	readonly applies: boolean;
	readonly seen: Readonly<Record<string, string>>;
	readonly exchanges: readonly object[];
	readonly payloads: readonly unknown[];
}

/** What a run found, without anything that tells whose account it was. */
export interface Report {
	readonly version: string;
	readonly node: string;
	/** The day alone. */
	readonly date: string;
	readonly levels: readonly Level[];
	readonly region: string;
	readonly endpoints: 'documented' | 'custom';
	readonly calls: number;
	readonly seconds: number;
	readonly messages: number;
	/** Notifications of this run that were deleted, and others that went back to their queue. */
	readonly queue: { readonly removed: number; readonly givenBack: number };
	/** Why the run ended early; `null` for one that came to its end. */
	readonly ended: { readonly because: 'failed' | 'stopped'; readonly code: string } | null;
	/** What is still at the service, with the call that removes it; without IDs. */
	readonly left: readonly string[];
	readonly results: readonly Result[];
}

export const EXIT = Object.freeze({ confirmed: 0, failed: 1, usage: 2, refuted: 3, incomplete: 4 });

/** Whether a contract has an outcome or cannot have one with this account. */
export function isSettled({ verdict, applies }: Result): boolean {
	return verdict !== null || !applies;
}

/** A failed run found nothing to rely on; a refuted contract matters more than one that is left. */
export function exitCode({ ended, results }: Report): number {
	if (ended?.because === 'failed') return EXIT.failed;
	if (results.some(({ verdict }) => verdict === 'refuted')) return EXIT.refuted;
	const isComplete = ended === null && results.every(isSettled);
	return isComplete ? EXIT.confirmed : EXIT.incomplete;
}

const by = (report: Report, verdict: Verdict | null): Result[] =>
	report.results.filter((result) => result.verdict === verdict);

/** One line for people: how many of each. */
export function summary(report: Report): string {
	const count = (verdict: Verdict | null): number => by(report, verdict).length;
	return `${count('confirmed')} confirmed, ${count('refuted')} refuted, ${count(null)} not tried`;
}

/** The report as a page that can be attached to an issue. */
export function markdown(report: Report): string {
	const { ended, left } = report;
	const parts = [
		'# What the real service did',
		[
			`Version ${report.version} on Node.js ${report.node}, ${report.date}. Levels: ${report.levels.join(', ')}.`,
			`Region ${report.region}, ${report.endpoints} endpoints. ${report.calls} calls in ${report.seconds} s, ${report.messages} messages sent.`,
			`Queues: ${report.queue.removed} notifications of this run deleted, ${report.queue.givenBack} given back.`,
		].join('\n'),
		`**${summary(report)}**`,
		ended === null ? '' : `The run ended early (${ended.because}): ${ended.code}.`,
		`Left behind: ${left.length === 0 ? 'nothing.' : ''}`,
		left.map((line) => `- ${line}`).join('\n'),
		...section('Refuted', by(report, 'refuted').map(refuted)),
		...section('Confirmed', [table(by(report, 'confirmed'))]),
		...section('Not tried', [notTried(by(report, null))]),
		'Keys, numbers, names, texts and IDs are replaced; their length and form are kept. Please attach this file to an issue as it is.',
	];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(title: string, parts: readonly string[]): string[] {
	const present = parts.filter((part) => part !== '');
	return present.length === 0 ? [] : [`## ${title}`, ...present];
}

function contractOf(id: string) {
	const contract = CONTRACTS.find((one) => one.id === id);
	if (contract === undefined) throw new Error(`There is no contract ${id}`);
	return contract;
}

function seenText({ seen }: Result): string {
	return Object.entries(seen)
		.map(([name, value]) => `${name}: ${value}`)
		.join('; ');
}

function refuted(result: Result): string {
	const { question, assumed, outcomes } = contractOf(result.id);
	const { means = '' } = outcomes[result.outcome ?? ''] ?? {};
	const evidence = [...result.exchanges, ...result.payloads];
	return [
		`### ${result.id}: ${result.outcome}`,
		`${question}`,
		`Assumed: ${assumed}`,
		`Means: ${means}. ${seenText(result)}`.trim(),
		...evidence.map((one) => `\`\`\`json\n${JSON.stringify(one, null, 2)}\n\`\`\``),
	].join('\n\n');
}

function row(cells: readonly string[]): string {
	return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function table(results: readonly Result[]): string {
	if (results.length === 0) return '';
	const lines = results.map((result) => {
		const { means = '' } = contractOf(result.id).outcomes[result.outcome ?? ''] ?? {};
		return row([result.id, result.outcome ?? '', means, seenText(result)]);
	});
	return [row(['Contract', 'Outcome', 'Means', 'Seen']), row(['-', '-', '-', '-']), ...lines].join(
		'\n',
	);
}

function notTried(results: readonly Result[]): string {
	const lines = results.map(({ id, reason }) => row([id, reason ?? '']));
	const others = CONTRACTS.filter(({ id }) => results.every((result) => result.id !== id))
		.filter(({ level }) => level === null)
		.map(({ id }) => row([id, 'By hand']));
	return [row(['Contract', 'Reason']), row(['-', '-']), ...lines, ...others].join('\n');
}
