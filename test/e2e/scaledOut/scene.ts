import type { WorkflowFile } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import { CREDENTIAL } from '../../n8n/stage';
import { startSimulator, type Simulator, type SimulatorSettings } from '../../simulator';
import { Fleet } from './fleet';
import { Postgres } from './postgres';
import { Recorder } from './recorder';
import { Redis } from './redis';

/** All that runs in this part of the tests. */
export class Scene {
	private constructor(
		readonly simulator: Simulator,
		readonly recorder: Recorder,
		readonly redis: Redis,
		readonly fleet: Fleet,
		private readonly credentialId: string,
		private readonly end: () => Promise<void>,
	) {}

	/** @throws Error in one line that says what is missing or failed; nothing keeps running then */
	static async set(
		folder: string,
		settings: SimulatorSettings,
		environment: Readonly<Record<string, string>> = {},
	): Promise<Scene> {
		const ends: Array<() => Promise<void>> = [];
		const end = async () => {
			for (const stop of ends.reverse()) await stop();
		};
		const running = <T>(one: T, stop: () => Promise<void>): T => {
			ends.push(stop);
			return one;
		};
		try {
			const postgres = await Postgres.start(folder);
			running(postgres, () => postgres.stop());
			const redis = await Redis.start(folder);
			running(redis, () => redis.stop());
			const simulator = await startSimulator(settings);
			running(simulator, () => simulator.close());
			const recorder = await Recorder.start();
			running(recorder, () => recorder.stop());
			const fleet = await Fleet.start(folder, postgres, redis, environment);
			running(fleet, () => fleet.stop());
			const credential = simulator.credential;
			const id = await fleet.n8n.putCredential(CREDENTIAL, 'alibabaCloudApi', credential);
			return new Scene(simulator, recorder, redis, fleet, id, end);
		} catch (error) {
			await end();
			throw error;
		}
	}

	async add(file: WorkflowFile): Promise<string> {
		return await this.fleet.n8n.putWorkflow(file, this.credentialId, CREDENTIAL);
	}

	/** @param url of its web hook, if it has one; resolves when that listens */
	async publish(file: WorkflowFile, url?: string): Promise<string> {
		const id = await this.add(file);
		await this.fleet.n8n.publish(id);
		if (url) {
			await eventually(`The web hook of "${file.name}"`, async () => {
				const response = await fetch(url);
				const isThere = response.ok || (await response.text()).includes('not registered for GET');
				return isThere || undefined;
			});
		}
		return id;
	}

	async close(): Promise<void> {
		await this.end();
	}
}
