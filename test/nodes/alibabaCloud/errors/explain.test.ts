import { explainFailure } from '../../../../nodes/alibabaCloud/errors/explain';
import type { ApiFailure } from '../../../../nodes/alibabaCloud/errors/failure';
import { deniedAction, ramStatement } from '../../../../nodes/alibabaCloud/errors/permission';

const failure = (changes: Partial<ApiFailure>): ApiFailure => ({
	action: 'SendChatappMessage',
	product: 'cams',
	httpStatus: 400,
	code: 'InvalidParameter.TextNotEmpty',
	serviceMessage: 'text is empty.',
	requestId: 'REQ-1',
	recommend: null,
	outcome: 'refused',
	retry: 'never',
	...changes,
});

test('a documented refusal has cause, advice, and apart from them what the service said', () => {
	expect(explainFailure(failure({}))).toEqual({
		message: 'The text of the message is empty',
		description: "Fill in 'Text'.",
		details: {
			message: 'text is empty',
			code: 'InvalidParameter.TextNotEmpty',
			httpStatus: 400,
			action: 'SendChatappMessage',
			requestId: 'REQ-1',
		},
	});
});

test('a denied call comes with the statement to add', () => {
	const { description } = explainFailure(failure({ code: 'Forbidden.RAM', httpStatus: 403 }));
	expect(description).toContain(
		'{"Effect":"Allow","Action":["cams:SendChatappMessage"],"Resource":["*"]}',
	);
});

test.each([
	[{ product: 'cams' }, 'cams:SendChatappMessage'],
	[{ product: 'dybaseapi', action: 'QueryTokenForMnsQueue' }, 'dybase:QueryTokenForMnsQueue'],
	[{ product: 'sts', action: 'AssumeRole' }, 'sts:AssumeRole'],
	[{ accessDeniedDetail: '{"AuthAction":"cams:Other","PolicyType":"x"}' }, 'cams:Other'],
	[{ accessDeniedDetail: 'not json' }, 'cams:SendChatappMessage'],
] satisfies Array<[Partial<ApiFailure>, string]>)(
	'the RAM action of %j is %s',
	(changes, action) => {
		expect(deniedAction(failure(changes))).toBe(action);
		expect(JSON.parse(ramStatement(action))).toMatchObject({ Effect: 'Allow', Action: [action] });
	},
);

test('a send without an answer says that it may have happened, a read does not', () => {
	const lost = { code: 'Local.ConnectionLost', httpStatus: null, outcome: 'unknown' } as const;
	expect(explainFailure(failure({ ...lost, retry: 'never' })).description).toContain(
		'It is not known whether the message was sent. Look it up with Message > Get Many',
	);
	expect(explainFailure(failure({ ...lost, retry: 'safe' })).description).not.toContain(
		'not known',
	);
	expect(explainFailure(failure({ retry: 'never' })).description).not.toContain('not known');
});

test.each(['SignatureDoesNotMatch', 'IncompleteSignature', 'InvalidSecurityToken.Expired'])(
	'%s never shows what the service quotes of the request',
	(code) => {
		const explained = explainFailure(
			failure({ code, serviceMessage: 'string to sign: x-acs-security-token:test-token' }),
		);
		expect(JSON.stringify(explained)).not.toContain('test-token');
	},
);

test('an unknown code still says what to look at', () => {
	expect(explainFailure(failure({ code: 'InvalidParameter.Whatever' }))).toEqual({
		message: 'The service does not accept a value',
		description: "Compare the node's fields with the message of the service.",
		details: expect.objectContaining({ code: 'InvalidParameter.Whatever' }),
	});
	expect(explainFailure(failure({ code: 'MissingLanguage' })).message).toBe(
		"The parameter 'Language' is missing",
	);
	expect(explainFailure(failure({ code: 'Odd', httpStatus: 502 })).message).toBe(
		'The service failed to process the call',
	);
});

test('a long text of the service is cut between characters', () => {
	const { details } = explainFailure(failure({ serviceMessage: '😀'.repeat(500) }));
	expect(details.message).toBe(`${'😀'.repeat(300)}...`);
});
