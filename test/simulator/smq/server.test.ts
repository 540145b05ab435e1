import { createHash } from 'node:crypto';

import { type Bench, OTHER_QUEUE, OWN_QUEUE, QUEUE, startBench } from './bench';
import type { Call } from './signedCall';

const handles = (...list: string[]) =>
	`<?xml version="1.0" encoding="UTF-8"?><ReceiptHandles xmlns="http://mns.aliyuncs.com/doc/v1/">${list
		.map((handle) => `<ReceiptHandle>${handle}</ReceiptHandle>`)
		.join('')}</ReceiptHandles>`;

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => {
	await bench.server.close();
});

describe('who may ask', () => {
	const minutes = (count: number) => count * 60_000;
	const permanent: Partial<Call> = { accessKeyId: 'test-permanent-id', securityToken: undefined };
	const cases: Array<[what: string, status: number, code: string, call: Partial<Call>]> = [
		['an unknown key', 403, 'InvalidAccessKeyId', { accessKeyId: 'nobody' }],
		['a wrong secret', 403, 'SignatureDoesNotMatch', { secret: 'another' }],
		[
			'a changed signed header',
			403,
			'SignatureDoesNotMatch',
			{ headers: { 'x-mns-version': '1' } },
		],
		['a missing token', 403, 'AccessDenied', { securityToken: undefined }],
		['a wrong token', 403, 'AccessDenied', { securityToken: 'another' }],
		['a permanent key on a platform queue', 403, 'AccessDenied', permanent],
		[
			'a token for another queue',
			403,
			'AccessDenied',
			{ target: `/queues/${OTHER_QUEUE}/messages` },
		],
		['no authorization', 400, 'MissingAuthorizationHeader', { headers: { authorization: '' } }],
		[
			'another scheme',
			400,
			'InvalidAuthorizationHeader',
			{ headers: { authorization: 'Basic x' } },
		],
		['no date', 400, 'MissingDateHeader', { headers: { date: '' } }],
		['a date that is none', 400, 'InvalidDateHeader', { headers: { date: 'soon' } }],
		['another path', 400, 'InvalidRequestURL', { target: '/queues' }],
	];
	test.each(cases)('refuses %s with %i %s', async (_what, status, code, call) => {
		const answer = await bench.call('', call);
		expect([answer.status, answer.text('Code')]).toEqual([status, code]);
	});

	test.each([
		[14, 404, 'MessageNotExist'],
		[-14, 404, 'MessageNotExist'],
		[16, 408, 'TimeExpired'],
		[-16, 408, 'TimeExpired'],
	])('a clock off by %i minutes gets %i %s', async (off, status, code) => {
		const answer = await bench.call('', { at: bench.time.now + minutes(off) });
		expect([answer.status, answer.text('Code')]).toEqual([status, code]);
	});

	test('refuses an expired token', async () => {
		bench.time.now += minutes(61);
		const answer = await bench.call('');
		expect([answer.status, answer.text('Code')]).toEqual([403, 'AccessDenied']);
	});

	test("lets a permanent key open its owner's queue", async () => {
		const answer = await bench.call(`/queues/${OWN_QUEUE}/messages`, permanent);
		expect(answer.text('Code')).toBe('MessageNotExist');
	});

	test.each([
		['the body', handles('x'), 'ReceiptHandleError'],
		['another body', handles('y'), 'InvalidDegist'],
	])('meets a digest of %s', async (_what, text, code) => {
		const digest = createHash('md5').update(text).digest('base64');
		const answer = await bench.call('', { method: 'DELETE', body: handles('x'), digest });
		expect(answer.text('Code') ?? answer.text('ErrorCode')).toBe(code);
	});

	test('says QueueNotExist only to those who may open the queue', async () => {
		const target = '/queues/Alicom-Queue-1234567890123456-Nowhere/messages';
		expect((await bench.call(target)).text('Code')).toBe('AccessDenied');
		const answer = await bench.call(target, { accessKeyId: 'test-missing-queue-id' });
		expect([answer.status, answer.text('Code')]).toEqual([404, 'QueueNotExist']);
	});
});

