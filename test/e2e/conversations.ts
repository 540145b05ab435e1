import { findOldestN8n, type Installation } from '../n8n/installation';
import { freePort } from '../n8n/ports';
import type { Narrator } from '../n8n/reporter';
import { Stage } from '../n8n/stage';
import { testAnswers } from './conversations/answers';
import type { Part } from './part';

export const conversations: Part = {
	name: 'conversations',
	title: 'Questions that wait for their answer in the chat',
	run: async (folder, narrator) => await converse(folder, narrator),
};

export const conversationsInOldest: Part = {
	name: 'conversations-oldest',
	title: 'The same in the oldest n8n that is supported',
	run: async (folder, narrator) => await converse(folder, narrator, findOldestN8n()),
};

async function converse(
	folder: string,
	narrator: Narrator,
	installation?: Installation,
): Promise<void> {
	const stage = await Stage.set(
		{
			folder,
			port: await freePort(),
			simulator: {
				delivery: { sentMs: 100, deliveredMs: 300, readMs: null },
				push: { retryAfterMs: [1_000, 2_000, 4_000, 8_000] },
				queueVisibilityMs: 3_000,
			},
			...(installation ? { installation } : {}),
		},
		narrator,
	);
	try {
		// Before n8n 2, agents had no human review, and callers were not given what a sub-workflow ends with.
		await testAnswers(stage, narrator, installation !== undefined);
	} finally {
		await stage.close();
	}
}
