import type { Execution } from '../n8n/client';
import { hasEnded, itemsOf } from '../n8n/client';
import type { Narrator } from '../n8n/reporter';
import { eventually } from '../n8n/eventually';
import type { ImportedWorkflow, Stage } from '../n8n/stage';
import { countQueued, untilQueueIsEmpty } from './inboundQueue';
import { failing, httpTrigger, queueTrigger, taking, TRIGGER } from './workflows';

const NUMBER = '6531589000';
const CHANNEL = { __rl: true, mode: 'id', value: 'cams-8d2kq7h1pz' };
const MEI = '6591230001';
const SETTLING_MS = 2_000;
const FOREIGN_URL = 'https://crm.example.com/whatsapp';

const registered = (changes: object = {}) =>
	httpTrigger({
		registerAutomatically: true,
		channel: CHANNEL,
		phoneNumbers: [NUMBER],
		...changes,
	});

/** Both triggers in real n8n: publishing, unpublishing, restarts, failing runs. */
export async function testTriggers(stage: Stage, narrator: Narrator): Promise<void> {
	const { simulator, n8n } = stage;
	const number = () => simulator.control.state().numbers.find((one) => one.number === NUMBER);
	const write = (text: string) => simulator.control.reply({ user: MEI, to: NUMBER, text });
	const byHttp = (upCallbackUrl: string) =>
		simulator.control.number({ number: NUMBER, upCallbackUrl, httpFlag: 'Y', queueFlag: 'N' });
	const byQueue = () =>
		simulator.control.number({ number: NUMBER, upCallbackUrl: '', httpFlag: 'N', queueFlag: 'Y' });

	await narrator.tell('Publishing registers the URL, a message runs the flow', async () => {
		byHttp('');
		const workflow = await stage.publish(taking('Registered', registered()));
		const url = stage.webhookUrl(workflow, TRIGGER);
		await eventually('The registration', () => number()?.upCallbackUrl === url || undefined);
		const { id } = write('registered');
		await runWith(stage, workflow, id);

		await n8n.unpublish(workflow.id);
		await eventually('The removal', () => number()?.upCallbackUrl === '' || undefined);
		return [`set to ${url}`, 'and taken back when it was unpublished'];
	});

	await narrator.tell('The URL of somebody else is not replaced unasked', async () => {
		byHttp(FOREIGN_URL);
		const id = await stage.add(taking('Careful', registered()));
		await n8n.publish(id).catch(() => undefined);
		await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
		await n8n.unpublish(id);
		if (number()?.upCallbackUrl !== FOREIGN_URL) throw new Error('The URL was replaced');
		return [`the URL is still ${FOREIGN_URL}`];
	});

	await narrator.tell('With Take Over it is replaced, and comes back afterwards', async () => {
		byHttp(FOREIGN_URL);
		const workflow = await stage.publish(taking('Takes Over', registered({ takeOver: true })));
		const url = stage.webhookUrl(workflow, TRIGGER);
		await eventually('The take-over', () => number()?.upCallbackUrl === url || undefined);
		await n8n.unpublish(workflow.id);
		await eventually('The return', () => number()?.upCallbackUrl === FOREIGN_URL || undefined);
		return ['taken over while published, put back when unpublished'];
	});

	await narrator.tell('A restart of n8n keeps the HTTP trigger working', async () => {
		byHttp('');
		const workflow = await stage.publish(taking('Restarted', registered()));
		await eventually('The registration', () => number()?.upCallbackUrl || undefined);
		await stage.restart();
		await stage.listening(workflow);
		const { id } = write('after the restart');
		await runWith(stage, workflow, id);
		await n8n.unpublish(workflow.id);
		return ['the first message after the restart started a run'];
	});

	await narrator.tell('What arrives while n8n is down waits in the queue', async () => {
		byQueue();
		const workflow = await stage.publish(taking('Queue', queueTrigger({})));
		const first = write('before');
		await runWith(stage, workflow, first.id);
		const missed: string[] = [];
		await stage.restart({
			meanwhile: async () => {
				missed.push(...['one', 'two', 'three'].map((text) => write(text).id));
				await Promise.resolve();
			},
		});
		for (const id of missed) await runWith(stage, workflow, id);
		await untilQueueIsEmpty(simulator);
		await n8n.unpublish(workflow.id);
		return ['three messages written while n8n was stopped, three runs after its start'];
	});

	await narrator.tell('A failing run brings its message again, so often as allowed', async () => {
		byQueue();
		const options = { maxAttempts: 3, afterMaxAttempts: 'delete' };
		const workflow = await stage.publish(failing('Fails', queueTrigger(options)));
		const { id } = write('fails');
		const runs = await eventually(
			'Three failed runs',
			async () => {
				const found = await runsWith(stage, workflow, id);
				return found.length >= 3 ? found : undefined;
			},
			60_000,
		);
		await untilQueueIsEmpty(simulator);
		await n8n.unpublish(workflow.id);
		if (runs.length !== 3) throw new Error(`${runs.length} runs instead of 3`);
		return [`${runs.length} runs, each "${runs[0]?.status}", then the message was deleted`];
	});

	await narrator.tell('An unpublished queue trigger takes nothing more', async () => {
		byQueue();
		const workflow = await stage.publish(taking('Unpublished', queueTrigger({})));
		await runWith(stage, workflow, write('taken').id);
		await n8n.unpublish(workflow.id);
		// Time for the poll that is under way to end.
		await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
		const { id } = write('stays');
		await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
		const queued = countQueued(simulator);
		const runs = await runsWith(stage, workflow, id);
		if (queued !== 1 || runs.length > 0) {
			throw new Error(`The queue holds ${queued} messages, ${runs.length} runs began`);
		}
		return [`message ${id} stays in the queue`];
	});
}

async function runsWith(
	stage: Stage,
	workflow: ImportedWorkflow,
	messageId: string,
): Promise<Execution[]> {
	const executions = await stage.n8n.executions(workflow.id);
	return executions.filter(
		(execution) =>
			hasEnded(execution) &&
			itemsOf(execution, TRIGGER).some(({ json }) => json.messageId === messageId),
	);
}

async function runWith(
	stage: Stage,
	workflow: ImportedWorkflow,
	messageId: string,
): Promise<Execution> {
	return await eventually(`A run of "${workflow.file.name}" with ${messageId}`, async () => {
		return (await runsWith(stage, workflow, messageId))[0];
	});
}
