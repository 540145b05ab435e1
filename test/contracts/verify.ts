import { setMaxListeners } from 'node:events';

import { Account, type Asked } from './account';
import { CHECKS } from './checks';
import { remove } from './checks/design';
import type { Contract } from './contract';
import { CONTRACTS } from './contracts';
import type { AlibabaCloudCredential } from '../../nodes/alibabaCloud/wire/endpoints';
import type { Memory } from './memory';
import { Notices } from './notices';
import { Redactor } from './redact';
import type { Report, Result } from './report';
import { DoesNotApply, NotTried, Run, type Finding } from './run';
import type { Settings } from './settings';

export interface Verification {
	readonly credential: AlibabaCloudCredential;
	readonly settings: Settings;
	readonly memory: Memory;
	readonly version: string;
	/** One line of progress. */
	readonly tell: (line: string) => void;
	/** Ctrl-C. */
	readonly stop: AbortSignal;
	/** Asks for a yes before the first message. */
	readonly mayStart?: (run: Run) => Promise<boolean>;
}

/** The contracts that a run tries, in the order of their checks. */
function contractsOf({ levels }: Settings): Contract[] {
	return Object.keys(CHECKS)
		.map((id) => CONTRACTS.find((contract) => contract.id === id))
		.filter((contract): contract is Contract => contract !== undefined)
		.filter(({ level }) => level !== null && levels.has(level));
}

/**
 * Tries the contracts of the chosen levels, one after the other. Never throws for what the service
 * does: whatever happens, the report says what was found so far and what is left behind.
 */
export async function verify(verification: Verification): Promise<Report> {
	const { credential, settings, memory, tell, stop, version } = verification;
	const startedAt = Date.now();
	// Calls that run at the same time all listen to it.
	setMaxListeners(0, stop);
	const redactor = new Redactor();
	const { accessKeyId, accessKeySecret, securityToken } = credential;
	const { person, number, channel, template } = settings;
	redactor.learn(
		accessKeyId,
		accessKeySecret,
		securityToken,
		person,
		number,
		channel,
		template?.name,
	);
	for (const { messageId, taskId } of memory.messages) redactor.learn(messageId, taskId);
	const account = new Account(credential, stop);
	const run = new Run(account, settings, redactor, memory, new Notices(), tell, stop);

	const results: Result[] = [];
	const left: string[] = [];
	let ended: Report['ended'] = null;
	try {
		ended = (await refusalOfAccess(run)) ?? (await refusalOfStart(run, verification));
		if (ended === null) {
			if (settings.levels.has('design')) await removeTemplates(run);
			for (const contract of contractsOf(settings)) results.push(await tryOut(run, contract));
		}
	} catch (error) {
		if (!stop.aborted) throw error;
	}
	if (stop.aborted) ended = { because: 'stopped', code: 'Ctrl-C' };
	for (const contract of contractsOf(settings).slice(results.length)) {
		results.push(memory.results[contract.id] ?? untried(contract.id, 'The run ended before'));
	}
	if (settings.levels.has('design') && !stop.aborted && ended === null) await removeTemplates(run);
	left.push(...leftovers(run));
	return {
		...{ version, node: process.versions.node, date: new Date().toISOString().slice(0, 10) },
		levels: [...settings.levels],
		region: credential.regionId ?? '',
		endpoints: credential.customEndpoints ? 'custom' : 'documented',
		calls: account.calls,
		seconds: Math.round((Date.now() - startedAt) / 1000),
		messages: memory.messages.filter(({ state }) => state === 'accepted').length,
		queue: { removed: run.notices.removed, givenBack: run.notices.givenBack },
		...{ ended, left, results },
	};
}

/** The first call proves key, clock, network and product; without them nothing can be tried. */
async function refusalOfAccess(run: Run): Promise<Report['ended']> {
	const asked = await run.ask('GetChatappOpenStatus');
	const isOpen = asked.envelope.OpenStatus;
	if (isOpen === true || (asked.ok && isOpen === undefined)) return null;
	if (isOpen === false) {
		run.tell('Chat App Message Service is not activated for this account.');
		return { because: 'failed', code: 'The product is not activated' };
	}
	explain(run, asked);
	return { because: 'failed', code: run.redactor.word(asked.code ?? 'No code') };
}

