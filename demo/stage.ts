import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WorkflowFile } from '../test/n8n/client';
import type { Narrator } from '../test/n8n/reporter';
import { Stage, type ImportedWorkflow, type StageSettings } from '../test/n8n/stage';
import { deliveryDay } from './deliveryDay';

const ROOT = join(__dirname, '..');
/** Quick enough to watch; a message is read when the story says so. */
const DELIVERY = { sentMs: 300, deliveredMs: 900, readMs: null };

export interface Workflows {
	readonly crm: ImportedWorkflow;
	readonly helpdesk: ImportedWorkflow;
	readonly queueHelpdesk: ImportedWorkflow;
	readonly states: ImportedWorkflow;
	readonly deliveryDay: ImportedWorkflow;
}

/** Everything the story is played on. */
export interface DemoStage {
	readonly stage: Stage;
	readonly workflows: Workflows;
}

/** Starts simulator and n8n with the packed package in it, and publishes the workflows. */
export async function setDemoStage(
	settings: StageSettings,
	narrator: Narrator,
): Promise<DemoStage> {
	const simulator = { ...settings.simulator, delivery: DELIVERY };
	const stage = await Stage.set({ ...settings, simulator }, narrator);
	try {
		const publish = async (name: string): Promise<ImportedWorkflow> => {
			const text = readFileSync(join(ROOT, 'examples', name), 'utf8');
			return await stage.publish(JSON.parse(text) as WorkflowFile);
		};
		const workflows: Workflows = {
			crm: await publish('crm-order-to-template.json'),
			helpdesk: await publish('helpdesk-routing.json'),
			queueHelpdesk: await publish('helpdesk-routing-from-queue.json'),
			states: await publish('delivery-status.json'),
			deliveryDay: await stage.publish(deliveryDay),
		};
		narrator.say(`Workflows: ${Object.keys(workflows).length} imported and published`);
		return { stage, workflows };
	} catch (error) {
		await stage.close();
		throw error;
	}
}
