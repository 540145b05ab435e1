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

test.each([
	['in base64 in quotes', JSON.stringify(base64(JSON_TEXT))],
	['in base64 in quotes in base64', base64(JSON.stringify(base64(JSON_TEXT)))],
	[
		'in base64 in quotes, with line breaks',
		JSON.stringify(base64(JSON_TEXT).replace(/.{9}/g, '$&\n')),
	],
])('a body %s', (_name, body) => {
	expect(decodeBody(body)).toBe(JSON_TEXT);
});

test.each([
	['', (list: string) => list],
	[' in quotes', (list: string) => JSON.stringify(list)],
	[' in base64', base64],
])('entries in base64 in a list%s keep every digit', (_name, write) => {
	const entry = '{"MessageId":12345678901234567890}';
	const body = write(JSON.stringify([base64(entry), base64(JSON.stringify(base64(JSON_TEXT)))]));
	expect(decodeBody(body)).toBe(`[${entry},${JSON_TEXT}]`);
});

test.each([
	JSON.stringify(JSON_TEXT),
	JSON.stringify([JSON_TEXT, 'text', 'abcd']),
	`[${JSON_TEXT},"${base64(JSON_TEXT)}"]`,
	'["eyJ',
	'"eyJ',
	'"abcd"',
	'[]',
	'[1,"a"]',
	'["',
])('%j is left to its reader', (body) => {
	expect(decodeBody(body)).toBe(body);
});

test('a list of texts keeps those that are no base64', () => {
	expect(decodeBody(JSON.stringify([base64(JSON_TEXT), 'a "text"']))).toBe(
		`[${JSON_TEXT},"a \\"text\\""]`,
	);
});

test('no more layers than some are taken off', () => {
	const wrapped = (layers: number): string =>
		layers === 0 ? JSON_TEXT : JSON.stringify(base64(wrapped(layers - 1)));
	expect(decodeBody(wrapped(3))).toBe(JSON_TEXT);
	expect(decodeBody(wrapped(4))).toBe(wrapped(1));
	const deep = '["'.repeat(50_000);
	expect(decodeBody(deep)).toBe(deep);
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
