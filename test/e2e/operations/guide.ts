import { fillIn, walkGuide, type Play } from '../../examples/guide';
import { hasEnded, itemsOf, type WorkflowFile } from '../../n8n/client';
import type { Narrator } from '../../n8n/reporter';
import { eventually } from '../../n8n/eventually';
import type { Stage } from '../../n8n/stage';
import { webHook } from '../workflows';

/** What starts the canvas by hand; here a web hook stands in for the hand. */
const START = 'Start';

/** The canvas of the guide, imported and run step by step in real n8n. */
export async function walkGuideInN8n(stage: Stage, narrator: Narrator): Promise<void> {
	await narrator.tell('The canvas of the guide leads from no channel to metrics', async () => {
		const lines: string[] = [];
		const play: Play = async (step, filled) => {
			const imported = fillIn<WorkflowFile>(step, filled);
			const path = `guide-${step}`;
			const nodes = imported.nodes.map((one) =>
				one.name === START ? webHook(START, path, 'lastNode') : one,
			);
			const name = `${imported.name}, step ${step}`;
			const workflow = await stage.publish({ ...imported, name, nodes });
			const url = stage.webhookUrl(workflow, START, path);
			const response = await fetch(url, { method: 'POST' });
			const execution = await eventually(`The end of step ${step}`, async () => {
				const [latest] = await stage.n8n.executions(workflow.id);
				return latest && hasEnded(latest) ? latest : undefined;
			});
			if (!response.ok || execution.status !== 'success') {
				throw new Error(`Step ${step} ended "${execution.status}": ${await response.text()}`);
			}
			lines.push(name);
			return (node) => itemsOf(execution, node).map(({ json }) => json);
		};
		await walkGuide(stage.simulator, play);
		return lines;
	});
}
