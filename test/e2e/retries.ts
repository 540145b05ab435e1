import { hasEnded, itemsOf, type Execution } from '../n8n/client';
import type { Narrator } from '../n8n/reporter';
import { eventually } from '../n8n/eventually';
import type { ImportedWorkflow, Stage } from '../n8n/stage';
import { chain, chatApp, node, webHook } from './workflows';

const ACTION = 'SendChatappMessage';
const SENDS = 'Send';
const PEOPLE = 5;
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Sends a template to each number that the web hook is given. */
const sending = (name: string, path: string, settings: object) =>
	chain(name, [
		webHook('Hook', path, 'onReceived'),
		node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.people', options: {} }),
		{
			...chatApp(SENDS, {
				resource: 'message',
				operation: 'sendTemplate',
				channelType: 'whatsapp',
				channel: byId('cams-8d2kq7h1pz'),
				from: byId('6531589000'),
				to: "={{ $json['body.people'] ?? $json.people ?? $json.body }}",
				template: byId('1119000000000000002'),
				language: byId('en'),
				variables: { mappingMode: 'defineBelow', value: {} },
				options: { maxConcurrency: 1 },
			}),
			...settings,
		},
	]);

/** Both ways in which n8n runs a node again: what was sent is not sent again. */
export async function testRetries(stage: Stage, narrator: Narrator): Promise<void> {
	const { simulator, n8n } = stage;

	/** How often each of the numbers was sent to. */
	const timesEach = (numbers: readonly string[]): number[] =>
		numbers.map(
			(number) =>
				simulator.world.messages.all.filter(
					({ user, direction }) => direction === 'out' && `+${user}` === number,
				).length,
		);
	const failAfter = (calls: number, fault: { kind: 'status' | 'truncate'; code?: string }) => {
		const of = { service: 'cams' as const, action: ACTION };
		simulator.control.fault({ ...of, kind: 'delay', delayMs: 1, times: calls });
		simulator.control.fault({ ...of, ...fault, ...(fault.code ? { status: 400 } : {}) });
	};
	const start = async (workflow: ImportedWorkflow, path: string, people: readonly string[]) => {
		await fetch(stage.webhookUrl(workflow, 'Hook', path), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ people }),
		});
		return await ended(stage, workflow.id, []);
	};
	const once = (people: readonly string[]) => {
		const times = timesEach(people);
		if (times.some((count) => count !== 1)) throw new Error(`Sent so often: ${times.join(', ')}`);
	};
	const refused = { kind: 'status', code: 'InvalidParameter.ContentError' } as const;

	await narrator.tell('Retry On Fail sends only what was refused', async () => {
		const people = numbers(100);
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const workflow = await stage.publish(sending('Tries Again', 'tries-again', settings));
		failAfter(2, refused);
		const run = await start(workflow, 'tries-again', people);
		await n8n.unpublish(workflow.id);
		if (run.status !== 'success') throw new Error(`The run ended as ${run.status}`);
		once(people);
		return [`${itemsOf(run, SENDS).length} items, each number once, the third was refused first`];
	});

	await narrator.tell('The button Retry sends the rest', async () => {
		const people = numbers(200);
		const workflow = await stage.publish(sending('Retried', 'retried', {}));
		failAfter(3, refused);
		const failed = await start(workflow, 'retried', people);
		const { description } = failed.data?.resultData.error ?? {};
		if (failed.status !== 'error') throw new Error(`The run ended as ${failed.status}`);
		await n8n.retry(failed.id);
		const run = await ended(stage, workflow.id, [failed.id]);
		await n8n.unpublish(workflow.id);
		if (run.status !== 'success') throw new Error(`The retry ended as ${run.status}`);
		once(people);
		return [
			`the failed run said: ${/\d of .*again\./.exec(description ?? '')?.[0] ?? '-'}`,
			`the retry gave ${itemsOf(run, SENDS).length} items, each number once`,
		];
	});

	await narrator.tell('What may have been sent is reported, and not sent again', async () => {
		const people = numbers(300);
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const workflow = await stage.publish(sending('Unknown', 'unknown', settings));
		failAfter(1, { kind: 'truncate' });
		const failed = await start(workflow, 'unknown', people);
		await n8n.retry(failed.id);
		const run = await ended(stage, workflow.id, [failed.id]);
		await n8n.unpublish(workflow.id);
		once(people);
		const message = run.data?.resultData.error?.message ?? '';
		if (!/^1 of 5 may have been sent/.test(message)) throw new Error(`The error says: ${message}`);
		return [`both say: ${message}`];
	});
}

const numbers = (first: number): string[] =>
	Array.from({ length: PEOPLE }, (_, index) => `+659123${String(first + index).padStart(4, '0')}`);

/** The run of a workflow that is over, beside those that are known. */
async function ended(
	{ n8n }: Stage,
	workflowId: string,
	known: readonly string[],
): Promise<Execution> {
	return await eventually('The end of the run', async () => {
		const runs = await n8n.executions(workflowId);
		return runs.find((run) => !known.includes(run.id) && hasEnded(run));
	});
}
