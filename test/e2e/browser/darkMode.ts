import { ACTION_NODE } from './editor';
import { assertFlawless } from './inspection';
import { byTestId } from './locators';
import type { Visit } from './visit';

/** The same panels in n8n's dark theme, with icons made for it. */
export async function lookInTheDark(visit: Visit, workflowId: string): Promise<void> {
	const { editor, album } = visit;

	await visit.tell('In the dark theme the nodes have their dark icons', async () => {
		await editor.open(workflowId);
		await editor.setTheme('dark');
		const icons = byTestId(editor.page, 'canvas-node').locator('img');
		await icons.first().waitFor();
		const sources = await icons.evaluateAll((images) => images.map((image) => image.src));
		const light = sources.filter((source) => !source.endsWith('chatApp.dark.svg'));
		if (light.length > 0) throw new Error(`Not dark: ${light.join(', ')}`);
		await assertFlawless('The dark canvas', byTestId(editor.page, 'canvas'));
		await album.take('dark-canvas', editor.page);

		const creator = await editor.searchNodes('alibaba cloud chat');
		await creator.getByText(ACTION_NODE).first().waitFor();
		await assertFlawless('The dark nodes panel', creator);
		await album.take('dark-nodes-panel', creator);
		await editor.page.keyboard.press('Escape');

		const trigger = await editor.openNode('Alibaba Cloud Chat App Trigger');
		await assertFlawless('The dark panel of the trigger', trigger.parameters);
		await album.take('dark-trigger', trigger.root);
		await trigger.close();
		const action = await editor.openNode('Send message');
		await assertFlawless('The dark panel of the action', action.parameters);
		await album.takeForDocuments('dark-mode', action.root);
		await action.close();
		await editor.setTheme('light');
		return [`${sources.length} icons, all dark: ${new URL(sources[0] ?? '').pathname}`];
	});
}
