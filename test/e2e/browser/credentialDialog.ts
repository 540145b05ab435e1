import type { Locator, Page } from 'playwright-core';

import { byTestId } from './locators';

/** n8n's dialog for a credential. */
export class CredentialDialog {
	readonly root: Locator;

	constructor(private readonly page: Page) {
		this.root = page
			.locator('.el-dialog')
			.filter({ has: byTestId(page, 'credential-edit-dialog') });
	}

	/** Opens it for a new credential, from the open panel of a node. */
	async openNew(): Promise<void> {
		await byTestId(this.page, 'node-credentials-select').click();
		await byTestId(this.page, 'node-credentials-select-item-new').click();
		await this.root.waitFor();
	}

	/** Opens it for the credential that the open panel of a node uses. */
	async openCurrent(): Promise<void> {
		await byTestId(this.page, 'credential-edit-button').click();
		await this.root.waitFor();
	}

	async type(field: string, value: string): Promise<void> {
		await byTestId(this.root, `parameter-input-${field}`).locator('input').first().fill(value);
	}

	async turnOn(field: string): Promise<void> {
		await byTestId(this.root, `parameter-input-${field}`).locator('.el-switch').click();
	}

	/** Saves, upon which n8n tests the credential. */
	async save(): Promise<void> {
		await byTestId(this.root, 'credential-save-button').click();
	}

	/** What the test says of a credential that it refuses. */
	async refusal(): Promise<string> {
		await this.root.getByText('More details').click();
		return await this.root.innerText();
	}

	/** n8n closes the dialog by itself when the test has succeeded. */
	async closed(): Promise<void> {
		await this.root.waitFor({ state: 'hidden' });
	}

	async close(): Promise<void> {
		await this.root.getByRole('button', { name: /close/i }).first().click();
		await this.closed();
	}
}
