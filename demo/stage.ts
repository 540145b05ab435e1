import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { N8nClient, type Owner, type WorkflowFile } from '../test/n8n/client';
import { findN8n } from '../test/n8n/installation';
import { installIntoN8n, pack } from '../test/n8n/packedPackage';
import { assertFree, startN8n, type N8nServer } from '../test/n8n/server';
import { startSimulator, type Simulator } from '../test/simulator';
import { portsFrom } from '../test/simulator/cli';
import type { Narrator } from './narrator';

const ROOT = join(__dirname, '..');
const DATA = join(ROOT, '.demo');
const FIRST_SIMULATOR_PORT = 47_210;
export const CREDENTIAL = 'Alibaba Cloud';

/** An account of the demo's own n8n, on this machine alone. */
export const OWNER: Owner = {
	email: 'demo@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Chat-App-Demo-1',
};

export interface ImportedWorkflow {
	readonly id: string;
	readonly file: WorkflowFile;
}

export interface Workflows {
	readonly crm: ImportedWorkflow;
	readonly helpdesk: ImportedWorkflow;
	readonly queueHelpdesk: ImportedWorkflow;
	readonly states: ImportedWorkflow;
}

/** Everything the story is played on. */
export interface Stage {
	readonly simulator: Simulator;
	readonly server: N8nServer;
	readonly n8n: N8nClient;
	readonly workflows: Workflows;
	webhookUrl(workflow: ImportedWorkflow, node: string, path?: string): string;
	close(): Promise<void>;
}

const EXAMPLES = {
	crm: 'crm-order-to-template.json',
	helpdesk: 'helpdesk-routing.json',
	queueHelpdesk: 'helpdesk-routing-from-queue.json',
	states: 'delivery-states.json',
} as const satisfies Record<keyof Workflows, string>;

/** Starts simulator and n8n with the packed package in it, and publishes the example workflows. */
export async function setStage(port: number, narrator: Narrator): Promise<Stage> {
	await assertFree(port);
	const installation = findN8n();
	mkdirSync(DATA, { recursive: true });

	const simulator = await startSimulator({
		ports: portsFrom(FIRST_SIMULATOR_PORT),
		delivery: { sentMs: 300, deliveredMs: 900, readMs: null },
	});
	narrator.say(`Simulator of Alibaba Cloud: ready, phone page ${simulator.endpoints.control}/`);
	try {
		const tarball = pack(DATA);
		const isNew = installIntoN8n(tarball, DATA);
		narrator.say(`Package in n8n's nodes folder: ${isNew ? 'installed' : 'up to date'}`);

		const startedAt = Date.now();
		const server = await startN8n(installation, { userFolder: DATA, port });
		const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
		narrator.say(`n8n ${installation.version}: ready after ${seconds} s at ${server.url}`);
		try {
			return await furnish(simulator, server, narrator);
		} catch (error) {
			await server.stop();
			throw error;
		}
	} catch (error) {
		await simulator.close();
		throw error;
	}
}

async function furnish(
	simulator: Simulator,
	server: N8nServer,
	narrator: Narrator,
): Promise<Stage> {
	const n8n = new N8nClient(server);
	await n8n.signIn(OWNER);
	const credentialId = await n8n.putCredential(CREDENTIAL, 'alibabaCloudApi', simulator.credential);
	const { status, message } = await n8n.testCredential(credentialId);
	if (status !== 'OK') throw new Error(`n8n's test of the credential failed: ${message}`);
	narrator.say(`Credential "${CREDENTIAL}": n8n's own test says "${message}"`);

	const put = async (name: keyof Workflows): Promise<ImportedWorkflow> => {
		const text = readFileSync(join(ROOT, 'examples', EXAMPLES[name]), 'utf8');
		const file = JSON.parse(text) as WorkflowFile;
		const id = await n8n.putWorkflow(file, credentialId, CREDENTIAL);
		// A trigger keeps the credential that it started with, so those of an earlier demo start anew.
		await n8n.unpublish(id);
		await n8n.publish(id);
		return { id, file };
	};
	const workflows: Workflows = {
		crm: await put('crm'),
		helpdesk: await put('helpdesk'),
		queueHelpdesk: await put('queueHelpdesk'),
		states: await put('states'),
	};
	narrator.say(`Example workflows: ${Object.keys(workflows).length} imported and published`);

	return {
		simulator,
		server,
		n8n,
		workflows,
		webhookUrl: ({ file }, nodeName, path) => {
			const node = file.nodes.find(({ name }) => name === nodeName);
			const ending = path ?? `${node?.webhookId ?? ''}/chat-app`;
			return `http://127.0.0.1:${new URL(server.url).port}/webhook/${ending}`;
		},
		close: async () => {
			await server.stop();
			await simulator.close();
		},
	};
}
