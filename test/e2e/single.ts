import { freePort } from '../n8n/ports';
import { Stage } from '../n8n/stage';
import { testCredentialInN8n } from './credential';
import { testDefinitions } from './definition';
import type { Part } from './part';
import { testPushes } from './pushes';
import { testRetries } from './retries';
import { testTriggers } from './triggers';

export const single: Part = {
	name: 'single',
	title: 'Credential and triggers in one n8n',
	async run(folder, narrator) {
		await testDefinitions(narrator);
		const stage = await Stage.set(
			{
				folder,
				port: await freePort(),
				// Short, so that what failed or was refused comes again while the test waits.
				simulator: {
					queueVisibilityMs: 3_000,
					push: { retryAfterMs: [1_000, 2_000, 4_000, 8_000] },
				},
			},
			narrator,
		);
		try {
			await testCredentialInN8n(stage, narrator);
			await testRetries(stage, narrator);
			await testPushes(stage, narrator);
			await testTriggers(stage, narrator);
		} finally {
			await stage.close();
		}
	},
};
