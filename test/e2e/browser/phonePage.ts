import type { Page } from 'playwright-core';

/** The simulator's page that shows the phones of the users. */
export class PhonePage {
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	async open(): Promise<void> {
		await this.page.goto(`${this.url}/`);
	}

	/** Opens the conversation of a user. */
	async choose(user: string): Promise<void> {
		await this.page
			.getByRole('button', { name: new RegExp(user) })
			.first()
			.click();
	}

	/** Waits until a message is on the phone that is shown. */
	async see(text: string): Promise<void> {
		await this.page.locator('#thread').getByText(text).last().waitFor();
	}

	async write(user: string, text: string): Promise<void> {
		const field = this.page.getByLabel(`Write as ${user}`);
		await field.fill(text);
		await field.press('Enter');
	}
}
