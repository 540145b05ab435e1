import { readAnswer } from '../../../../nodes/alibabaCloud/client/answer';
import { bodyText } from '../../../../nodes/alibabaCloud/wire/bodyText';

it('takes an envelope with Code OK, whatever its Message says', () => {
	const text = '{"Code":"OK","Message":"InvalidParameter","TemplateCode":1119000000000000001}';
	expect(readAnswer(200, text)).toEqual({
		ok: true,
		envelope: { Code: 'OK', Message: 'InvalidParameter', TemplateCode: '1119000000000000001' },
	});
});

it.each([
	'{"RequestId":"r"}',
	'{"Code":200}',
	'{"Code":"OK","Success":true}',
	'{"Code":"OK","Success":"true"}',
	...['SUCCESS', 'success', 'ok', 'Ok', '0', '0000', '200'].map((Code) => JSON.stringify({ Code })),
])('takes %s as success', (text) => {
	expect(readAnswer(200, text).ok).toBe(true);
});

it.each([
	[200, '{"Code":"Product.Unsubscript","Message":"no","RequestId":"r"}', 'Product.Unsubscript'],
	[400, '{"Code":"OK"}', 'OK'],
	[200, '{"Code":"OK","Success":false}', 'OK'],
	[200, '{"Success":false}', 'HTTP 200'],
	[200, '{"Code":"OK","Success":"false"}', 'OK'],
	[503, '{"code":"ServiceUnavailable"}', 'ServiceUnavailable'],
	[500, '{}', 'HTTP 500'],
])('takes HTTP %i %s as a refusal with code %s', (status, text, code) => {
	expect(readAnswer(status, text)).toMatchObject({ ok: false, refusal: { code } });
});

test.each([(text: string) => text, (text: string) => Buffer.from(text)])(
	'one mark of the byte order before an answer is none of it',
	(received) => {
		const text = bodyText(received('\uFEFF{"Code":"OK","RequestId":"r"}'));
		expect(readAnswer(200, text, 'change').ok).toBe(true);
		expect(bodyText(received('\uFEFF\uFEFFa\uFEFF'))).toBe('\uFEFFa\uFEFF');
	},
);

it.each(['', '<html><body>Bad <b>gateway</b></body></html>', '[1]', 'null', '{"Code":"O'])(
	'gives no code for %j, which is not an answer of the service',
	(text) => {
		expect(readAnswer(200, text)).toMatchObject({ ok: false, refusal: { code: null } });
	},
);

it('keeps what helps to find the cause', () => {
	expect(
		readAnswer(
			403,
			'{"Code":"Forbidden.RAM","Message":"m","RequestId":"r","Recommend":"https://x","AccessDeniedDetail":{"AuthAction":"cams:ListInstance"}}',
		),
	).toEqual({
		ok: false,
		refusal: {
			code: 'Forbidden.RAM',
			message: 'm',
			requestId: 'r',
			recommend: 'https://x',
			accessDeniedDetail: '{"AuthAction":"cams:ListInstance"}',
			isOwn: true,
			hasMessageId: false,
		},
	});
});

const FOREIGN = [
	'{}',
	'{"login":"required"}',
	'{"status":"ok","code":"OK","requestId":"r"}',
	'{"Message":"welcome"}',
	'{"MessageId":""}',
	'{"Data":{"Id":1}}',
];

test.each(FOREIGN)("%s is nobody's success, whatever was asked", (text) => {
	for (const asked of ['read', 'change', 'message'] as const) {
		expect(readAnswer(200, text, asked)).toMatchObject({
			ok: false,
			refusal: { code: null, isOwn: false },
		});
	}
});

test.each([301, 302, 307, 308, 304])('HTTP %i is not the service, whatever it says', (status) => {
	const text = '{"Code":"OK","RequestId":"r","MessageId":"m"}';
	expect(readAnswer(status, text, 'message')).toMatchObject({ ok: false, refusal: { code: null } });
});

test.each([
	['{"Code":"OK","RequestId":"r"}', true],
	['{"Code":"0000","RequestId":"R1","MessageId":"2611"}', true],
	['{"MessageId":"m"}', true],
	['{"Data":{"MessageId":"m"}}', true],
	['{"GroupMessageId":"g"}', true],
	['{"Code":"OK"}', false],
	['{"RequestId":"r"}', false],
	['{"code":"OK","requestId":"r"}', false],
])('a message went out by %s: %s', (text, ok) => {
	expect(readAnswer(200, text, 'message').ok).toBe(ok);
});

test.each([
	['{"RequestId":"r"}', true],
	['{"Code":"OK"}', false],
])('a change was made by %s: %s', (text, ok) => {
	expect(readAnswer(200, text, 'change').ok).toBe(ok);
});

test.each([
	['{"Code":"InvalidParameter","RequestId":"r"}', true],
	['{"Success":false,"RequestId":"r"}', true],
	['{"Success":"False","RequestId":"r"}', true],
	['{"Code":"InvalidParameter"}', false],
	['{"code":"Forbidden","requestId":"r"}', false],
	['{"message":"blocked by the firewall"}', false],
])("the refusal %s is the service's own: %s", (text, isOwn) => {
	expect(readAnswer(400, text, 'message')).toMatchObject({ ok: false, refusal: { isOwn } });
});

test('a page is read to its first words, in time that grows with its length alone', () => {
	const cpu = (text: string): number => {
		const start = process.cpuUsage();
		for (let round = 0; round < 20; round++) readAnswer(200, text);
		const { user, system } = process.cpuUsage(start);
		return user + system;
	};
	const page = (length: number) => '<'.repeat(length);
	cpu(page(50_000));
	expect(cpu(page(400_000))).toBeLessThan(20 * Math.max(cpu(page(50_000)), 20_000));
});
