import { readCommandLine, readCredential, readSettings, UsageError } from './settings';

const KEY = 'LTAI-secret-of-mine';

test('reads alone unless it is asked to do more', () => {
	expect([...readCommandLine([]).levels]).toEqual(['read']);
	const { levels, person } = readCommandLine(['--send', '+65 9123-0001', '--queue', '--design']);
	expect([...levels]).toEqual(['read', 'send', 'queue', 'design']);
	expect(person).toBe('6591230001');
});

test('keys come from the environment under the names of Alibaba Cloud, or are asked for', () => {
	const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: ' secret ' };
	expect(readCredential(keys)).toMatchObject({
		...{ authentication: 'accessKey', accessKeyId: 'id', accessKeySecret: 'secret' },
		...{ regionId: 'ap-southeast-1', customEndpoints: false },
	});
	const token = { ...keys, ALIBABA_CLOUD_SECURITY_TOKEN: 'token' };
	expect(readCredential(token).authentication).toBe('stsToken');
	expect(readCredential({})).toMatchObject({ accessKeyId: '', accessKeySecret: '' });
});

test('what is not known is not repeated: it could be a key', () => {
	for (const given of [[KEY], ['--send', KEY], ['--secret', KEY], ['--read', `--key=${KEY}`]]) {
		expect(() => readCommandLine(given)).toThrow(UsageError);
		try {
			readCommandLine(given);
		} catch (error) {
			expect((error as Error).message).not.toContain(KEY);
		}
	}
});

test.each([
	[{ VERIFY_MINUTES: 'soon' }, 'VERIFY_MINUTES'],
	[{ VERIFY_MINUTES: '61' }, 'VERIFY_MINUTES'],
	[{ VERIFY_SITE: 'mars' }, 'VERIFY_SITE'],
	[{ VERIFY_TEMPLATE: 'welcome' }, 'VERIFY_TEMPLATE'],
	[{ VERIFY_NUMBER: 'mine' }, 'VERIFY_NUMBER'],
])('%j is refused by its name', (environment, name) => {
	expect(() => readSettings(readCommandLine([]), environment)).toThrow(name);
});

test('a region is checked before it becomes an address', () => {
	expect(() => readCredential({ ALIBABA_CLOUD_REGION_ID: 'evil.example/' })).toThrow(UsageError);
	expect(readCredential({ ALIBABA_CLOUD_REGION_ID: 'eu-central-1' }).regionId).toBe('eu-central-1');
});
