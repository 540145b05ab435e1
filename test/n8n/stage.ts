import { mkdirSync, readFileSync } from 'node:fs';

import { startSimulator, type Simulator, type SimulatorSettings } from '../simulator';
import type { N8nClient, Owner, WorkflowFile } from './client';
import { findN8n, type Installation } from './installation';
import type { Narrator } from './reporter';
import { clientOf } from './olderClient';
import { installIntoN8n, pack } from './packedPackage';
import { eventually } from './eventually';
import { assertFree } from './ports';
import { startN8n, type N8nServer } from './server';

export const CREDENTIAL = 'Alibaba Cloud';

/** An account of a test's own n8n, on this machine alone. */
export const OWNER: Owner = {
	email: 'demo@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Chat-App-Demo-1',
};

export interface StageSettings {
	/** Holds n8n's data and the packed package. */
	readonly folder: string;
	readonly port: number;
	readonly simulator: SimulatorSettings;
	/** Default: the newest n8n of the tests. */
	readonly installation?: Installation;
	/** Settings of n8n beside those of every test. */
	readonly environment?: Readonly<Record<string, string>>;
}

export interface ImportedWorkflow {
	readonly id: string;
	readonly file: WorkflowFile;
}

/** A real n8n with the packed package, signed in, and the simulator that it talks to. */
export class Stage {
	private constructor(
		readonly simulator: Simulator,
		readonly n8n: N8nClient,
		readonly credentialId: string,
		private readonly settings: Required<StageSettings>,
		private running: N8nServer,
	) {}

	/** @throws Error in one line that says what is missing, in use or failed */
	static async set(settings: StageSettings, narrator: Narrator): Promise<Stage> {
		const { folder, port, installation = findN8n(), environment = {} } = settings;
		await assertFree(port);
		mkdirSync(folder, { recursive: true });
		const simulator = await startSimulator(settings.simulator);
		narrator.say(`Simulator of Alibaba Cloud: ready, phone page ${simulator.endpoints.control}/`);
		let server: N8nServer | undefined;
		try {
			const isNew = installIntoN8n(pack(folder), folder);
			narrator.say(`Package in n8n's nodes folder: ${isNew ? 'installed' : 'up to date'}`);

			const startedAt = Date.now();
			server = await startN8n(installation, { userFolder: folder, port, environment });
			const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
			narrator.say(`n8n ${installation.version}: ready after ${seconds} s at ${server.url}`);

			const n8n = clientOf(server, installation);
			await n8n.signIn(OWNER);
			const id = await n8n.putCredential(CREDENTIAL, 'alibabaCloudApi', simulator.credential);
			const { status, message } = await n8n.testCredential(id);
			if (status !== 'OK') throw new Error(`n8n's test of the credential failed: ${message}`);
			narrator.say(`Credential "${CREDENTIAL}": n8n's own test says "${message}"`);
			return new Stage(simulator, n8n, id, { ...settings, installation, environment }, server);
		} catch (error) {
			await server?.stop();
			await simulator.close();
			throw error;
		}
	}

	get server(): N8nServer {
		return this.running;
	}

	/** The last lines of n8n's log, for a step that failed. */
	logTail(lines: number): string[] {
		return readFileSync(this.running.logFile, 'utf8').trimEnd().split('\n').slice(-lines);
	}

	/** Imports a workflow, or brings an earlier one of its name up to date. */
	async add(file: WorkflowFile): Promise<string> {
		return await this.n8n.putWorkflow(file, this.credentialId, CREDENTIAL);
	}

	/** Imports and publishes a workflow, and waits until its web hooks listen. */
	async publish(file: WorkflowFile): Promise<ImportedWorkflow> {
		const id = await this.add(file);
		// A trigger keeps the credential that it started with, so an earlier one starts anew.
		await this.n8n.unpublish(id);
		await this.n8n.publish(id);
		const workflow = { id, file };
		await this.listening(workflow);
		return workflow;
	}

	/** n8n answers before its web hooks are there: n8n 1 to a publication, every n8n at its start. */
	async listening(workflow: ImportedWorkflow): Promise<void> {
		const paths = workflow.file.nodes.flatMap(({ type, webhookId, parameters }) => {
			if (type === 'n8n-nodes-base.webhook') return [String(parameters.path)];
			return type.endsWith('.chatAppTrigger') ? [`${webhookId}/chat-app`] : [];
		});
		for (const path of paths) {
			await eventually(`The web hook of "${workflow.file.name}"`, async () => {
				const response = await fetch(this.webhookUrl(workflow, '', path));
				const isThere = response.ok || (await response.text()).includes('not registered for GET');
				return isThere || undefined;
			});
		}
	}

	/** Production address of a web hook node; `path` for nodes whose path is all of it. */
	webhookUrl({ file }: ImportedWorkflow, nodeName: string, path?: string): string {
		const node = file.nodes.find(({ name }) => name === nodeName);
		const ending = path ?? `${node?.webhookId ?? ''}/chat-app`;
		return `http://127.0.0.1:${this.settings.port}/webhook/${ending}`;
	}

	/** Stops or kills n8n, lets something happen meanwhile, and starts it again with the same data. */
	async restart({
		meanwhile,
		isKilled = false,
	}: { meanwhile?: () => Promise<void>; isKilled?: boolean } = {}): Promise<void> {
		await (isKilled ? this.running.kill() : this.running.stop());
		await meanwhile?.();
		const { folder, port, installation, environment } = this.settings;
		this.running = await startN8n(installation, { userFolder: folder, port, environment });
		await this.n8n.signIn(OWNER);
	}

	async close(): Promise<void> {
		await this.running.stop();
		await this.simulator.close();
	}
}