describe('what is asked', () => {
	test.each([
		'?numOfMessages=0',
		'?numOfMessages=17',
		'?numOfMessages=x',
		'?numOfMessages=',
		'?waitseconds=31',
		'?waitseconds=-1',
		'?waitseconds=1.5',
		'?peekonly=true&numOfMessages=99',
	])('refuses %s with InvalidArgument', async (target) => {
		const answer = await bench.call(target);
		expect([answer.status, answer.text('Code')]).toEqual([400, 'InvalidArgument']);
	});

	test.each(['?waitSeconds=1', '?other=1', '?%=1'])('refuses the query %s', async (target) => {
		const answer = await bench.call(target);
		expect([answer.status, answer.text('Code')]).toEqual([400, 'InvalidQueryString']);
	});

	test.each(['0', '43201', 'abc'])('refuses a visibility timeout of %s', async (seconds) => {
		bench.store.enqueue(QUEUE, 'one');
		const handle = (await bench.call('')).text('ReceiptHandle');
		const target = `?receiptHandle=${handle}&visibilityTimeout=${seconds}`;
		const answer = await bench.call(target, { method: 'PUT' });
		expect([answer.status, answer.text('Code')]).toEqual([400, 'InvalidArgument']);
	});

	test.each([
		['PUT', '?visibilityTimeout=5', 'MissingReceiptHandle'],
		['PUT', '?receiptHandle=x', 'MissingVisibilityTimeout'],
		['DELETE', '', 'MissingReceiptHandle'],
		['DELETE', '?ReceiptHandle=x', 'ReceiptHandleError'],
		['PUT', '?receiptHandle=x&visibilityTimeout=5', 'ReceiptHandleError'],
		['PATCH', '', 'InvalidRequestURL'],
	])('refuses %s %s with %s', async (method, target, code) => {
		const answer = await bench.call(target, { method });
		expect([answer.status, answer.text('Code')]).toEqual([400, code]);
	});

	test.each([
		['<ReceiptHandles><ReceiptHandle>', 'MalformedXML'],
		['not xml', 'MalformedXML'],
		['<Other><A>1</A></Other>', 'InvalidArgument'],
		['<ReceiptHandles></ReceiptHandles>', 'InvalidArgument'],
		[handles(...Array.from({ length: 17 }, () => 'x')), 'InvalidArgument'],
	])('refuses a batch delete of %s with %s', async (body, code) => {
		const answer = await bench.call('', { method: 'DELETE', body });
		expect([answer.status, answer.text('Code')]).toEqual([400, code]);
	});

	test('answers an empty queue with 404 MessageNotExist', async () => {
		for (const target of ['', '?numOfMessages=16', '?peekonly=true']) {
			const answer = await bench.call(target);
			expect([answer.status, answer.text('Code')]).toEqual([404, 'MessageNotExist']);
		}
	});
});

