import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'google-chrome')),
];

const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// n8n's editor asks several places on the internet for news and icons.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

const WINDOW = { width: 1440, height: 900 };
/** For pictures that stay sharp in documents, with files still small. */
const PIXEL_RATIO = 1.25;
const PATIENCE_MS = 30_000;

/**
 * Starts the Chromium of the system.
 *
 * @throws Error in one line that says what to install when there is none
 */
export async function startChromium(): Promise<Browser> {
	return await chromium.launch({ executablePath: findChromium(), args: ARGUMENTS });
}

/** @throws Error in one line that says what to install when there is none */
export function findChromium(chosen = process.env.CHROMIUM_PATH, places = PLACES): string {
	const found = (chosen ? [chosen] : places).find((place) => existsSync(place));
	if (found) return found;
	throw new Error(
		chosen
			? `CHROMIUM_PATH names ${chosen}, which does not exist.`
			: 'This test needs Chromium. Install it: apt-get install chromium. Or set CHROMIUM_PATH.',
	);
}

/** Opens a window of its own, with cookies and settings of its own. */
export async function openWindow(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ viewport: WINDOW, deviceScaleFactor: PIXEL_RATIO });
	context.setDefaultTimeout(PATIENCE_MS);
	return await context.newPage();
}
