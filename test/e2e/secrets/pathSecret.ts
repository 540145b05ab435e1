import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { itemsOf } from '../../n8n/client';
import type { Narrator } from '../../n8n/reporter';
import { eventually } from '../../n8n/eventually';
import type { Stage } from '../../n8n/stage';
import { httpTrigger, taking, TRIGGER } from '../workflows';

const PUSH = [
	{
		MessageId: '2611230000000000001',
		From: '6591230001',
		To: '6531589000',
		Type: 'text',
		Message: 'Hi',
	},
];

/**
 * The secret at the end of the HTTP trigger's URL. n8n keeps it in the workflow, in its table of
 * web hooks and with each run, because it is a parameter of the node; so it is looked for in what
 * goes further: the items, the answers and the errors.
 */
export async function testPathSecret(stage: Stage, narrator: Narrator): Promise<void> {
	await narrator.tell('The secret of the path is in no item, answer or error', async () => {
		const { n8n } = stage;
		const secret = randomBytes(16).toString('hex');
		const file = taking('Guarded', httpTrigger({ options: { pathSecret: secret } }));
		const id = await stage.add(file);
		await n8n.publish(id);
		const url = stage.webhookUrl({ id, file }, TRIGGER);
		const guarded = `${url}/${secret}`;
		await eventually('The web hook', async () => (await fetch(guarded)).ok || undefined);

		const post = async (address: string, body: string) => {
			const response = await fetch(address, { method: 'POST', body });
			return { status: response.status, text: await response.text() };
		};
		const good = JSON.stringify(PUSH);
		const answers = {
			'without it': await post(url, good),
			'with another': await post(`${url}/${'0'.repeat(32)}`, good),
			'not JSON': await post(guarded, '{'),
			'nested too deep': await post(guarded, '['.repeat(5_000)),
			right: await post(guarded, good),
		};
		const run = await eventually('The run', async () => (await n8n.executions(id))[0]);
		const items = JSON.stringify(itemsOf(run, TRIGGER));
		if (!items.includes(PUSH[0]?.MessageId ?? '')) throw new Error('The push started no run');
		const seen = [items, ...Object.values(answers).map(({ text }) => text)];
		if (seen.some((text) => text.includes(secret))) throw new Error('It was shown');
		const statuses = Object.entries(answers).map(([what, { status }]) => `${what}: ${status}`);
		if (
			statuses.join() !==
			'without it: 404,with another: 404,not JSON: 400,nested too deep: 400,right: 200'
		) {
			throw new Error(statuses.join(', '));
		}
		const log = await readFile(stage.server.logFile, 'utf8');
		const logged = log.split('\n').filter((line) => line.includes(secret));
		return [
			...statuses,
			`n8n's own log at level debug names the path in ${logged.length} lines: ${logged[0]?.replace(secret, '***').slice(0, 120)}`,
		];
	});
}
