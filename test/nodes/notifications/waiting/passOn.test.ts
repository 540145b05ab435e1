import { markOf } from '../../../../nodes/notifications/selection/seenEvents';
import { normalizeBody } from '../../../../nodes/notifications/items/normalize';
import { OpenQuestions } from '../../../../nodes/notifications/waiting/openQuestions';
import {
	itemsToPassOn,
	passOn,
	type PassOnPorts,
} from '../../../../nodes/notifications/waiting/passOn';
import { Questions } from '../../../../nodes/notifications/waiting/questions';
import type { Resumption } from '../../../../nodes/notifications/waiting/resume';
import { newExecution, newId, newPerson, receiptOf, reference } from './waitingServer';

const portsOf = (ports: Partial<PassOnPorts> = {}): PassOnPorts => ({
	open: new OpenQuestions(new Questions()),
	selection: { ownNumbers: new Set(), stopWords: [] } as never,
	isTaken: () => false,
	isOrdinary: () => false,
	take: () => undefined,
	mark: ({ eventKey }) => markOf(eventKey),
	resume: async () => await Promise.resolve({ is: 'ended' }),
	clock: () => 0,
	...ports,
});

const receipts = (count: number, personOf: () => string) =>
	normalizeBody(
		Array.from({ length: count }, () =>
			receiptOf(personOf(), reference(newExecution(), 'd'), newId()),
		),
	);

it('ends after a minute, and leaves the rest to the workflow', async () => {
	let now = 0;
	const resume = jest.fn(async (): Promise<Resumption> => {
		now += 8_000;
		return await Promise.resolve({ is: 'ended' });
	});
	const ports = portsOf({ resume, clock: () => now });
	const items = receipts(50, newPerson);

	expect(await passOn(items, itemsToPassOn(items, ports), ports)).toEqual(items);
	expect(resume.mock.calls.length).toBeLessThan(20);
});

/** How many entries of arrays are visited until the first item of so many is handed over. */
async function visitsOf(count: number): Promise<number> {
	const ports = portsOf();
	const items = receipts(count, () => '6591230001');
	const wanted = itemsToPassOn(items, ports);
	const next = jest.spyOn(Object.getPrototypeOf([].values()) as Iterator<unknown>, 'next');
	const passing = passOn(items, wanted, ports);
	const visits = next.mock.calls.length;
	// Loops that have begun go on with the spy.
	const left = await passing;
	next.mockRestore();

	expect(wanted).toHaveLength(count);
	expect(left).toEqual(items);
	return visits;
}

it('puts the items of one person in order with one visit to each', async () => {
	const few = await visitsOf(100);
	expect(few).toBeGreaterThanOrEqual(100);
	expect((await visitsOf(200)) - few).toBeLessThanOrEqual(100);
});

it('learns of a thousand questions by one push', () => {
	const ports = portsOf();
	const count = 1_500;
	const items = normalizeBody(
		Array.from({ length: count }, () =>
			receiptOf(newPerson(), reference(newExecution(), 't'), newId()),
		),
	);
	itemsToPassOn(items, ports);

	expect(ports.open.questions.size).toBe(1_000);
});
