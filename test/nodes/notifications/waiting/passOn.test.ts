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
import { newExecution, newId, newPerson, receiptOf, reference, typed } from './waitingServer';

const portsOf = (ports: Partial<PassOnPorts> = {}): PassOnPorts => ({
	open: new OpenQuestions(new Questions()),
	selection: { ownNumbers: new Set(), stopWords: new Set() } as never,
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

describe('what somebody writes while a question waits', () => {
	/** Questions to a person, known by their receipts, and who was told what. */
	function asked(ports: Partial<PassOnPorts> = {}, count = 1) {
		const person = newPerson();
		const ids = Array.from({ length: count }, newId);
		const told: string[] = [];
		const all = portsOf({
			clock: () => Date.now(),
			resume: async (_reference, item): Promise<Resumption> => {
				told.push(item.event === 'inbound' ? (item.text ?? item.type) : item.status);
				return await Promise.resolve({ is: 'resumed' });
			},
			...ports,
		});
		itemsToPassOn(
			normalizeBody(ids.map((id) => receiptOf(person, reference(newExecution(), 't'), id))),
			all,
		);
		const pass = async (...entries: object[]) => {
			const items = normalizeBody(entries);
			const left = await passOn(items, itemsToPassOn(items, all), all);
			return left.map((item) => (item.event === 'inbound' ? item.type : item.event));
		};
		return { person, ids, told, pass, ports: all };
	}

	it('answers it once, and what comes after is ordinary', async () => {
		const { person, told, pass } = asked();
		expect(await pass(typed(person, 'yes'), typed(person, 'thanks'))).toEqual(['text']);
		expect(told).toEqual(['yes']);
	});

	it('is not handed over when it was taken before', async () => {
		const { person, told, pass } = asked({ isTaken: () => true });
		expect(await pass(typed(person, 'yes'))).toEqual([]);
		expect(told).toEqual([]);
	});

	it('is not handed over where it is kept from that', async () => {
		const { person, told, pass } = asked({ isOrdinary: () => true });
		expect(await pass(typed(person, 'yes'))).toEqual(['text']);
		expect(told).toEqual([]);
	});

	it('answers one of two questions, though two nodes hear it at the same moment', async () => {
		const { person, told, ports } = asked({}, 2);
		const items = normalizeBody([typed(person, 'yes')]);
		const wanted = itemsToPassOn(items, ports);
		expect(wanted).toHaveLength(1);
		const both = [1, 2].map(async () => await passOn(items, wanted, ports));
		expect(await Promise.all(both)).toEqual([[], []]);
		expect(told).toEqual(['yes']);
		expect(itemsToPassOn(items, ports)).toEqual([]);
	});

	it.each(['EDIT', 'edited', 'message_deleted', 'REVOKE'])(
		'is no answer as an earlier message that changed: %s',
		async (Type) => {
			const { person, told, pass } = asked();
			expect(await pass(typed(person, 'yes', { Type }))).toEqual([Type.toLowerCase()]);
			expect(told).toEqual([]);
		},
	);

	it('is no answer as a reaction', async () => {
		const { person, ids, told, pass } = asked();
		const Message = JSON.stringify({ reaction: { message_id: ids[0], emoji: '👍' } });
		expect(await pass(typed(person, '', { Type: 'REACTION', Message }))).toEqual(['reaction']);
		expect(told).toEqual([]);
	});
});

it('what is handed over of somebody whose number is hidden has the number that statuses told', async () => {
	const [person, ref, id] = [newPerson(), reference(newExecution(), 't'), newId()];
	const names: unknown[] = [];
	const ports = portsOf({
		resume: async (_reference, item): Promise<Resumption> => {
			if (item.event === 'inbound') names.push(item.knownAs);
			return await Promise.resolve({ is: 'refused' });
		},
	});
	const told = { FromUserId: 'SG.1', FromParentUserId: 'SG.parent' };
	itemsToPassOn(normalizeBody([receiptOf(person, ref, id, 'Delivered', told)]), ports);
	for (const FromUserId of ['SG.1', 'SG.2']) {
		const Context = { id };
		const items = normalizeBody([typed('', 'yes', { FromUserId, Context })]);
		const left = await passOn(items, itemsToPassOn(items, ports), ports);
		expect(left).toEqual(items);
	}
	const inGroup = normalizeBody([
		typed('', 'yes', { FromUserId: 'SG.1', GroupId: 'g-1', Context: { id } }),
	]);
	await passOn(inGroup, itemsToPassOn(inGroup, ports), ports);
	expect(names).toEqual([[person, 'SG.1', 'SG.parent'], undefined, undefined]);
});

it('a question that was not delivered waits for no answer', () => {
	const ports = portsOf();
	const receipt = receiptOf(newPerson(), reference(newExecution(), 't'), newId(), 'Failed');
	itemsToPassOn(normalizeBody([receipt]), ports);
	expect(ports.open.questions.size).toBe(0);
});

it('statuses of one person are told in their order, each to its own execution', async () => {
	const told: string[] = [];
	const ports = portsOf({
		resume: async (ref): Promise<Resumption> => {
			told.push(ref.split('.')[1] ?? '');
			return await Promise.resolve({ is: 'resumed' });
		},
	});
	const person = newPerson();
	const executions = [newExecution(), newExecution(), newExecution()];
	const items = normalizeBody(
		executions.map((execution) => receiptOf(person, reference(execution, 'd'), newId())),
	);
	expect(await passOn(items, itemsToPassOn(items, ports), ports)).toEqual(items);
	expect(told).toEqual(executions.map(String));
});
