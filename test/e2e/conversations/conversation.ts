import type { Execution, N8nClient } from '../../n8n/client';
import { hasEnded, itemsOf } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import type { Simulator } from '../../simulator';
import { AFTER, MEI, NUMBER } from './flows';

/** Where questions are asked and answered: one n8n, or several processes of it. */
export interface Place {
	readonly simulator: Simulator;
	readonly n8n: N8nClient;
	/** The address of a webhook by its path. */
	hook(path: string): string;
}

/** A published workflow that asks a question when its webhook is called. */
export interface Flow {
	readonly workflowId: string;
	readonly path: string;
}

/** A run that waits for an answer. */
export interface Question {
	readonly run: string;
	/** As it stands on the phone. */
	readonly question: Sent;
}

type Sent = ReturnType<Simulator['control']['state']>['messages'][number];

/** Starts a workflow that asks, and returns its run once it waits, with the question. */
export async function ask(
	place: Place,
	{ workflowId, path, to = MEI }: Flow & { readonly to?: string },
): Promise<Question> {
	const before = new Set(await place.n8n.waiting(workflowId));
	const asked = lastTo(place, to)?.id;
	await call(place, path, { to });
	const run = await eventually('A run that waits', async () => {
		return (await place.n8n.waiting(workflowId)).find((id) => !before.has(id));
	});
	const question = await eventually('The question on the phone', () => {
		const last = lastTo(place, to);
		return last?.id === asked ? undefined : last;
	});
	return { run, question };
}

export async function call(place: Place, path: string, body: object): Promise<void> {
	const response = await fetch(place.hook(path), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`n8n answered ${response.status}: ${await response.text()}`);
}

export function lastTo({ simulator }: Place, user: string): Sent | undefined {
	return simulator.control
		.state()
		.messages.filter((message) => message.user === user && message.direction === 'out')
		.at(-1);
}

/** Typed answers are matched by the receipts of the question, so they must have come first. */
export async function untilDelivered({ simulator }: Place, messageId: string): Promise<void> {
	await eventually('The delivery of the question', () => {
		const { messages, pushes } = simulator.control.state();
		const found = messages.find(({ id }) => id === messageId);
		const isQuiet = pushes.every(({ outcome }) => outcome !== 'waiting');
		return (found?.status === 'delivered' && isQuiet) || undefined;
	});
	await pause(500);
}

export const pause = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

export async function ended(
	{ n8n }: Place,
	workflowId: string,
	run: string,
	timeoutMs = 20_000,
): Promise<Execution> {
	return await eventually(
		`The end of run ${run}`,
		async () => {
			const runs = await n8n.executions(workflowId);
			return runs.find((one) => one.id === run && hasEnded(one));
		},
		timeoutMs,
	);
}

/** What the node after the question was given. */
export function resultOf(run: Execution, node = AFTER): Record<string, unknown> {
	return itemsOf(run, node)[0]?.json ?? {};
}

/** @throws Error that shows both when they differ */
export function expectFields(
	given: Readonly<Record<string, unknown>>,
	wanted: Readonly<Record<string, unknown>>,
): string {
	const shown = Object.fromEntries(Object.keys(wanted).map((name) => [name, given[name] ?? null]));
	if (JSON.stringify(shown) !== JSON.stringify(wanted)) {
		throw new Error(`${JSON.stringify(shown)} instead of ${JSON.stringify(wanted)}`);
	}
	return JSON.stringify(shown);
}

/** What people wrote that started runs of an inbox, newest first. One push can bring several. */
export async function inboundItems(
	{ n8n }: Place,
	workflowId: string,
): Promise<Array<Record<string, unknown>>> {
	const runs = (await n8n.executions(workflowId)).filter(hasEnded);
	return runs.flatMap((run) =>
		itemsOf(run, 'Trigger')
			.map(({ json }) => json)
			.filter(({ event }) => event === 'inbound'),
	);
}

export const text = (place: Place, body: string, user = MEI) =>
	place.simulator.control.reply({ user, to: NUMBER, text: body });
