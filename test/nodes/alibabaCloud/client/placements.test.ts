import type { ApiCall } from '../../../../nodes/alibabaCloud/client/client';
import { Placements } from '../../../../nodes/alibabaCloud/client/placements';

const LIST: ApiCall = {
	...{ product: 'cams', action: 'ListChatappMessage', retry: 'safe' },
	body: { CustSpaceId: 'c', StartTime: 1 },
};
const TEMPLATE: ApiCall = {
	...{ product: 'cams', action: 'SendChatappMessage', retry: 'never' },
	body: { Type: 'template', TemplateCode: '111', To: '1', TemplateParams: { code: '123' } },
};
const details: ApiCall = {
	...{ product: 'cams', action: 'GetChatappTemplateDetail', retry: 'safe' },
	body: { TemplateCode: '111' },
};
const missing = (code: string) => ({ code });

test.each(['MissingStartTime', 'MissingParameter.StartTime', 'QueryParam.startTime'])(
	'%s moves what was sent into the address',
	(code) => {
		expect(new Placements().moved(LIST, missing(code))).toEqual({
			...{ product: 'cams', action: 'ListChatappMessage', retry: 'safe' },
			query: LIST.body,
		});
	},
);

test.each(['MissingEndTime', 'InvalidParameter', 'Throttling', 'Missing', ''])(
	'%s moves nothing, since it is not about what was sent',
	(code) => expect(new Placements().moved(LIST, missing(code))).toBeNull(),
);

test('InvalidParameter.TextNotEmpty and its like name a parameter as well', () => {
	const call: ApiCall = { ...LIST, body: { Content: '{}' } };
	expect(new Placements().moved(call, missing('InvalidParameter.ContentNotEmpty'))).not.toBeNull();
});

test.each<[string, ApiCall]>([
	['a place that the user chose', { ...LIST, placement: 'fixed' }],
	['another product', { ...LIST, product: 'sts' }],
	['what does not fit an address', { ...LIST, body: { StartTime: 'x'.repeat(8001) } }],
	['what the SDK sends in the body', { ...LIST, action: 'CreateChatappTemplate' }],
	['a lasting secret', { ...LIST, body: { StartTime: 1, AccessToken: 'x' } }],
	...['VerifyCode', 'verifycode', 'AuthenticationCode', 'Code'].map((name): [string, ApiCall] => [
		`a code that is good for one call (${name})`,
		{ ...LIST, action: 'GetPermissionByCode', body: { StartTime: 1, [name]: 'x' } },
	]),
	['a template that nobody knows', { ...TEMPLATE, body: { ...TEMPLATE.body, StartTime: 1 } }],
])('%s stays where it is', (_what, call) => {
	expect(new Placements().moved(call, missing('MissingStartTime'))).toBeNull();
});

test('the code of a template is no secret', () => {
	const body = { StartTime: 1, Code: '111', TemplateCode: '111', IsvCode: '1' };
	const call: ApiCall = { ...LIST, action: 'ListChatappTemplate', body };
	expect(new Placements().moved(call, missing('MissingStartTime'))).not.toBeNull();
});

test.each([
	['UTILITY', true],
	['MARKETING', true],
	['AUTHENTICATION', false],
	['authentication', false],
])('a template of the category %s may stand in an address: %s', (Category, may) => {
	const placements = new Placements();
	placements.learn(details, { Data: { Category } }, false);
	expect(placements.moved(TEMPLATE, missing('MissingTemplateCode')) !== null).toBe(may);
});

test('what helped once is done at once, within the same bounds', () => {
	const placements = new Placements();
	expect(placements.place(LIST)).toBe(LIST);
	placements.learn(LIST, {}, true);
	expect(placements.place(LIST)).toMatchObject({ query: LIST.body });
	const long = { ...LIST, body: { StartTime: 'x'.repeat(9000) } };
	expect(placements.place(long)).toBe(long);
});
