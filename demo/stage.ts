import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WorkflowFile } from '../test/n8n/client';
import type { Narrator } from '../test/n8n/narrator';
import { Stage, type ImportedWorkflow } from '../test/n8n/stage';
import { portsFrom } from '../test/simulator/cli';

const ROOT = join(__dirname, '..');
const FIRST_SIMULATOR_PORT = 47_210;

export interface Workflows {
	readonly crm: ImportedWorkflow;
	readonly helpdesk: ImportedWorkflow;
	readonly queueHelpdesk: ImportedWorkflow;
	readonly states: ImportedWorkflow;
}

/** Everything the story is played on. */
export interface DemoStage {
	readonly stage: Stage;
	readonly workflows: Workflows;
}

/** Starts simulator and n8n with the packed package in it, and publishes the example workflows. */
export async function setDemoStage(port: number, narrator: Narrator): Promise<DemoStage> {
	const stage = await Stage.set(
		{
			folder: join(ROOT, '.demo'),
			port,
			simulator: {
				ports: portsFrom(FIRST_SIMULATOR_PORT),
				delivery: { sentMs: 300, deliveredMs: 900, readMs: null },
			},
		},
		narrator,
	);
	try {
		const publish = async (name: string): Promise<ImportedWorkflow> => {
			const text = readFileSync(join(ROOT, 'examples', name), 'utf8');
			return await stage.publish(JSON.parse(text) as WorkflowFile);
		};
		const workflows: Workflows = {
			crm: await publish('crm-order-to-template.json'),
			helpdesk: await publish('helpdesk-routing.json'),
			queueHelpdesk: await publish('helpdesk-routing-from-queue.json'),
			states: await publish('delivery-states.json'),
		};
		narrator.say(`Example workflows: ${Object.keys(workflows).length} imported and published`);
		return { stage, workflows };
	} catch (error) {
		await stage.close();
		throw error;
	}
}
