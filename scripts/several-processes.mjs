import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { Failure, main, root } from './install.mjs';
import { load, table } from './page.mjs';

/*
 * Computes what n8n of many processes can do from what two workers were measured to take, and
 * simulates how runs share the limit of an account. Writes both into docs/several-processes.md.
 * With --check it writes nothing and fails when the page is not up to date.
 */

const PAGE = join(root, 'docs', 'several-processes.md');
const MEASURED = join(root, 'docs', 'several-processes.json');
const BEGIN = '<!-- model: written by scripts/several-processes.mjs -->';
const END = '<!-- end of model -->';

const ACCOUNTS = 10;
const MESSAGES = 10_000;
const STATUSES = 30_000;

/** Limits of the service for one account: docs/bulk.md. */
const SENDS_PER_ACCOUNT = 250;
const BULK_CALLS_PER_ACCOUNT = 10;
const RECIPIENTS_OF_A_CALL = 1_000;

/** A processor that is busier than this answers late. */
const USABLE = 0.7;

/** Processor time of a recipient of Send Bulk, in ms: row "processor time of a recipient" of `npm run bench`. */
const BULK_RECIPIENT_MS = 0.07;

/** Processor time that HTTPS adds to a send, in ms: the two rows of `npm run bench` for real n8n. */
const HTTPS_MS = 0.9;

/** Processor time of taking one message from a queue, without its run: row "Queue" of `npm run bench`. */
const QUEUE_READ_MS = 0.25;
const MESSAGES_PER_RUN = 100;

/** In the simulation: how far away the service is, and how many calls of a run are under way. */
const ROUND_TRIP_MS = 170;
const UNDER_WAY = 200;

