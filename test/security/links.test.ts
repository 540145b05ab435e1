import type { IHttpRequestOptions, IExecuteFunctions } from 'n8n-workflow';

import { downloadFile } from '../../nodes/alibabaCloud/files/download';
import { plainFileName } from '../../nodes/alibabaCloud/files/fileName';

const STAND_IN = { customEndpoints: true, camsEndpoint: 'http://127.0.0.1:4010' };
const OWN_SERVICE = 'http://127.0.0.1:5678/rest/settings';
const MEGABYTE = 1024 * 1024;

interface Answer {
	readonly statusCode: number;
	readonly headers: Record<string, string>;
}

/** Follows a link with these answers of its servers; without one, the file itself. */
async function follow(url: string, answers: readonly Answer[] = [], credential: object = {}) {
	const asked: IHttpRequestOptions[] = [];
	const httpRequest = async (options: IHttpRequestOptions) => {
		asked.push(options);
		const { statusCode, headers } = answers[asked.length - 1] ?? { statusCode: 200, headers: {} };
		const body = Object.assign([Buffer.from('file')], { destroy: () => undefined });
		return await Promise.resolve({ statusCode, headers, body });
	};
	const functions = {
		getNode: () => ({ name: 'Node' }),
		getCredentials: async () => await Promise.resolve(credential),
		helpers: { httpRequest },
	} as unknown as IExecuteFunctions;
	const file = downloadFile({ functions, signal: undefined }, 0, url, MEGABYTE, 'URL');
	const outcome = await file.catch((error: Error) => error.message);
	return { outcome, asked };
}

const redirect = (location: string): Answer => ({ statusCode: 302, headers: { location } });

describe('a link of an item', () => {
	test.each([OWN_SERVICE, 'https://localhost/a', 'http://[::1]:5678/a'])(
		'does not lead to the machine of n8n: %s',
		async (url) => {
			const { outcome, asked } = await follow(url);
			expect(outcome).toBe("'URL' leads to the machine that runs n8n");
			expect(asked).toEqual([]);
		},
	);

	test('leads there when the credential names this machine as the service', async () => {
		const { outcome } = await follow(OWN_SERVICE, [], STAND_IN);
		expect(outcome).toMatchObject({ data: Buffer.from('file') });
	});

	test.each([OWN_SERVICE, 'https://10.0.0.5/', 'https://100.100.100.200/', 'https://redis/'])(
		'is not redirected into a private network: %s',
		async (location) => {
			const { outcome, asked } = await follow(
				'https://example.com/a',
				[redirect(location)],
				STAND_IN,
			);
			expect(outcome).toBe("'URL' redirects to a private network");
			expect(asked).toHaveLength(1);
		},
	);

	test('is not redirected from HTTPS to plain HTTP', async () => {
		const { outcome } = await follow('https://example.com/a', [redirect('http://example.com/b')]);
		expect(outcome).toMatch(/^'URL' is not a URL to download from/);
	});

	test('takes no credential and no cookie along', async () => {
		const { asked } = await follow('https://example.com/a', [redirect('https://example.org/b')]);
		expect(asked.map(({ url }) => url)).toEqual(['https://example.com/a', 'https://example.org/b']);
		for (const request of asked) {
			expect(request.headers).toBeUndefined();
			expect(request.auth).toBeUndefined();
		}
	});
});

describe('the name of a file from outside', () => {
	test('holds no folder', async () => {
		const disposition = { 'content-disposition': 'attachment; filename="../../etc/passwd"' };
		const { outcome } = await follow('https://example.com/a', [
			{ statusCode: 200, headers: disposition },
		]);
		expect(outcome).toMatchObject({ fileName: '.._.._etc_passwd' });
	});

	test.each([
		['C:\\Windows\\a.exe', 'C__Windows_a.exe'],
		['a\u0000b\u202egpj.exe', 'a_b_gpj.exe'],
		['..', undefined],
		[' ', undefined],
		['Löwe & Bär.png', 'Löwe & Bär.png'],
	])('%j becomes %j', (given, plain) => {
		expect(plainFileName(given)).toBe(plain);
	});
});
