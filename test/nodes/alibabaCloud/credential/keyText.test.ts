import { keyText } from '../../../../nodes/alibabaCloud/credential/keyText';
import { createClient, type ApiContext } from '../../../../nodes/alibabaCloud/client/client';

test.each([
	[' LTAI5t \r\n', 'LTAI5t'],
	['\uFEFFLTAI5t\u00A0', 'LTAI5t'],
	['CAIS+a/b==', 'CAIS+a/b=='],
	['STS.NU-x_y~z', 'STS.NU-x_y~z'],
	[12345, '12345'],
	[undefined, ''],
	[null, ''],
	[{}, ''],
])('%j is the key %j', (given, key) => {
	expect(keyText(given, 'AccessKey ID')).toBe(key);
});

test.each([
	['LTAI 5t', 'a space or a line break'],
	['LTAI\n5t', 'a space or a line break'],
	['LTAI\u00A05t', 'a space or a line break'],
	['"LTAI5t"', 'a quotation mark'],
	["'LTAI5t'", 'a quotation mark'],
	['LTAI5t\u200B', 'the character U+200B'],
	['LT\u0410I5t', 'the character U+0410'],
	['LTAI\u{1F511}', 'the character U+1F511'],
	['LTAI\u0000', 'the character U+0000'],
])('%j is refused by the name of its field, and not shown', (given, what) => {
	const read = (): string => keyText(given, 'AccessKey ID');
	expect(read).toThrow(
		`'AccessKey ID' contains ${what}, which no key has. Copy it again into the credential.`,
	);
	expect(read).not.toThrow(/LTAI/);
});

test('fields that an expression made numbers do not stop a call', async () => {
	const asked: string[] = [];
	const context = {
		getNode: () => ({ name: 'Node', type: 'chatApp', typeVersion: 1, parameters: {} }),
		getCredentials: async () =>
			await Promise.resolve({ accessKeySecret: 1234567, regionId: 7, camsEndpoint: 8 }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { url }: { url: string }) => {
				asked.push(url);
				const body = '{"Code":"Any","Message":"1234567 is wrong","RequestId":"r"}';
				return await Promise.resolve({ statusCode: 400, body });
			},
		},
	} as unknown as ApiContext;
	const call = { product: 'cams', action: 'ListInstance', retry: 'safe' } as const;
	await expect(createClient(context).call(call)).rejects.toMatchObject({
		context: { data: { message: '*** is wrong' } },
	});
	expect(asked).toEqual(['https://cams.7.aliyuncs.com/']);
});