const whole = (value) => Math.ceil(value).toLocaleString('en-US');
const rate = (value) => Math.floor(value).toLocaleString('en-US');
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 1)} ms`;

/** Processors that a stream of things needs. */
const processors = (perSecond, costMs) => (perSecond * costMs) / 1000 / USABLE;
/** What one processor can do in a second. */
const capacity = (costMs) => (1000 / costMs) * USABLE;

function measuredTable({ costs }) {
	const names = {
		send: 'A message by **Send Template**, 1,000 per run',
		push: 'A status by HTTP, one per run',
		combinedPush: 'A status by HTTP, with **Combine Pushes**',
		queued: 'A message from the queue, one per run',
	};
	return table(
		['Processor time of', 'main', 'webhook process', 'workers', 'Redis', 'PostgreSQL'],
		Object.entries(names).map(([name, what]) => {
			const { main: own, webhook, workers, redis, postgres } = costs[name];
			return [what, ...[own, webhook, workers, redis, postgres].map(ms)];
		}),
	);
}

/** Where each way ends, and how many processes the goal needs. */
function modelTable({ costs }) {
	const sendMs = costs.send.workers + HTTPS_MS;
	const { push, combinedPush, queued } = costs;
	const readMs = QUEUE_READ_MS + queued.main / MESSAGES_PER_RUN;
	const allSends = ACCOUNTS * SENDS_PER_ACCOUNT;
	const databaseOf = (cost) =>
		`${whole(processors(STATUSES, cost.postgres))} processors for PostgreSQL`;
	const rows = [
		[
			`Send, Send Template: ${rate(allSends)} messages/s, which is all that ${ACCOUNTS} accounts may`,
			`${rate(capacity(sendMs))}/s`,
			`${whole(processors(allSends, sendMs))} workers`,
			`The accounts: ${SENDS_PER_ACCOUNT}/s each`,
		],
		[
			`Send Bulk: ${rate(MESSAGES)} messages/s`,
			`${rate(capacity(BULK_RECIPIENT_MS))}/s`,
			`${whole(processors(MESSAGES, BULK_RECIPIENT_MS))} workers, one run per account`,
			`The accounts: ${BULK_CALLS_PER_ACCOUNT} calls/s of ${rate(RECIPIENTS_OF_A_CALL)} recipients each`,
		],
		[
			`Statuses by HTTP, one per run: ${rate(STATUSES)}/s`,
			`${rate(capacity(push.webhook))}/s`,
			`${whole(processors(STATUSES, push.webhook))} webhook processes, ${whole(processors(STATUSES, push.workers))} workers, ${databaseOf(push)}`,
			`PostgreSQL: ${rate(capacity(push.postgres))}/s for each of its processors`,
		],
		[
			`Statuses by HTTP, **Combine Pushes**: ${rate(STATUSES)}/s, one status per push`,
			`${rate(capacity(combinedPush.webhook))}/s`,
			`${whole(processors(STATUSES, combinedPush.webhook))} webhook processes, ${whole(processors(STATUSES, combinedPush.workers))} workers, ${databaseOf(combinedPush)}`,
			`PostgreSQL: ${rate(capacity(combinedPush.postgres))}/s for each of its processors`,
		],
		[
			`Messages from queues, one per run: ${rate(STATUSES)}/s`,
			`${rate(capacity(QUEUE_READ_MS + queued.main))}/s`,
			`${whole(processors(STATUSES, QUEUE_READ_MS + queued.main))} n8n, each with its own main and queues`,
			`main: only one reads`,
		],
		[
			`Messages from queues, ${MESSAGES_PER_RUN} per run: ${rate(STATUSES)}/s`,
			`${rate(capacity(readMs))}/s`,
			`${whole(processors(STATUSES, readMs))} n8n, each with its own main and queues`,
			`main: only one reads`,
		],
	];
	return table(
		['What', 'One process can do', `For ${ACCOUNTS} accounts you need`, 'It ends with'],
		rows,
	);
}

/** The same numbers in each run. */
function randomFrom(seed) {
	let state = seed;
	return () => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return state / 2_147_483_648;
	};
}

/** Things that happen at a time, in the order of their times. */
class Agenda {
	entries = [];

	now = 0;

	at(time, happen) {
		// Nothing compares with it: the table would be full of NaN, and nobody would be told.
		if (!Number.isFinite(time)) throw new Error(`The model has no time for an event: ${time}`);
		const { entries } = this;
		let place = entries.push({ time, happen }) - 1;
		while (place > 0) {
			const parent = (place - 1) >> 1;
			if (entries[parent].time <= entries[place].time) break;
			[entries[parent], entries[place]] = [entries[place], entries[parent]];
			place = parent;
		}
	}

	run() {
		for (let next = this.take(); next !== undefined; next = this.take()) {
			this.now = next.time;
			next.happen();
		}
	}

	take() {
		const { entries } = this;
		const first = entries[0];
		const last = entries.pop();
		if (entries.length === 0) return first;
		entries[0] = last;
		for (let place = 0; ; ) {
			const [left, right] = [2 * place + 1, 2 * place + 2];
			const child =
				right < entries.length && entries[right].time < entries[left].time ? right : left;
			if (child >= entries.length || entries[place].time <= entries[child].time) return first;
			[entries[child], entries[place]] = [entries[place], entries[child]];
			place = child;
		}
	}
}

/**
 * Runs of one account that send at the same time, against the limit of the account. Each has the
 * pacer and the retries of this package; time is simulated, and so is the service.
 */
function simulate({ runs, pace, messages }) {
	const { createPacer } = load('nodes/ChatApp/runtime/pacing.ts');
	const { createPatience, retryDelay } = load('nodes/ChatApp/runtime/retry.ts');
	const agenda = new Agenda();
	const random = randomFrom(7);
	const results = { sent: 0, failed: 0, refused: 0 };
	let [second, accepted] = [-1, 0];
	const accepts = () => {
		const current = Math.floor(agenda.now / 1000);
		if (current !== second) [second, accepted] = [current, 0];
		return accepted < SENDS_PER_ACCOUNT && ++accepted > 0;
	};
	const startRun = () => {
		const pacer = createPacer(pace, () => agenda.now, 0);
		let left = Math.ceil(messages / runs);
		const begin = () => {
			if (left-- > 0) book(createPatience(pacer));
		};
		const book = (patience) => {
			const { round } = pacer;
			const { at } = pacer.book();
			agenda.at(at, () => {
				if (pacer.round !== round) return book(patience);
				agenda.at(agenda.now + ROUND_TRIP_MS / 2, () => {
					const isAccepted = accepts();
					agenda.at(agenda.now + ROUND_TRIP_MS / 2, () =>
						answered(isAccepted, round, at, patience),
					);
				});
			});
		};
		const answered = (isAccepted, round, at, patience) => {
			if (isAccepted) {
				results.sent++;
				pacer.succeeded(at, agenda.now - at);
				return begin();
			}
			results.refused++;
			pacer.refused(round);
			const failure = { retry: 'never', throttled: true, transient: false };
			const wait = retryDelay(failure, patience.failed(failure), random());
			if (wait !== null) return agenda.at(agenda.now + wait, () => book(patience));
			results.failed++;
			return begin();
		};
		for (let lane = 0; lane < UNDER_WAY; lane++) begin();
	};
	for (let run = 0; run < runs; run++) startRun();
	agenda.run();
	const { sent, failed, refused } = results;
	return { seconds: agenda.now / 1000, refused: refused / (sent + refused), failed };
}

function simulationTable() {
	const messages = 10_000;
	const cases = [
		{ runs: 1, pace: 250 },
		{ runs: 1, pace: 200 },
		{ runs: 5, pace: 50 },
		{ runs: 2, pace: 200 },
		{ runs: 5, pace: 200 },
		{ runs: 10, pace: 200 },
	];
	return table(
		['Runs of one account at once', '**Requests Per Second**', 'Time', 'Refused calls', 'Failed'],
		cases.map(({ runs, pace }) => {
			const { seconds, refused, failed } = simulate({ runs, pace, messages });
			return [
				`${runs}`,
				`${pace}`,
				`${Math.round(seconds)} s`,
				`${(refused * 100).toFixed(1)} %`,
				failed.toLocaleString('en-US'),
			];
		}),
	);
}

async function write() {
	const measured = JSON.parse(await readFile(MEASURED, 'utf8'));
	const { date, machine, n8n } = measured;
	const section = [
		`Measured on ${date} with n8n ${n8n}, one webhook process and two workers: ${machine}.`,
		measuredTable(measured),
		`Computed from it: processors that are busy for ${USABLE * 100} % of the time, one for each process.`,
		modelTable(measured),
		`Simulated: ${(10_000).toLocaleString('en-US')} messages of one account, whose limit is ${SENDS_PER_ACCOUNT} a second.`,
		simulationTable(),
	].join('\n\n');
	const page = await readFile(PAGE, 'utf8');
	const [before, rest] = page.split(BEGIN);
	const after = rest?.split(END)[1];
	if (after === undefined) {
		throw new Failure(`docs/several-processes.md does not have the lines "${BEGIN}" and "${END}".`);
	}
	const prettier = await import('prettier');
	const options = { ...(await prettier.resolveConfig(PAGE)), parser: 'markdown' };
	const text = `${before}${BEGIN}\n\n${section}\n\n${END}${after}`;
	const written = await prettier.format(text, options);
	if (written === page) return;
	if (process.argv.includes('--check')) {
		throw new Failure('docs/several-processes.md is not up to date. Run: npm run model');
	}
	await writeFile(PAGE, written);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(write);
