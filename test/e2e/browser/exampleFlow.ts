import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WorkflowFile } from '../../n8n/client';
import { assertFlawless } from './inspection';
import { byTestId } from './locators';
import type { Visit } from './visit';

const EXAMPLES = join(__dirname, '..', '..', '..', 'examples');
const EXAMPLE = 'helpdesk-routing';

/** An example workflow on the canvas, as somebody who imports it sees it. */
export async function lookAtExample(visit: Visit): Promise<void> {
	const { editor, album, stage } = visit;

	await visit.tell('An example workflow is all there on the canvas', async () => {
		const text = readFileSync(join(EXAMPLES, `${EXAMPLE}.json`), 'utf8');
		const file = JSON.parse(text) as WorkflowFile;
		await editor.open(await stage.add(file));
		const area = await editor.showAll();
		const canvas = byTestId(editor.page, 'canvas');
		await assertFlawless('The canvas', canvas);
		const unknown = await byTestId(canvas, 'canvas-node').filter({ hasText: 'Install' }).count();
		if (unknown > 0) throw new Error(`${unknown} nodes are not known to n8n`);
		await album.takeForDocuments(EXAMPLE, editor.page, area);
		return [`"${file.name}" with ${file.nodes.length} nodes`];
	});

	await visit.tell(
		'Before the first run, the next node knows the fields of a sent message',
		async () => {
			const panel = await editor.openNode('Create Ticket');
			const fields = await panel.inputFields('messageId');
			for (const name of ['messageId', 'to', 'channelId']) {
				if (!fields.includes(name)) throw new Error(`The input shows ${fields.join(', ')}`);
			}
			await album.take('fields-before-first-run', panel.root);
			await panel.close();
			return [fields.join(', ')];
		},
	);

	await visit.tell('The node that asks shows what a question needs', async () => {
		const text = readFileSync(join(EXAMPLES, 'appointment-from-list.json'), 'utf8');
		await editor.open(await stage.add(JSON.parse(text) as WorkflowFile));
		const panel = await editor.openNode('Ask for Time');
		await assertFlawless('The panel', panel.root);
		await album.takeForDocuments('ask-in-chat', panel.root);
		await panel.close();
		return ['Message, Response Type and the choices are on the panel'];
	});
}
