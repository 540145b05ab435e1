import type { Locator, Page } from 'playwright-core';

/** n8n marks what its own tests need, which changes less than looks and texts. */
export const byTestId = (within: Page | Locator, id: string): Locator =>
	within.locator(`[data-test-id="${id}"]`);

/** A text that is all there is, whatever spaces surround it. */
export const exactly = (text: string): RegExp =>
	new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
