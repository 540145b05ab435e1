import { randomBytes } from 'node:crypto';

import { hasEnded, itemsOf } from '../n8n/client';
import type { Narrator } from '../n8n/reporter';
import { eventually } from '../n8n/eventually';
import type { ImportedWorkflow, Stage } from '../n8n/stage';
import { httpTrigger, taking, TRIGGER } from './workflows';

const SETTLING_MS = 1_500;
const JSON_TYPE = 'application/json';

const message = (id: string, more: object = {}): object => ({
	...{ MessageId: id, From: '6591230001', To: '6531589000', Type: 'TEXT', Message: 'Hi', ...more },
});

/** What comes in from outside, in real n8n: too large, of another kind, slow to read, or again. */
export async function testPushes(stage: Stage, narrator: Narrator): Promise<void> {
	const { n8n } = stage;
	const run = randomBytes(4).toString('hex');

	const post = async (
		url: string,
		body: string | FormData,
		type: string | null = JSON_TYPE,
	): Promise<number> => {
		const headers: Record<string, string> = type === null ? {} : { 'content-type': type };
		return (await fetch(url, { method: 'POST', body, headers })).status;
	};
	const publish = async (name: string, options = {}): Promise<[ImportedWorkflow, string]> => {
		const workflow = await stage.publish(taking(name, httpTrigger({ options })));
		return [workflow, stage.webhookUrl(workflow, TRIGGER)];
	};
	const takenBy = async ({ id }: ImportedWorkflow): Promise<unknown[]> =>
		(await n8n.executions(id))
			.filter(hasEnded)
			.flatMap((execution) => itemsOf(execution, TRIGGER).map(({ json }) => json.messageId))
			.sort();
	const settle = async () => await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));

	await narrator.tell('A push of 200 kB in any field does not stop n8n', async () => {
		const [workflow, url] = await publish('Long Fields');
		const fields = ['From', 'To', 'Message', 'Timestamp', 'Context'];
		const longest = Math.max(
			...(await Promise.all(
				fields.map(async (field, index) => {
					const started = Date.now();
					const long = `${'1'.repeat(200_000)}x`;
					const entry = message(`${run}long${index}`, {
						[field]: field === 'Context' ? { id: '1', from: long } : long,
					});
					const status = await post(url, JSON.stringify([entry]));
					if (status !== 200) throw new Error(`${field}: HTTP ${status}`);
					return Date.now() - started;
				}),
			)),
		);
		await eventually('Their runs', async () => {
			return (await takenBy(workflow)).length === fields.length || undefined;
		});
		await n8n.unpublish(workflow.id);
		return [`${fields.length} at once, the last answered after ${longest} ms (24 s each before)`];
	});

	await narrator.tell('Too many entries and forms are refused, and no run fails', async () => {
		const [workflow, url] = await publish('Refusing');
		const form = new FormData();
		form.append('file', new Blob(['[]']), 'push.json');
		const statuses = [
			await post(url, `[${'{"a":1},'.repeat(50_000)}{}]`),
			await post(url, form, null),
			await post(url, '--x\r\n\r\n[]\r\n--x--', 'multipart/mixed; boundary=x'),
			await post(url, JSON.stringify([message(`${run}good`)])),
		];
		await eventually('The good one', async () => (await takenBy(workflow))[0]);
		await settle();
		const executions = await n8n.executions(workflow.id);
		await n8n.unpublish(workflow.id);
		if (statuses.join() !== '413,400,400,200') throw new Error(`Answers ${statuses.join()}`);
		if (executions.length !== 1) throw new Error(`${executions.length} runs instead of 1`);
		return ['50,001 entries: 413; two kinds of forms: 400; one run, of the push that was right'];
	});

	await narrator.tell('Pushes from before a restart start no second run', async () => {
		const [workflow, url] = await publish('Remembering');
		const ids = ['a', 'b', 'c', 'd'].map((letter) => run + letter);
		for (const id of ids) await post(url, JSON.stringify([message(id)]));
		await eventually('Four runs', async () => {
			return (await takenBy(workflow)).length === ids.length || undefined;
		});
		await stage.restart();
		await stage.listening(workflow);
		for (const id of [...ids, `${run}e`]) await post(url, JSON.stringify([message(id)]));
		await eventually('A fifth', async () => {
			return (await takenBy(workflow)).includes(`${run}e`) || undefined;
		});
		await settle();
		const taken = await takenBy(workflow);
		await n8n.unpublish(workflow.id);
		if (taken.join() !== [...ids, `${run}e`].join()) throw new Error(`Runs for ${taken.join()}`);
		return ['four messages, a restart, the same four and a fifth: five runs'];
	});

	await narrator.tell('The secret of the path changes without a gap', async () => {
		const [old, fresh] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
		const file = taking(
			'Changing Secret',
			httpTrigger({ options: { pathSecret: fresh, previousPathSecret: old } }),
		);
		const id = await stage.add(file);
		await n8n.publish(id);
		const url = stage.webhookUrl({ id, file }, TRIGGER);
		await eventually('The web hook', async () => (await fetch(`${url}/${fresh}`)).ok || undefined);
		const statuses = [
			await post(`${url}/${old}`, JSON.stringify([message(`${run}old`)])),
			await post(`${url}/${fresh}`, JSON.stringify([message(`${run}new`)])),
			await post(url, '[]'),
			await post(`${url}/${'0'.repeat(32)}`, '[]'),
		];
		await eventually('Two runs', async () => {
			return (await takenBy({ id, file })).length === 2 || undefined;
		});
		await n8n.unpublish(id);
		if (statuses.join() !== '200,200,404,404') throw new Error(`Answers ${statuses.join()}`);
		return ['both secrets are let in, no other'];
	});
}
