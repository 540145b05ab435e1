import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { normalizeBody } from '../../../../nodes/notifications/items/normalize';
import { decodeBody } from '../../../../nodes/alibabaCloud/queue/messageBody';
import {
	readError,
	readFailedHandles,
	readMessages,
	readVisibility,
	writeReceiptHandles,
} from '../../../../nodes/alibabaCloud/queue/xml';

function sample(name: string): string {
	return readFileSync(join(__dirname, '../../../fixtures/smq-xml', name), 'utf8');
}

describe('messages', () => {
	it('are read from a single one', () => {
		expect(readMessages(sample('receive-one.xml'))).toEqual([
			{
				id: '5F290C926D472878-2-14D9529A8FA-200000001',
				receiptHandle: '1-ODU4OTkzNDU51-MTc5MDAwMDAwMC0yLTg=',
				body: expect.stringMatching(/^eyJNZXNz/) as string,
				dequeueCount: 1,
				firstDequeueTime: 1790000000100,
				nextVisibleTime: 1790000030000,
			},
		]);
	});

	it('are read from a batch, down to their items', () => {
		const items = readMessages(sample('batch-receive.xml')).flatMap(({ body }) =>
			normalizeBody(decodeBody(body)),
		);

		expect(items).toMatchObject([
			{ event: 'status', status: 'delivered', messageId: '2026093011000001001' },
			{ event: 'inbound', text: 'Where is my parcel?' },
		]);
	});

	it('may hold 64 KB of characters that XML escapes', () => {
		const body = '"<&>'.repeat(16_384);
		const escaped = body.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&#34;');

		const [message] = readMessages(`<Message><MessageBody>${escaped}</MessageBody></Message>`);

		expect(message?.body).toBe(body);
	});

	it.each([
		'',
		'not xml',
		'<html><body>Bad gateway</body></html>',
		'<a>',
		'{"a":1}',
		'<Messages/>',
	])('are none in %p', (text) => {
		expect(readMessages(text)).toEqual([]);
		expect(readError(text)).toBeNull();
		expect(readVisibility(text)).toBeNull();
		expect(readFailedHandles(text)).toBeNull();
	});
});

it('reads the new handle after a change of visibility, whatever the root is called', () => {
	const changed = {
		receiptHandle: '1-ODU4OTkzNDU51-MTc5MDAwMDA1MC0yLTg=',
		nextVisibleTime: 1790000080000,
	};
	const xml = sample('change-visibility.xml');

	expect(readVisibility(xml)).toEqual(changed);
	expect(readVisibility(xml.replace(/ChangeVisibility/g, 'Message'))).toEqual(changed);
});

it.each([
	'MessageNotExist',
	'QueueNotExist',
	'AccessDenied',
	'SignatureDoesNotMatch',
	'TimeExpired',
])('reads the error %s', (code) => {
	expect(readError(sample(`error-${code}.xml`))).toEqual({
		code,
		message: expect.stringMatching(/\w/) as string,
		requestId: '5FA1B2C3D4E5F60718293A4B',
	});
});

it('reads which messages could not be deleted', () => {
	const failed = readFailedHandles(sample('batch-delete-partial-failure.xml'));

	expect([...(failed ?? [])]).toEqual([
		['1-ODU4OTkzNDU52-MTc5MDAwMDAwMC0yLTg=', 'MessageNotExist'],
	]);
});

it('writes the request of a batch delete as documented', () => {
	const handles = ['1-ODU4OTkzNDU51-MTc5MDAwMDAwMC0yLTg=', '1-ODU4OTkzNDU52-MTc5MDAwMDAwMC0yLTg='];

	expect(writeReceiptHandles(handles)).toBe(sample('batch-delete-request.xml').trim());
	expect(writeReceiptHandles(['a&<b>'])).toContain(
		'<ReceiptHandle>a&amp;&lt;b&gt;</ReceiptHandle>',
	);
});

describe('bodies', () => {
	const json = '{"MessageId":"m"}';

	it.each([
		[json, json],
		[Buffer.from(json).toString('base64'), json],
		[`${Buffer.from(json).toString('base64')}\n`, json],
		[Buffer.from(`[${json}]`).toString('base64'), `[${json}]`],
		['plain text', 'plain text'],
		['cGxhaW4gdGV4dA==', 'cGxhaW4gdGV4dA=='],
		['', ''],
		['{broken', '{broken'],
	])('%p is %p', (body, text) => {
		expect(decodeBody(body)).toBe(text);
	});
});
