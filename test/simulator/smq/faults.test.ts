import { type Bench, QUEUE, startBench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
	bench.store.enqueue(QUEUE, 'one');
});
afterEach(async () => {
	await bench.server.close();
});

test('a delay comes late and is complete', async () => {
	bench.faults.add({ service: 'mns', kind: 'delay', delayMs: 150 });
	const started = Date.now();
	expect((await bench.call('')).status).toBe(200);
	expect(Date.now() - started).toBeGreaterThanOrEqual(140);
});

test('a reset cuts the connection and is recorded', async () => {
	bench.faults.add({ service: 'mns', kind: 'reset' });
	await expect(bench.call('')).rejects.toThrow();
	expect(bench.requests.all.map(({ action, status }) => [action, status])).toEqual([
		['ReceiveMessage', 0],
	]);
	expect((await bench.call('')).status).toBe(200);
});

test('a status answers in the error format of the service', async () => {
	bench.faults.add({ service: 'mns', kind: 'status', action: 'BatchReceiveMessage', status: 500 });
	expect((await bench.call('?peekonly=true')).status).toBe(200);
	const answer = await bench.call('?numOfMessages=2');
	expect([answer.status, answer.text('Code')]).toEqual([500, 'InternalError']);
	expect(answer.text('RequestId')).toMatch(/^[0-9A-F]{24}$/);
});

test('a throttle answers QpsLimitExceeded', async () => {
	bench.faults.add({ service: 'mns', kind: 'throttle' });
	expect((await bench.call('')).text('Code')).toBe('QpsLimitExceeded');
});

test('html and truncated answers are no XML documents', async () => {
	bench.faults.add({ service: 'mns', kind: 'html' });
	const html = await bench.call('');
	expect([html.status, html.body.startsWith('<html>')]).toEqual([502, true]);
	bench.faults.add({ service: 'mns', kind: 'truncate' });
	await expect(bench.call('')).rejects.toThrow();
	expect(bench.store.depth(QUEUE)).toEqual({ active: 0, inactive: 1 });
});

test('requests are recorded with action, parameters and code, never the authorization', async () => {
	await bench.call('?numOfMessages=2&waitseconds=0');
	await bench.call('', { secret: 'wrong' });
	const [first, second] = bench.requests.all;
	expect(first).toMatchObject({
		service: 'mns',
		action: 'BatchReceiveMessage',
		method: 'GET',
		params: { numOfMessages: '2', waitseconds: '0', QueueName: QUEUE },
		placement: { numOfMessages: 'query' },
		status: 200,
		code: 'OK',
	});
	expect(first?.headers).not.toHaveProperty('authorization');
	expect(second).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
});