function explain({ tell }: Run, { error, code }: Asked): void {
	const { message = '', description = '' } = (error ?? {}) as {
		message?: string;
		description?: string;
	};
	tell(`The service cannot be used: ${message}. ${description} (${code ?? 'no code'})`);
}

async function refusalOfStart(
	run: Run,
	{ mayStart, stop }: Verification,
): Promise<Report['ended']> {
	if (!run.settings.levels.has('send') || mayStart === undefined) return null;
	if (await mayStart(run)) return null;
	return stop.aborted ? null : { because: 'stopped', code: 'Sending was not confirmed' };
}

async function tryOut(run: Run, contract: Contract): Promise<Result> {
	const { memory, tell, stop } = run;
	const { id } = contract;
	const earlier = memory.results[id];
	if (earlier !== undefined && earlier.verdict !== null) {
		tell(`${(earlier.verdict ?? '').padEnd(9)}  ${id}: ${earlier.outcome} (earlier run)`);
		return earlier;
	}
	let result: Result;
	try {
		const check = CHECKS[id];
		if (check === undefined) throw new NotTried('There is no check');
		const finding = await check(run);
		// What a stopped call brought says nothing about the service.
		if (stop.aborted) throw new NotTried('Stopped');
		result = resultOf(run, contract, finding);
	} catch (error) {
		if (stop.aborted) throw error;
		const reason = error instanceof NotTried ? error.message : 'The check itself failed';
		result = untried(id, reason, !(error instanceof DoesNotApply));
		if (!(error instanceof NotTried)) tell(`           ${(error as Error).stack ?? String(error)}`);
	}
	memory.keepResult(result);
	const said = result.outcome ?? result.reason ?? '';
	tell(`${(result.verdict ?? 'not tried').padEnd(9)}  ${id}: ${said}`);
	return result;
}

function resultOf({ redactor }: Run, { id, outcomes }: Contract, finding: Finding): Result {
	const outcome = outcomes[finding.outcome];
	if (outcome === undefined) throw new Error(`${id} has no outcome ${finding.outcome}`);
	const shown = (value: unknown): string =>
		(Array.isArray(value) ? value : [value]).map((one) => redactor.word(one)).join(', ');
	return {
		...{ id, outcome: finding.outcome, verdict: outcome.verdict, reason: null, applies: true },
		seen: Object.fromEntries(
			Object.entries(finding.seen ?? {}).map(([name, value]) => [name, shown(value)]),
		),
		exchanges: (finding.exchanges ?? []).flatMap((exchange) => {
			if (exchange === null) return [];
			const { action, address, form, status, received } = exchange;
			return [
				{
					action,
					sent: redactor.value({ address, form }),
					...{ status, received: redactor.value(received) },
				},
			];
		}),
		payloads: (finding.payloads ?? []).map((payload) => redactor.value(payload)),
	};
}

function untried(id: string, reason: string, applies = true): Result {
	const nothing = { seen: {}, exchanges: [], payloads: [] };
	return { id, outcome: null, verdict: null, reason, applies, ...nothing };
}

async function removeTemplates(run: Run): Promise<void> {
	for (const template of [...run.memory.templates]) {
		const { ok } = await remove(run, template);
		const isGone = !run.memory.templates.includes(template);
		const done = ok ? 'Deleted' : isGone ? 'No longer there:' : 'Could not delete';
		run.tell(`${done} the template ${template.name}`);
	}
}

/** For the report without names; the terminal gets those, so that they can be removed. */
function leftovers(run: Run): string[] {
	const { memory, notices, tell } = run;
	const lines: string[] = [];
	for (const { name, type } of memory.templates) {
		tell(
			`Left behind: the template ${name}. Delete it with DeleteChatappTemplate (TemplateName, TemplateType ${type}, Language en), or run --design again.`,
		);
		lines.push('a template named `verify_…`: `DeleteChatappTemplate`, or run `--design` again');
	}
	const unknown = memory.messages.filter(({ state }) => state === 'started').length;
	if (unknown > 0) lines.push(`${unknown} messages that may have been sent; nothing removes them`);
	if (notices.held > 0) {
		lines.push(`${notices.held} notifications that come again by themselves within minutes`);
	}
	return lines;
}
