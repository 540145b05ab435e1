import { Scene } from './scaledOut/scene';
import { MAX_BATCH, testReceiving } from './scaledOut/receiving';
import { testConversing } from './scaledOut/conversing';
import { testSending } from './scaledOut/sending';
import { testVariables } from './scaledOut/variables';
import type { Part } from './part';

export const scaledOut: Part = {
	name: 'scaled-out',
	title: 'Several processes of n8n',
	async run(folder, narrator) {
		await testVariables(narrator);
		const scene = await Scene.set(folder, {
			push: {
				batchWindowMs: 300,
				maxBatch: MAX_BATCH,
				retryAfterMs: [1_000, 2_000, 4_000, 8_000, 16_000],
			},
			queueVisibilityMs: 10_000,
			delivery: { sentMs: null, deliveredMs: null, readMs: null },
			latencyMs: 20,
		});
		try {
			await testSending(scene, narrator);
			await testConversing(scene, narrator);
			await testReceiving(scene, narrator);
		} finally {
			await scene.close();
		}
	},
};
