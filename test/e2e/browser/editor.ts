import type { Locator, Page } from 'playwright-core';

import type { Owner } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import type { Area } from './album';
import { byTestId, exactly } from './locators';
import { NodePanel } from './nodePanel';

const UNFOLDING_MS = 1_000;
/** Titles of nodes stand below and beside them. */
const MARGIN = 60;
export const ACTION_NODE = 'Alibaba Cloud Chat App';

/** n8n's editor, as far as a builder of workflows uses it here. */
export class Editor {
	readonly panel: NodePanel;

	/** Where n8n tells what it did or could not do. */
	readonly notices: Locator;

	constructor(
		readonly page: Page,
		private readonly url: string,
	) {
		this.panel = new NodePanel(page);
		this.notices = page.locator('.el-notification');
	}

	async signIn({ email, password }: Owner): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.fill('input[name="emailOrLdapLoginId"]', email);
		await this.page.fill('input[name="password"]', password);
		await this.page.getByRole('button', { name: 'Sign in' }).click();
		await this.page.waitForURL(/\/(home|workflow)/);
	}

	async openNewWorkflow(): Promise<void> {
		await this.open('new');
	}

	async open(workflowId: string): Promise<void> {
		// By it n8n tells of runs and publications; what comes before it is open is lost.
		const news = this.page.waitForEvent('websocket', (socket) => socket.url().includes('/push'));
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await news;
		await byTestId(this.page, 'node-creator-plus-button').waitFor();
	}

	/** The id of the workflow that is open, which n8n gives it when it is first saved. */
	get workflowId(): string {
		return /\/workflow\/([^/?]+)/.exec(this.page.url())?.[1] ?? '';
	}

	/** Opens the nodes panel and searches. */
	async searchNodes(text: string): Promise<Locator> {
		await byTestId(this.page, 'node-creator-plus-button').click();
		await byTestId(this.page, 'node-creator-search-bar').fill(text);
		return byTestId(this.page, 'node-creator');
	}

	/** Adds a node with one of its actions or triggers from the nodes panel, which is open. */
	async add(node: string, entry: string, category: 'Actions' | 'Triggers'): Promise<NodePanel> {
		const { page } = this;
		await byTestId(page, 'node-creator-action-item')
			.filter({ has: byTestId(page, 'node-creator-item-name').filter({ hasText: exactly(node) }) })
			.first()
			.click();
		const heading = byTestId(page, 'node-creator-category-item').filter({ hasText: category });
		const row = byTestId(page, 'item-iterator-item').filter({ hasText: exactly(entry) });
		await heading.waitFor();
		// The category that fits the place comes unfolded, but its rows come after its heading.
		await eventually(`"${entry}" in the nodes panel`, async () => {
			const isShown = async (): Promise<true | undefined> =>
				await row.waitFor({ timeout: UNFOLDING_MS }).then(
					() => true,
					() => undefined,
				);
			if (await isShown()) return true;
			await heading.click();
			return await isShown();
		});
		await row.click();
		await this.panel.parameters.waitFor();
		return this.panel;
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return byTestId(this.page, 'canvas-node').filter({
			has: this.page.getByText(name, { exact: true }),
		});
	}

	async openNode(name: string): Promise<NodePanel> {
		await this.node(name).dblclick();
		await this.panel.parameters.waitFor();
		return this.panel;
	}

	/** Moves the canvas so that it shows all nodes and notes, and gives the area that they take. */
	async showAll(): Promise<Area> {
		const things = this.page.locator('[data-test-id="canvas-node"], [data-test-id="sticky"]');
		await things.first().waitFor();
		await byTestId(this.page, 'zoom-to-fit').click();
		// The canvas glides there.
		let before = '';
		return await eventually('The canvas at rest', async () => {
			const boxes = await Promise.all((await things.all()).map((thing) => thing.boundingBox()));
			const area = around(boxes.filter((box) => box !== null));
			const isAtRest = before === JSON.stringify(area);
			before = JSON.stringify(area);
			return isAtRest ? area : undefined;
		});
	}

	/** Publishes as a user does; whether the triggers then start, n8n tells later. */
	async publish(): Promise<void> {
		await byTestId(this.page, 'workflow-open-publish-modal-button').click();
		await byTestId(this.page, 'workflow-publish-button').click();
		await byTestId(this.page, 'workflow-publish-button').waitFor({ state: 'hidden' });
	}

	/** Opens the newest execution of the workflow that is open. */
	async openLatestExecution(): Promise<void> {
		await byTestId(this.page, 'radio-button-executions').click();
		const list = byTestId(this.page, 'current-executions-list');
		await list.locator('[data-test-id^="execution-details-"]').first().click();
		await byTestId(this.page, 'execution-preview-host')
			.locator('[data-test-id="canvas-node"]')
			.first()
			.waitFor();
	}

	async openNodeOfExecution(name: string): Promise<NodePanel> {
		await byTestId(this.page, 'execution-preview-host')
			.locator('[data-test-id="canvas-node"]', { hasText: name })
			.dblclick();
		await this.panel.output.waitFor();
		return this.panel;
	}

	/** Reloads the editor in n8n's light or dark theme. */
	async setTheme(theme: 'light' | 'dark'): Promise<void> {
		await this.page.evaluate(`localStorage.setItem('N8N_THEME', '${theme}')`);
		await this.page.reload();
		await this.page.locator(`body[data-theme="${theme}"]`).waitFor();
	}
}

function around(boxes: readonly Area[]): Area {
	const left = Math.min(...boxes.map(({ x }) => x));
	const top = Math.min(...boxes.map(({ y }) => y));
	const right = Math.max(...boxes.map(({ x, width }) => x + width));
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
	return {
		x: left - MARGIN,
		y: top - MARGIN,
		width: right - left + 2 * MARGIN,
		height: bottom - top + 2 * MARGIN,
	};
}
