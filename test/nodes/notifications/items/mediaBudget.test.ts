import type { IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';

import { attachMedia, type MediaHelpers } from '../../../../nodes/notifications/media';

const MEGABYTE = 1024 * 1024;
const PART = Buffer.alloc(MEGABYTE);

/** Servers whose files are this large, with what of them is in memory at a time. */
function servers(megabytes: number, announces: boolean) {
	const seen = { read: 0, inMemory: 0, most: 0 };
	const helpers: MediaHelpers = {
		httpRequest: async (_options: IHttpRequestOptions) => {
			const body = {
				destroy: () => undefined,
				async *[Symbol.asyncIterator]() {
					for (let part = 0; part < megabytes; part++) {
						seen.read++;
						seen.most = Math.max(seen.most, ++seen.inMemory);
						await new Promise((resolve) => setImmediate(resolve));
						yield PART;
					}
				},
			};
			const headers = announces ? { 'content-length': String(megabytes * MEGABYTE) } : {};
			return await Promise.resolve({ statusCode: 200, headers, body });
		},
		prepareBinaryData: async (data) => {
			seen.inMemory -= data.length / MEGABYTE;
			return await Promise.resolve({ data: '', mimeType: 'image/png' });
		},
	};
	return { seen, helpers };
}

const push = (files: number): INodeExecutionData[][] => [
	Array.from({ length: files }, (_, index) => ({
		json: { event: 'inbound', type: 'image', media: { url: `https://a.example/${index}` } },
	})),
];
const SETTINGS = { maxBytes: 90 * MEGABYTE, types: [], hosts: [], forMs: 60_000 };
const reasonsOf = (outputs: INodeExecutionData[][]) =>
	outputs.flat().map(({ json }) => json.mediaError);

test.each([true, false])(
	'of four large files of a push one is read (announced: %s)',
	async (announces) => {
		const { seen, helpers } = servers(90, announces);
		const outputs = await attachMedia(push(4), SETTINGS, helpers);
		expect(reasonsOf(outputs).sort()).toEqual([
			...Array.from({ length: 3 }, () => 'The files of this push are too large in total'),
			null,
		]);
		expect(seen.read).toBeLessThanOrEqual(announces ? 90 : 90 + 3 * 11);
	},
);

test('twelve pushes at once take no more memory than one process has for them', async () => {
	const { seen, helpers } = servers(90, true);
	const all = await Promise.all(
		Array.from({ length: 12 }, async () => await attachMedia(push(1), SETTINGS, helpers)),
	);
	expect(all.flatMap(reasonsOf)).toEqual(all.map(() => null));
	expect(seen.most).toBeLessThanOrEqual(256);
}, 120_000);

test('what finds no room in time says so', async () => {
	const { helpers } = servers(90, true);
	const stuck = {
		...helpers,
		prepareBinaryData: async () => await new Promise<never>(() => undefined),
	};
	void attachMedia(push(1), SETTINGS, stuck);
	void attachMedia(push(1), SETTINGS, stuck);
	await new Promise((resolve) => setTimeout(resolve, 200));
	const outputs = await attachMedia(push(1), { ...SETTINGS, forMs: 300 }, helpers);
	expect(reasonsOf(outputs)).toEqual([
		"Other downloads left no memory for this file within 0 seconds. Use the operation 'Media > Download' with its link",
	]);
});

describe('a large push', () => {
	const ITEMS = 6_000;
	const { helpers } = servers(1, true);

	const given = (media: object): INodeExecutionData[][] => [
		[],
		Array.from({ length: ITEMS }, () => ({ json: { event: 'inbound', type: 'image', media } })),
	];

	/** How often the event loop could do something else meanwhile. */
	async function costOf(outputs: INodeExecutionData[][]) {
		const cost = { turns: 0, reasons: new Set<unknown>() };
		const count = (): void => {
			cost.turns++;
			turn = setImmediate(count);
		};
		let turn = setImmediate(count);
		try {
			const [, items = []] = await attachMedia(outputs, SETTINGS, helpers);
			for (const { json } of items) cost.reasons.add(json.mediaError);
			expect(items).toHaveLength(ITEMS);
		} finally {
			clearImmediate(turn);
		}
		return cost;
	}

	test.each([
		[null, 'The notification contains no link to the file'],
		['no link', 'The link to the file is not a URL'],
	])('with the links %p lets others have their turn', async (url, reason) => {
		const { turns, reasons } = await costOf(given({ url }));
		expect([...reasons]).toEqual([reason]);
		expect(turns).toBeGreaterThanOrEqual(ITEMS / 500);
	});
});
