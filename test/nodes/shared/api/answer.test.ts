import { readAnswer } from '../../../../nodes/shared/api/answer';

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
	'{"Code":"SUCCESS"}',
])('takes %s as success', (text) => {
	expect(readAnswer(200, text).ok).toBe(true);
});

it.each([
	[200, '{"Code":"Product.Unsubscript","Message":"no","RequestId":"r"}', 'Product.Unsubscript'],
	[400, '{"Code":"OK"}', 'OK'],
	[200, '{"Code":"OK","Success":false}', 'OK'],
	[200, '{"Success":false}', 'HTTP 200'],
	[503, '{"code":"ServiceUnavailable"}', 'ServiceUnavailable'],
	[500, '{}', 'HTTP 500'],
])('takes HTTP %i %s as a refusal with code %s', (status, text, code) => {
	expect(readAnswer(status, text)).toMatchObject({ ok: false, refusal: { code } });
});

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
		},
	});
});
