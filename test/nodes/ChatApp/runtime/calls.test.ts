import { byId, mapped, SEND_TEMPLATE, WELCOME } from '../fields/parameters';
import { callsOf, results, run, simulator, useSimulator } from '../workbench';

useSimulator();

const welcome = { ...SEND_TEMPLATE, template: byId(WELCOME), variables: mapped(null) };
const read = { resource: 'channel', operation: 'getAll' };

test.each([
	['throttle', {}],
	['status', { status: 400, code: 'System.LimitControl' }],
	['status', { status: 400, code: 'Throttling.User' }],
] as const)('a send that was refused for its rate (%s %j) is sent again', async (kind, fault) => {
	simulator.control.fault({
		service: 'cams',
		action: 'SendChatappMessage',
		kind,
		...fault,
		times: 2,
	});
	expect(await results(welcome)).toHaveLength(1);
	expect(callsOf('SendChatappMessage')).toHaveLength(3);
});

test.each(['reset', 'html', 'truncate', 'status'] as const)(
	'a send with an unknown outcome (%s) is never sent again',
	async (kind) => {
		simulator.control.fault({ service: 'cams', action: 'SendChatappMessage', kind });
		const finished = await run(welcome);
		expect(finished.error?.description).toContain('Look it up with Message > Get Many');
		expect(callsOf('SendChatappMessage')).toHaveLength(1);
	},
);

test.each(['reset', 'html', 'truncate', 'status'] as const)(
	'a read that failed in passing (%s) is retried',
	async (kind) => {
		simulator.control.fault({ service: 'cams', action: 'ListInstance', kind });
		expect(await results(read)).toHaveLength(5);
		expect(callsOf('ListInstance')).toHaveLength(2);
	},
);

test('a read that keeps failing is given up', async () => {
	simulator.control.fault({
		service: 'cams',
		action: 'ListInstance',
		kind: 'status',
		status: 500,
		code: 'InternalError',
		times: null,
	});
	const finished = await run(read);
	expect(finished.error?.message).toContain('The service failed to process the call');
	expect(callsOf('ListInstance')).toHaveLength(4);
});

test('a read that was refused is not retried', async () => {
	const finished = await run({
		resource: 'phoneNumber',
		operation: 'getAll',
		channel: byId('cams-none'),
	});
	expect(finished.status).toBe('error');
	expect(callsOf('QueryChatappPhoneNumbers')).toHaveLength(1);
});

test('sends start no faster than allowed', async () => {
	const input = Array.from({ length: 30 }, () => ({}));
	const start = Date.now();
	await results({ ...welcome, options: { requestsPerSecond: 50 } }, input);
	expect(Date.now() - start).toBeGreaterThanOrEqual(29 * 20 - 30);
	expect(callsOf('SendChatappMessage')).toHaveLength(30);
});
