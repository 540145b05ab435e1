import { normalizeBody } from '../../../../nodes/notifications/items/normalize';
import { OpenQuestions } from '../../../../nodes/notifications/waiting/openQuestions';
import {
	itemsToPassOn,
	passOn,
	type PassOnPorts,
} from '../../../../nodes/notifications/waiting/passOn';
import { Questions } from '../../../../nodes/notifications/waiting/questions';
import { newExecution, newId, receiptOf, reference } from './waitingServer';

const ports: PassOnPorts = {
	open: new OpenQuestions(new Questions()),
	selection: { ownNumbers: new Set(), stopWords: [] } as never,
	isTaken: () => false,
	isOrdinary: () => false,
	take: () => undefined,
	resume: async () => await Promise.resolve({ is: 'ended' }),
	clock: () => 0,
};

/** How many entries of arrays are visited until the first item of so many is handed over. */
async function visitsOf(count: number): Promise<number> {
	const items = normalizeBody(
		Array.from({ length: count }, () =>
			receiptOf('6591230001', reference(newExecution(), 'd'), newId()),
		),
	);
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