describe('messages', () => {
	test('shows the documented fields, escaped', async () => {
		bench.store.enqueue(QUEUE, '<a> & "b" \'c\'');
		bench.time.now += 500;
		const answer = await bench.call('');
		expect(answer.status).toBe(200);
		expect(answer.body).toContain('<Message xmlns="http://mns.aliyuncs.com/doc/v1/">');
		expect(answer.text('MessageBody')).toBe('&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos;');
		expect(answer.text('MessageBodyMD5')).toBe(
			createHash('md5').update('<a> & "b" \'c\'').digest('hex').toUpperCase(),
		);
		const time = (name: string) => Number(answer.text(name)) - bench.time.now;
		expect(['EnqueueTime', 'FirstDequeueTime', 'NextVisibleTime'].map(time)).toEqual([
			-500, 0, 30_000,
		]);
		expect([answer.text('DequeueCount'), answer.text('Priority')]).toEqual(['1', '8']);
		expect(answer.text('ReceiptHandle')).toMatch(/\+.*\/.*=$/);
	});

	test('come back with a new handle and a higher count after the visibility timeout', async () => {
		bench.store.enqueue(QUEUE, 'one');
		const first = await bench.call('');
		bench.time.now += 29_999;
		expect((await bench.call('')).status).toBe(404);
		bench.time.now += 1;
		const second = await bench.call('');
		expect(second.text('DequeueCount')).toBe('2');
		expect(second.text('MessageId')).toBe(first.text('MessageId'));
		expect(second.text('FirstDequeueTime')).toBe(first.text('FirstDequeueTime'));
		expect(second.text('ReceiptHandle')).not.toBe(first.text('ReceiptHandle'));

		const old = `?ReceiptHandle=${first.text('ReceiptHandle')}`;
		const refused = await bench.call(old, { method: 'DELETE' });
		expect([refused.status, refused.text('Code')]).toEqual([404, 'MessageNotExist']);
		const current = `?ReceiptHandle=${second.text('ReceiptHandle')}`;
		expect((await bench.call(current, { method: 'DELETE' })).status).toBe(204);
	});

	test('cannot be deleted with a handle whose time is over', async () => {
		bench.store.enqueue(QUEUE, 'one');
		const handle = (await bench.call('')).text('ReceiptHandle');
		bench.time.now += 30_000;
		const answer = await bench.call(`?ReceiptHandle=${handle}`, { method: 'DELETE' });
		expect([answer.status, answer.text('Code')]).toEqual([404, 'MessageNotExist']);
		expect(bench.store.depth(QUEUE)).toEqual({ active: 1, inactive: 0 });
	});

	test('are deleted by a percent-encoded handle too', async () => {
		bench.store.enqueue(QUEUE, 'one');
		const handle = (await bench.call('')).text('ReceiptHandle') ?? '';
		const target = `?ReceiptHandle=${encodeURIComponent(handle)}`;
		expect((await bench.call(target, { method: 'DELETE' })).status).toBe(204);
	});

	test('stay longer, or come sooner, by ChangeMessageVisibility; the old handle dies', async () => {
		bench.store.enqueue(QUEUE, 'one');
		const old = (await bench.call('')).text('ReceiptHandle');
		const change = async (handle: string | undefined, seconds: number) =>
			await bench.call(`?receiptHandle=${handle}&visibilityTimeout=${seconds}`, { method: 'PUT' });
		const longer = await change(old, 60);
		expect(longer.status).toBe(200);
		expect(longer.body).toContain('<ChangeVisibility xmlns=');
		expect(Number(longer.text('NextVisibleTime'))).toBe(bench.time.now + 60_000);
		expect((await change(old, 60)).text('Code')).toBe('MessageNotExist');

		bench.time.now += 59_999;
		expect((await bench.call('')).status).toBe(404);
		expect((await change(longer.text('ReceiptHandle'), 1)).status).toBe(200);
		bench.time.now += 1_000;
		expect((await bench.call('')).text('DequeueCount')).toBe('2');
	});

	test('go by batch: all deleted is 204, a dead handle 404 with its errors', async () => {
		for (const body of ['a', 'b', 'c']) bench.store.enqueue(QUEUE, body);
		const received = await bench.call('?numOfMessages=16');
		expect(received.body).toContain('<Messages xmlns="http://mns.aliyuncs.com/doc/v1/"><Message>');
		const found = [...received.body.matchAll(/<ReceiptHandle>([^<]*)</g)].map((m) => m[1] ?? '');
		expect(found).toHaveLength(3);

		const [first = '', ...others] = found;
		expect((await bench.call('', { method: 'DELETE', body: handles(first) })).status).toBe(204);
		const partly = await bench.call('', {
			method: 'DELETE',
			body: handles(first, ...others, 'nonsense'),
		});
		expect(partly.status).toBe(404);
		expect(partly.body).toContain('<Errors xmlns=');
		expect([...partly.body.matchAll(/<ErrorCode>([^<]*)</g)].map((m) => m[1])).toEqual([
			'MessageNotExist',
			'ReceiptHandleError',
		]);
		expect(bench.store.depth(QUEUE)).toEqual({ active: 0, inactive: 0 });
	});

	test('are shown by a peek without handle and without any change', async () => {
		for (const body of ['a', 'b']) bench.store.enqueue(QUEUE, body);
		const batch = await bench.call('?peekonly=true&numOfMessages=16');
		expect(batch.body.match(/<Message>/g)).toHaveLength(2);
		const one = await bench.call('?peekonly=true');
		expect(one.text('ReceiptHandle')).toBeUndefined();
		expect(one.text('DequeueCount')).toBe('0');
		expect(bench.store.depth(QUEUE)).toEqual({ active: 2, inactive: 0 });
	});
});
