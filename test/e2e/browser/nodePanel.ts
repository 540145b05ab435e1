import { eventually } from '../../n8n/eventually';
import type { Locator, Page } from 'playwright-core';

import { byTestId } from './locators';

/** A text that was read so often without a change is complete. */
const SETTLED_READS = 5;

const NOTICE_MS = 10_000;

/** The open panel of a node: its parameters in the middle, what it gave on the right. */
export class NodePanel {
	readonly root: Locator;

	readonly parameters: Locator;

	/** What the nodes before it give; before their first run, what they are going to give. */
	readonly input: Locator;

	readonly output: Locator;

	constructor(private readonly page: Page) {
		this.root = byTestId(page, 'ndv');
		this.parameters = byTestId(page, 'node-parameters');
		this.input = byTestId(page, 'ndv-input-panel');
		this.output = byTestId(page, 'output-panel');
	}

	/** A parameter by its path, such as `buttons.button[0].text`. */
	field(path: string): Locator {
		return this.page.locator(`[data-parameter-path=${JSON.stringify(`parameters.${path}`)}]`);
	}

	/** The names of the fields in the input panel. */
	/** @param known one that is there in the end: n8n loads the fields of each step by itself. */
	async inputFields(known: string): Promise<string[]> {
		const fields = byTestId(this.input, 'run-data-schema-item');
		await fields.filter({ hasText: known }).first().waitFor();
		return (await fields.allInnerTexts()).map((text) => text.trim());
	}

	async type(path: string, text: string): Promise<void> {
		await this.field(path).locator('input, textarea').first().fill(text);
	}

	/** Enters an expression at one go: its braces turn the field into one for expressions. */
	async typeExpression(path: string, expression: string): Promise<void> {
		await this.type(path, expression);
		await this.field(path).locator('.cm-content').filter({ hasText: expression }).waitFor();
	}

	/** Opens a drop-down and chooses from it. */
	async choose(path: string, label: string): Promise<void> {
		const field = this.field(path);
		// While options are fetched, clicks do nothing.
		await field.locator('.el-input__inner:not([disabled])').first().waitFor();
		await field.locator('.el-select').first().click();
		const options = this.page.locator('.el-select-dropdown__item:visible');
		await options
			.filter({ has: this.page.getByText(label, { exact: true }) })
			.first()
			.click();
	}

	/** Opens a drop-down of which several can be chosen, chooses one and closes it. */
	async chooseAmong(path: string, label: string): Promise<void> {
		await this.choose(path, label);
		await this.parameters.getByText('Options', { exact: true }).first().click();
	}

	async turnOn(path: string): Promise<void> {
		await this.field(path).locator('.el-switch').click();
	}

	/**
	 * Picks from a list that the node fetches.
	 *
	 * @returns everything that the list offered
	 */
	async pick(name: string, label: string, search?: string): Promise<string[]> {
		await byTestId(byTestId(this.page, `resource-locator-${name}`), 'rlc-input').click();
		const rows = this.page.locator('[data-test-id="rlc-item"]:visible');
		const failure = this.listFailure();
		await rows.first().or(failure).first().waitFor();
		if (await failure.isVisible()) {
			throw new Error(`The list of ${name} says "${await failure.innerText()}"`);
		}
		const offered = await rows.allInnerTexts();
		if (search !== undefined) {
			await this.page.locator('[data-test-id="rlc-search"]:visible').fill(search);
			// The list that was there before is replaced only when the answer has come.
			await rows.filter({ hasNotText: search }).first().waitFor({ state: 'detached' });
		}
		await rows.filter({ hasText: label }).first().click();
		return offered;
	}

	/** Opens a list that cannot be fetched, and closes it again. Gives the reason that it shows. */
	async reasonOf(name: string): Promise<string> {
		await byTestId(byTestId(this.page, `resource-locator-${name}`), 'rlc-input').click();
		const failure = this.listFailure();
		await failure.waitFor();
		const reason = await failure.innerText();
		await byTestId(this.root, 'tab-params').click();
		await failure.waitFor({ state: 'hidden' });
		return reason;
	}

	private listFailure(): Locator {
		return byTestId(this.page, 'rlc-error-container').filter({ visible: true });
	}

	/** Adds an entry to a collection of the given name; the n-th where several are shown. */
	async addTo(collection: string, index = 0): Promise<void> {
		const shown = byTestId(this.page, `fixed-collection-${collection}`).nth(index);
		// A collection in an entry comes before the button of the one around it.
		await byTestId(shown, 'fixed-collection-add').last().click();
	}

	/**
	 * Executes the node.
	 *
	 * @throws Error with what the panel says when the node failed
	 */
	async execute(): Promise<void> {
		await byTestId(this.page, 'node-execute-button').click();
		const success = byTestId(this.output, 'node-run-status-success');
		const failure = this.output.locator('[data-test-id^="node-error-"]').first();
		await success.or(failure).first().waitFor();
		// It lies over the panel; by itself it goes after a while.
		const close = this.page.locator('.el-notification__closeBtn').first();
		await close.click({ timeout: NOTICE_MS }).catch(() => undefined);
		if (await failure.isVisible()) throw new Error(await this.output.innerText());
	}

	/** The first item that the node gave, as the tab JSON shows it. */
	async shownItem(): Promise<string> {
		await byTestId(this.output, 'radio-button-json').click();
		const data = byTestId(this.output, 'ndv-data-container');
		await data.getByText('"', { exact: false }).first().waitFor();
		// n8n draws long items line by line.
		let [before, same] = ['', 0];
		return await eventually('The whole item', async () => {
			const now = await data.innerText();
			same = now === before ? same + 1 : 0;
			before = now;
			return same === SETTLED_READS ? now : undefined;
		});
	}

	async close(): Promise<void> {
		await byTestId(this.page, 'ndv-close-button').click();
		await this.root.waitFor({ state: 'hidden' });
	}
}
