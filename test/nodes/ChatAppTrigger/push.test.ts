import { readLeft, readPush, TOO_LARGE } from '../../../nodes/ChatAppTrigger/push';

it.each([
	['', 'The body is empty'],
	['  \n', 'The body is empty'],
	['\uFEFF', 'The body is empty'],
	['not json', 'The body is not JSON'],
	['[{"MessageId":"m"', 'The body is not JSON'],
	['<html></html>', 'The body is not JSON'],
	['42', 'The body is neither an array nor an object'],
	['null', 'The body is neither an array nor an object'],
	['"text"', 'The body is neither an array nor an object'],
	[`${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'The body is nested too deeply'],
	['['.repeat(200_000), 'The body is nested too deeply'],
])('refuses %.20p with a reason', (body, reason) => {
	expect(readPush(body)).toEqual({ accepted: false, reason });
});

it.each([
	'[{"MessageId":"m","Status":"Sent"}]',
	'{"MessageId":"m","Status":"Sent"}',
	'\uFEFF[{"MessageId":"m","Status":"Sent"}]\n',
	JSON.stringify('[{"MessageId":"m","Status":"Sent"}]'),
	'"[{"MessageId":"m","Status":"Sent"}]"',
	'{"code":0,"data":[{"MessageId":"m","Status":"Sent"}]}',
	'[{"messageId":"m","status":"Sent"}]',
	'[[{"MessageId":"m","Status":"Sent"}]]',
	'["[{\\"MessageId\\":\\"m\\",\\"Status\\":\\"Sent\\"}]"]',
	'{"headers":{},"query":{},"body":[{"MessageId":"m","Status":"Sent"}]}',
	'{"data":{"data":{"MessageId":"m","Status":"Sent"}}}',
	'[{"MessageId":"m","Status":"Sent",}]',
	'[{"MessageId":"m","Status":"Sent","ErrorDescription":"two\nlines"}]',
])('accepts %p', (body) => {
	expect(readPush(body)).toMatchObject({ accepted: true, items: [{ event: 'status' }] });
});

it('accepts an array with nothing in it', () => {
	expect(readPush('[]')).toEqual({ accepted: true, items: [] });
});

const ORDER = '"MessageId":"m","Type":"ORDER","From":"6591230001","To":"6531589000"';
const listOf = (unit: string, count: number): string => `[${`${unit},`.repeat(count - 1)}${unit}]`;
const keysOf = (count: number): string =>
	`{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',')}}`;

describe('what holds more values than any push', () => {
	const MANY = 1_500_000;

	it.each([
		['objects in an envelope', `{"data":${listOf('{}', MANY)}}`],
		['numbers in an object', `{"a":${listOf('1', 50_000)}}`],
		['lists in an order', `[{${ORDER},"Message":{"product_items":${listOf('[]', MANY)}}}]`],
		['the fields of an entry', `[${keysOf(MANY)}]`],
		['the fields of an object', keysOf(50_000)],
		['lists as text', JSON.stringify(`{"a":${listOf('[]', 50_000)}}`)],
	])('%s is refused, and nothing of it is parsed', (_, body) => {
		const parse = jest.spyOn(JSON, 'parse');
		expect(readPush(body)).toBe(TOO_LARGE);
		// The quotes around a text are all that may have been taken off.
		expect(parse.mock.results.filter(({ value }) => typeof value !== 'string')).toEqual([]);
	});

	it.each([
		[
			'an entry',
			(many: string) => `[{${ORDER},"Message":${many}},{"MessageId":"s","Status":"Sent"}]`,
		],
		[
			'the text of an entry',
			(many: string) =>
				`[${JSON.stringify(`{${ORDER},"Message":${many}}`)},{"MessageId":"s","Status":"Sent"}]`,
		],
	])('in %s makes that unknown, with its text, and leaves the others alone', (_, bodyOf) => {
		const parse = jest.spyOn(JSON, 'parse');
		const many = listOf('[]', 2_500);
		expect(readPush(bodyOf(many))).toMatchObject({
			accepted: true,
			items: [{ event: 'unknown', raw: `{${ORDER},"Message":${many}}` }, { event: 'status' }],
		});
		const lists = parse.mock.results.map(({ value }) => (value as { Message?: unknown })?.Message);
		expect(lists.filter((list) => list !== undefined)).toEqual([]);
	});

	it('in a message that is text stays text', () => {
		const Message = listOf('[]', 3_000);
		const push = readPush(JSON.stringify([{ MessageId: 'm', Type: 'ORDER', Message }]));
		expect(push).toMatchObject({ items: [{ event: 'inbound', order: null, text: Message }] });
	});

	it('in the text of an envelope is not looked into', () => {
		const parse = jest.spyOn(JSON, 'parse');
		const data = listOf('[]', 30_000);
		expect(readPush(JSON.stringify({ data }))).toMatchObject({
			items: [{ event: 'unknown', raw: { data } }],
		});
		expect(parse).not.toHaveBeenCalledWith(data);
	});

	it('and just not so many are an order like others', () => {
		const order = { product_items: Array.from({ length: 1_000 }, () => [] as unknown[]) };
		const push = readPush(`[{${ORDER},"Message":${JSON.stringify(order)}}]`);
		expect(push).toMatchObject({ items: [{ event: 'inbound', order }] });
	});
});

describe('a large push', () => {
	const status = (index: number, more: object = {}): object => ({
		...{ MessageId: `m${index}`, CustSpaceId: 'cams-8d2kq7h1pz', From: '6531589000' },
		...{ To: '6591230001', Status: 'Delivered', Timestamp: 1_790_000_000_000, TaskId: `t${index}` },
		...{ Type: 'text', TemplateCode: '744', TemplateName: 'x', Language: 'en', WabaId: '1048' },
		...more,
	});
	const none = async (): Promise<void> => await Promise.resolve();

	it.each([
		['of 50,000 statuses is taken', 50_000, (all: string) => all],
		['as text is taken', 1_000, (all: string) => JSON.stringify(all)],
		['in quotes is taken', 1_000, (all: string) => `"${all}"`],
		['in an envelope is taken', 1_000, (all: string) => `{"code":0,"data":${all}}`],
	])('%s', async (_, count, bodyOf) => {
		const all = JSON.stringify(Array.from({ length: count }, (_, index) => status(index)));
		const push = readPush(bodyOf(all));
		if (!push.accepted) throw new Error(push.reason);
		const others = await readLeft(push.left ?? [], none);
		const items = [...push.items, ...others];
		const ids = items.map((item) => ('messageId' in item ? item.messageId : null));
		expect(ids.join()).toBe(all.match(/\bm\d+/g)?.join());
	});

	it('is parsed in turns, of which none has much of it', async () => {
		const long = { Note: 'x'.repeat(10_000) };
		const all = Array.from({ length: 1_000 }, (_, index) => status(index, index < 100 ? long : {}));
		const parse = jest.spyOn(JSON, 'parse');
		const parsed = (): number =>
			parse.mock.calls.splice(0).reduce((sum, [text]) => sum + text.length, 0);
		const turns: number[] = [];
		const push = readPush(JSON.stringify(all));
		if (!push.accepted) throw new Error(push.reason);
		const others = await readLeft(push.left ?? [], async () => {
			turns.push(parsed());
			await none();
		});
		turns.push(parsed());

		expect([...push.items, ...others]).toHaveLength(1_000);
		expect(turns.length).toBeGreaterThan(4);
		expect(Math.max(...turns)).toBeLessThanOrEqual(256 * 1024);
	});

	it('with a comma too many brings all the same', async () => {
		const all = Array.from({ length: 600 }, (_, index) => JSON.stringify(status(index)));
		const push = readPush(`[${all.join(',')},,${all[0]}]`);
		if (!push.accepted) throw new Error(push.reason);
		const items = [...push.items, ...(await readLeft(push.left ?? [], none))];
		expect(items).toHaveLength(601);
		expect(items.every(({ event }) => event === 'status')).toBe(true);
	});

	it.each([
		['JSON', (list: string) => JSON.stringify(list)],
		['Base64', (list: string) => JSON.stringify(Buffer.from(list).toString('base64'))],
	])('brings no more than 50,000 from lists in %s', async (_, encoded) => {
		const list = JSON.stringify(
			Array.from({ length: 1_000 }, () => ({ MessageId: 'm', Status: 's' })),
		);
		const push = readPush(`[${Array<string>(60).fill(encoded(list)).join(',')}]`);
		if (!push.accepted) throw new Error(push.reason);
		const items = [...push.items, ...(await readLeft(push.left ?? [], none))];
		const whole = items.filter(({ event }) => event === 'unknown');
		expect(items.length).toBeLessThanOrEqual(50_000);
		expect(items.length - whole.length).toBe(49_000);
		// Nothing is dropped: the others hold their lists.
		expect(whole).toHaveLength(11);
		for (const { raw } of whole) expect(raw).toBe(JSON.parse(encoded(list)));
	});
});

it.each([
	['[,]'],
	['[{"MessageId":"m","Status":],]'],
	['[{"MessageId":"m","Status":"Sent"}}'],
	['[{"MessageId":"m","Status":"Sent"}],[]'],
	['[{"MessageId":"m","Status":"Sent"] ]'],
	['[{"MessageId":"m"} {"MessageId":"m"}]'],
	['[]]'],
	['[[]'],
	['[],'],
])('refuses %p, which is nearly a list', (body) => {
	expect(readPush(body)).toEqual({ accepted: false, reason: 'The body is not JSON' });
});

it.each([
	['[ ]', 0],
	['[ {"a":"]"} , 7 , "[,]" , [1,[2]] , {"b":"\\\\"} ]', 5],
	['{"data":[]}', 1],
])('finds the entries of %p', (body, count) => {
	const push = readPush(body);
	expect(push.accepted && push.items.map(({ raw }) => raw)).toEqual(
		body.startsWith('[') ? JSON.parse(body) : [JSON.parse(body)],
	);
	expect(push.accepted && push.items).toHaveLength(count);
});

const SENT = '{"MessageId":"m1","To":"65","Status":"Sent"}';
const READ = '{"MessageId":"m2","To":"65","Status":"Read"}';

it.each([
	['a comma behind the last entry', `[${SENT},${READ}, ]`, ['status', 'status']],
	['commas too many', `[,${SENT},,${READ},,]`, ['status', 'status']],
	[
		'an entry that is not JSON',
		`[${SENT},{"Message":"say "hi""},${READ}]`,
		['status', 'unknown', 'status'],
	],
	['an entry that is not JSON in front', `[{"a":undefined},${SENT}]`, ['unknown', 'status']],
])('takes what can be read of a list with %s', (_, body, events) => {
	const push = readPush(body);
	expect(push.accepted && push.items.map(({ event }) => event)).toEqual(events);
});

it('keeps the text of an entry that is not JSON', () => {
	expect(readPush(`[ {"a":undefined} ,${SENT}]`)).toMatchObject({
		items: [{ event: 'unknown', raw: '{"a":undefined}' }, { event: 'status' }],
	});
});

it('takes an entry that is not JSON also from a later turn', async () => {
	const push = readPush(`[${Array<string>(600).fill(SENT).join(',')},{"a":undefined}]`);
	if (!push.accepted) throw new Error(push.reason);
	const others = await readLeft(push.left ?? [], async () => await Promise.resolve());
	expect(others.at(-1)).toMatchObject({ event: 'unknown', raw: '{"a":undefined}' });
});

describe('a push in the form of a queue', () => {
	const base64 = (text: string): string => Buffer.from(text).toString('base64');

	it.each([
		['in Base64', base64(`[${SENT},${READ}]`)],
		['in Base64 in quotes', JSON.stringify(base64(`[${SENT},${READ}]`))],
		['of entries in Base64', JSON.stringify([base64(SENT), base64(READ)])],
		['in Base64 in a request', JSON.stringify({ body: base64(`[${SENT},${READ}]`) })],
		['of requests', `[{"headers":{},"body":${SENT}},{"headers":{},"body":[${READ}]}]`],
		['of lists', `[[${SENT}],[${READ}]]`],
	])('%s is taken', (_, body) => {
		expect(readPush(body)).toMatchObject({ items: [{ status: 'sent' }, { status: 'read' }] });
	});

	it('in Base64 with more values than any has is not parsed', () => {
		const parse = jest.spyOn(JSON, 'parse');
		const body = base64(`[${'[],'.repeat(60_000)}[]]`);
		expect(readPush(body)).toEqual({ accepted: false, reason: 'The body is not JSON' });
		expect(readPush(JSON.stringify({ body }))).toMatchObject({ items: [{ event: 'unknown' }] });
		expect(readPush(JSON.stringify([body]))).toMatchObject({ items: [{ event: 'unknown' }] });
		const lists = parse.mock.results.filter(
			({ value }) => Array.isArray(value) && value.length > 1,
		);
		expect(lists).toEqual([]);
	});
});
