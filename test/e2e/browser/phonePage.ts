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
		await this.thread.getByText(text).last().waitFor();
	}

	async write(user: string, text: string): Promise<void> {
		const field = this.page.getByLabel(`Write as ${user}`);
		await field.fill(text);
		await field.press('Enter');
	}

	/** Taps a button of a message. */
	async tap(label: string): Promise<void> {
		await this.thread.getByRole('button', { name: label, exact: true }).last().click();
	}

	async chooseFromList(label: string, row: string): Promise<void> {
		await this.tap(label);
		await this.sheet.getByRole('button', { name: row }).click();
	}

	/** The next answer quotes the message with this text. */
	async quote(text: string): Promise<void> {
		const message = this.thread.getByRole('article').filter({ hasText: text }).first();
		await message.hover();
		await message.getByRole('button', { name: /^Quote/ }).click();
	}

	/** Sends a sample: "Picture", "Voice message", "Document" or "Location". */
	async send(kind: string): Promise<void> {
		await this.page.getByRole('button', { name: 'Send a file or a place' }).click();
		await this.sheet.getByRole('button', { name: kind, exact: true }).click();
		await this.sheet.getByRole('button', { name: `Send ${kind.toLowerCase()}` }).click();
	}

	/** Presses a control beside the phone. */
	async press(label: string): Promise<void> {
		await this.page.getByRole('complementary').getByRole('button', { name: label }).click();
	}

	/** Waits until the page says so of the 24-hour window. */
	async see24Hours(text: string): Promise<void> {
		await this.page.locator('#window').getByText(text).waitFor();
	}

	/** How far the end of the chat is below what can be seen, in pixels. */
	async belowEnd(): Promise<number> {
		return await this.thread.evaluate(
			({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
		);
	}

	private get thread() {
		return this.page.locator('#thread');
	}

	private get sheet() {
		return this.page.getByRole('dialog');
	}
}
