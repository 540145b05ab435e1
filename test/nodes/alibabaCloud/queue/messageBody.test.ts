import { decodeBody } from '../../../../nodes/alibabaCloud/queue/messageBody';

const JSON_TEXT = '{"MessageId":"m","To":"65","Status":"Delivered","From":"66?>~"}';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

test.each([
	['plain', JSON_TEXT],
	['with a byte order mark', `\uFEFF${JSON_TEXT}`],
	['in base64', base64(JSON_TEXT)],
	['in base64, with a byte order mark', base64(`\uFEFF${JSON_TEXT}`)],
	['in base64 after a byte order mark', `\uFEFF${base64(JSON_TEXT)}`],
	['in base64 for links', Buffer.from(JSON_TEXT).toString('base64url')],
	['in base64 with line breaks', base64(JSON_TEXT).replace(/.{20}/g, '$&\r\n')],
	['in base64 twice', base64(base64(JSON_TEXT))],
])('a body %s', (_name, body) => {
	expect(decodeBody(body)).toBe(JSON_TEXT);
});

test.each(['plain text', 'eyJicm9rZW4', 'abcd', '', '   ', '!!!'])('%j stays as it is', (body) => {
	expect(decodeBody(body)).toBe(body);
});

test('a hostile body costs no more than linear time', () => {
	const cost = (size: number): number => {
		const before = process.cpuUsage();
		decodeBody(`A${' '.repeat(size)}!`);
		decodeBody(`${'A'.repeat(size)}!`);
		return process.cpuUsage(before).user;
	};
	cost(30_000);
	expect(cost(300_000)).toBeLessThan(30 * (cost(30_000) + 5_000));
});
