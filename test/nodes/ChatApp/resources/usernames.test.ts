import { byId, CHANNEL, SENDER } from '../fields/parameters';
import { results, run, simulator, useSimulator } from '../workbench';

useSimulator();

const OTHER = '6531589001';
const usernameOf = (number: string): string | null | undefined => {
	const found = simulator.world.channels.number(number);
	return found && simulator.world.management.of(found).username;
};
const on = (operation: string, number: string, more: object = {}): object => ({
	...{ resource: 'phoneNumber', operation, channel: byId(CHANNEL), phoneNumber: byId(number) },
	...more,
});
const update = (number: string, transferAction: string): object =>
	on('updateUsername', number, { username: 'acme', transferAction });

test('a number without a username has empty fields', async () => {
	const [item] = await results(on('getUsername', SENDER));
	expect(item).toMatchObject({ username: null, status: null });
});

test('a username of another number is refused with the way out, or transferred', async () => {
	await results(update(SENDER, 'none'));
	const { error } = await run(update(OTHER, 'none'));
	expect(error?.description).toContain('transfer');
	expect(usernameOf(OTHER)).toBeNull();
	await results(update(OTHER, 'force_transfer'));
	expect([usernameOf(SENDER), usernameOf(OTHER)]).toEqual([null, 'acme']);
});

test('deleting a username that does not exist says so', async () => {
	const { error } = await run(on('deleteUsername', SENDER));
	expect(error?.message).toBe('The username was not deleted');
	expect(error?.description).toContain("'Get Username'");
});
