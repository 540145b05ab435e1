import type { ConsoleMessage, Locator, Page, Response } from 'playwright-core';

import { eventually } from '../../n8n/eventually';

const LOADING_MS = 5_000;
const PACKAGE = 'n8n-nodes-alibabacloud-chatapp';

/** What stands in a form when a text is missing or a key is shown in its place. */
const RAW_TEXTS: ReadonlyArray<readonly [string, RegExp]> = [
	['a missing value', /\b(undefined|NaN)\b/],
	['an object', /\[object \w+\]/],
	['a key of a text', /^[a-z]\w*(\.[a-z]\w*){2,}$/],
	['a name from the code', /^[a-z]+([A-Z][a-z]+)+$/],
	['a constant from the code', /^[A-Z]+(_[A-Z]+)+$/],
];

/** The fields of an output before the first run, which triggers and calls of any action lack. */
const OPTIONAL = /404 .*\/schemas\//;

/** What a user would see of a mistake in a part of the page; empty when there is none. */
export async function faultsOf(part: Locator): Promise<string[]> {
	const images = await part
		.locator('img')
		.evaluateAll((found) =>
			found.map((image) => ({ source: image.src, width: image.naturalWidth })),
		);
	const broken = images.filter(({ width }) => !(width > 0));
	const lines = (await part.innerText()).split('\n').map((line) => line.trim());
	return [
		...broken.map(({ source }) => `no picture at ${source}`),
		...lines.flatMap((line) =>
			RAW_TEXTS.filter(([, pattern]) => pattern.test(line)).map(([what]) => `${what}: "${line}"`),
		),
	];
}

/** @throws Error that names what is still wrong when pictures have had time to load */
export async function assertFlawless(what: string, part: Locator): Promise<void> {
	let faults: string[] = [];
	await eventually(
		what,
		async () => {
			faults = await faultsOf(part);
			return faults.length === 0 || undefined;
		},
		LOADING_MS,
	).catch(() => {
		throw new Error(`${what} shows ${faults.join(', ')}`);
	});
}

/** Listens for errors that the package causes in the browser, or in n8n on the browser's behalf. */
export class ErrorWatch {
	readonly errors: string[] = [];

	/** @param page - a page of n8n's editor: what it asks of other places is n8n's affair */
	constructor(private readonly page: Page) {
		page.on('pageerror', ({ message, stack = '' }) => {
			const [, place = ''] = stack.split('\n    at ');
			this.errors.push(`error in the page: ${message} ${place}`);
		});
		page.on('console', (message) => this.hearConsole(message));
		page.on('response', (response) => void this.hearResponse(response));
	}

	private hearConsole(message: ConsoleMessage): void {
		const place = `${message.text()} ${message.location().url}`;
		if (message.type() !== 'error' || !place.includes(PACKAGE)) return;
		// News of the package, for one, which fails in as many ways as a machine can be cut off.
		if (!isOnlyOf(new URL(this.page.url()).host, place) || OPTIONAL.test(place)) return;
		this.errors.push(place);
	}

	private async hearResponse(response: Response): Promise<void> {
		const { pathname } = new URL(response.url());
		if (response.status() < 400 || !pathname.includes('/dynamic-node-parameters/')) return;
		const { message } = (await response.json().catch(() => ({}))) as { message?: string };
		// A list that depends on another field says so by an error: n8n has no other way.
		if (message && /^Choose '[^']+' first\b/.test(message)) return;
		this.errors.push(`a list answered ${response.status()}: ${message ?? ''}`);
	}
}

const isOnlyOf = (host: string, text: string): boolean =>
	[...text.matchAll(/https?:\/\/([^/\s'"]+)/g)].every(([, found]) => found === host);
