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

it('ends after a minute, and leaves the rest to the workflow', async () => {
	let now = 0;
	const resume = jest.fn(async (): Promise<Resumption> => {
		now += 8_000;
		return await Promise.resolve({ is: 'ended' });
	});
	const ports: PassOnPorts = {
		open: new OpenQuestions(new Questions()),
		selection: { ownNumbers: new Set(), stopWords: [] } as never,
		isTaken: () => false,
		isOrdinary: () => false,
		take: () => undefined,
		resume,
		clock: () => now,
	};
	const items = normalizeBody(
		Array.from({ length: 50 }, () =>
			receiptOf(newPerson(), reference(newExecution(), 'd'), newId()),
		),
	);

	const left = await passOn(items, itemsToPassOn(items, ports), ports);

	expect(left).toEqual(items);
	expect(resume.mock.calls.length).toBeLessThan(20);
});
