import { readdirSync } from 'node:fs';

type Environment = new (context: { projectConfig: object }) => { teardown(): Promise<void> };

const OneRealm = jest.requireActual<Environment>('./oneRealm');
const globals = globalThis as Record<string, unknown>;

describe('the environment of a test file', () => {
	it('is the realm of Node.js, as in n8n', () => {
		expect(readdirSync(__dirname)).toBeInstanceOf(Array);
	});

	it('leaves to the next file what it found', async () => {
		process.env.FOUND = 'before';
		globals.found = 'before';
		const environment = new OneRealm({ projectConfig: {} });
		const { fetch } = globalThis;
		const listener = jest.fn();

		process.env.FOUND = 'changed';
		process.env.LEFT = 'behind';
		globals.found = 'changed';
		globals.left = 'behind';
		globalThis.fetch = jest.fn();
		process.on('warning', listener);
		await environment.teardown();

		expect(process.env.FOUND).toBe('before');
		expect(process.env.LEFT).toBeUndefined();
		expect(globals.found).toBe('before');
		expect(globals).not.toHaveProperty('left');
		expect(globalThis.fetch).toBe(fetch);
		expect(process.listeners('warning')).not.toContain(listener);
	});

	it('brings back what was deleted', async () => {
		process.env.FOUND = 'before';
		const environment = new OneRealm({ projectConfig: {} });

		delete process.env.FOUND;
		await environment.teardown();

		expect(process.env.FOUND).toBe('before');
	});
});
