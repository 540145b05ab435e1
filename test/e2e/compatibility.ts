import { setDemoStage } from '../../demo/stage';
import { playStory } from '../../demo/story';
import { findOldestN8n } from '../n8n/installation';
import { freePort } from '../n8n/ports';
import { testEditor } from './editor';
import type { Part } from './part';
import { testPushes } from './pushes';
import { testRetries } from './retries';
import { testTriggers } from './triggers';

export const compatibility: Part = {
	name: 'compatibility',
	title: 'The oldest n8n that is supported',
	async run(folder, narrator) {
		const demo = await setDemoStage(
			{
				folder,
				port: await freePort(),
				installation: findOldestN8n(),
				simulator: {
					queueVisibilityMs: 3_000,
					push: { retryAfterMs: [1_000, 2_000, 4_000, 8_000] },
				},
			},
			narrator,
		);
		const { stage, workflows } = demo;
		try {
			await testEditor(stage, narrator);
			await playStory(demo, narrator);
			// Their triggers would take what the next tests wait for.
			for (const { id } of Object.values(workflows)) await stage.n8n.unpublish(id);
			await testRetries(stage, narrator);
			await testPushes(stage, narrator);
			await testTriggers(stage, narrator);
		} finally {
			await stage.close();
		}
	},
};
