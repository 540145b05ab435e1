import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { normalizeEntry } from '../../nodes/notifications/items/normalize';
import { loadNode, runWorkflow, webhookContext } from '../harness';
import { ARIF, options, services, useTheatre, write } from './exampleHarness';
import { PINNED_PERSON, PINS, type Pin } from './pins';
import { example, EXAMPLES, FOLDER, type ExampleNode } from './services';

useTheatre();

interface Pinned {
	readonly pinData?: Readonly<Record<string, ReadonlyArray<{ readonly json: IDataObject }>>>;
}

const TRIGGER = /(?:Trigger|\.webhook)$/;
const OWN = /\.chatApp(?:Queue)?Trigger$/;

const pinned = EXAMPLES.flatMap((file) =>
	Object.entries(PINS[file] ?? {}).map(([trigger, pin]) => ({ file, trigger, pin })),
);
const nodeOf = (file: string, name: string): ExampleNode => {
	const found = example(file).nodes.find((node) => node.name === name);
	if (found === undefined) throw new Error(`${file} has no node "${name}"`);
	return found;
};
const itemOf = (pin: Pin): IDataObject =>
	'item' in pin ? pin.item : (normalizeEntry(pin.notification) as unknown as IDataObject);

/** With UPDATE_PINS=1 writes the items into the examples; `npm run format` does the rest. */
function update(): void {
	for (const file of EXAMPLES) {
		const pins = Object.entries(PINS[file] ?? {});
		const pinData = Object.fromEntries(
			pins.map(([trigger, pin]) => [trigger, [{ json: itemOf(pin) }]]),
		);
		const text = JSON.stringify({ ...example(file), pinData }, null, 2);
		writeFileSync(join(FOLDER, file), `${text}\n`);
	}
}

beforeAll(() => {
	if (process.env.UPDATE_PINS === '1') update();
});

it.each(EXAMPLES)('%s has a sample for each trigger but those that are started by hand', (file) => {
	const triggers = example(file).nodes.filter(
		({ type }) => TRIGGER.test(type) && !type.endsWith('.manualTrigger'),
	);
	const names = Object.keys((example(file) as Pinned).pinData ?? {});
	expect(names.sort()).toEqual(triggers.map(({ name }) => name).sort());
});

it.each(pinned)('$file: $trigger has the sample that is written down', ({ file, trigger, pin }) => {
	expect((example(file) as Pinned).pinData?.[trigger]).toEqual([{ json: itemOf(pin) }]);
});

it.each(pinned.filter(({ file, trigger }) => OWN.test(nodeOf(file, trigger).type)))(
	'$file: $trigger would give this item if the notification came',
	async ({ file, trigger }) => {
		const { events, filters, options: chosen } = nodeOf(file, trigger).parameters;
		// All samples of texts are one message, as far as the trigger can tell.
		const everyTime = { ...(chosen as object), deduplicate: false };
		const parameters = { events, filters, options: everyTime } as INodeParameters;
		const loaded = await loadNode({ type: 'chatAppTrigger', webhookId: 'hook', parameters });
		const [{ json }] = (example(file) as Pinned).pinData?.[trigger] as [{ json: IDataObject }];
		const { status, ...response } = { status: jest.fn(), json: jest.fn(), once: jest.fn() };
		status.mockReturnValue(response);
		const context = webhookContext(loaded, { body: [json.raw] }, { status, ...response });
		const result = await loaded.nodeType.webhook?.call(context);
		// n8n pins the first output of a node.
		const [first, ...others] = result?.workflowData ?? [];
		expect(first?.map((item) => item.json)).toEqual([json]);
		expect(others.flat()).toEqual([]);
	},
);

/** What the other services answer, where a step needs more than nothing. */
const ANSWERS: Readonly<Record<string, IDataObject>> = {
	'Look Up Order': {
		statusCode: 200,
		body: { phone: `+${PINNED_PERSON}`, status: 'on its way', arrival: 'Friday' },
	},
	'Find Tickets': { statusCode: 200, tickets: [], body: [] },
	'Read Comments': { comments: [{ public: true, plain_body: 'It arrives on Friday.' }] },
};

it.each(pinned)('$file runs from $trigger right after the import', async ({ file, trigger }) => {
	write('Hello', PINNED_PERSON);
	write('Hello', ARIF);
	Object.assign(services.answers, ANSWERS);
	const items = (example(file) as Pinned).pinData?.[trigger] ?? [];
	const run = await runWorkflow(example(file), {
		...options(),
		startAt: trigger,
		input: items.map((item) => ({ ...item })),
	});
	expect(run.error).toBeUndefined();
	expect(['success', 'waiting']).toContain(run.status);
});

it('writes to nobody: the number of the samples is kept for films', () => {
	for (const file of EXAMPLES) {
		const { pinData } = example(file) as Pinned;
		const phones = JSON.stringify(pinData ?? {}).match(/\+\d{8,}/g) ?? [];
		expect(new Set(phones).size).toBeLessThanOrEqual(1);
		for (const phone of phones) expect(phone).toMatch(/^\+447700900\d{3}$/);
	}
	expect(readFileSync(join(FOLDER, 'README.md'), 'utf8')).toContain('Execute workflow');
});
