import { createHmac } from 'node:crypto';

import { startSimulator, type Simulator } from '../index';
import { call } from '../conformance/clients';
import { temporaryLink } from './link';

let simulator: Simulator;
let now: number;
beforeAll(async () => {
	simulator = await startSimulator({ clock: () => now });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	now = Date.now();
	simulator.control.reset();
});

interface Rights {
	AccessKeyId: string;
	AccessKeySecret: string;
	SecurityToken: string;
	BucketName: string;
	EndPoint: string;
	Dir: string;
	Expire: number;
}

async function rights(): Promise<Rights> {
	const answer = await call(simulator, 'cams', 'GetChatappUploadAuthorization', {
		query: { CustSpaceId: 'cams-8d2kq7h1pz' },
	});
	return answer.Data as Rights;
}

interface Change {
	key?: string;
	type?: string;
	signedType?: string;
	date?: number;
	acl?: string;
}

/** A PUT as the storage's documentation describes it, with one thing changed at will. */
async function put(
	given: Rights,
	change: Change = {},
): Promise<{ status: number; code: string; url: string }> {
	const {
		key = `${given.Dir}/a.png`,
		type = 'image/png',
		date = now,
		acl = 'public-read',
	} = change;
	const signedType = change.signedType ?? type;
	const stamp = new Date(date).toUTCString();
	const lines = [
		...['PUT', '', signedType, stamp],
		...(acl ? [`x-oss-object-acl:${acl}`] : []),
		`x-oss-security-token:${given.SecurityToken}`,
		`/${given.BucketName}/${key}`,
	];
	const signature = createHmac('sha1', given.AccessKeySecret)
		.update(lines.join('\n'))
		.digest('base64');
	const url = `${given.EndPoint}/${given.BucketName}/${key}`;
	const answer = await fetch(url, {
		method: 'PUT',
		headers: {
			authorization: `OSS ${given.AccessKeyId}:${signature}`,
			date: stamp,
			'content-type': type,
			'x-oss-security-token': given.SecurityToken,
			...(acl ? { 'x-oss-object-acl': acl } : {}),
		},
		body: 'picture',
	});
	const code = /<Code>(\w+)</.exec(await answer.text())?.[1] ?? 'OK';
	return { status: answer.status, code, url };
}

test('a signed object is stored and served to everybody', async () => {
	const { status, url } = await put(await rights());
	expect(status).toBe(200);
	const answer = await fetch(url);
	expect([answer.headers.get('content-type'), await answer.text()]).toEqual([
		'image/png',
		'picture',
	]);
});

test('without the word to all readers an object stays closed', async () => {
	const { url } = await put(await rights(), { acl: '' });
	expect((await fetch(url)).status).toBe(403);
	const [key = ''] = simulator.world.storage.objects.keys();
	const link = temporaryLink(simulator.world.storage, key, now + 60_000);
	expect((await fetch(link)).status).toBe(200);
	now += 61_000;
	expect((await fetch(link)).status).toBe(403);
	expect((await fetch(link.replace(/Expires=\d+/, 'Expires=9999999999'))).status).toBe(403);
});

test.each<[string, Change, Partial<Rights>]>([
	['SignatureDoesNotMatch', { signedType: 'image/jpeg' }, {}],
	['SignatureDoesNotMatch', {}, { AccessKeySecret: 'wrong' }],
	['InvalidAccessKeyId', {}, { AccessKeyId: 'STS.unknown' }],
	['InvalidAccessKeyId', {}, { SecurityToken: 'other' }],
	['AccessDenied', { key: 'elsewhere/a.png' }, {}],
])('%s for %j %j', async (code, change, keys) => {
	expect(await put({ ...(await rights()), ...keys }, change)).toMatchObject({ status: 403, code });
	expect(simulator.world.storage.objects.size).toBe(0);
});

test('a clock that is off and keys that have ended', async () => {
	const given = await rights();
	expect(await put(given, { date: now - 16 * 60_000 })).toMatchObject({
		code: 'RequestTimeTooSkewed',
	});
	now += given.Expire * 1000;
	expect(await put(given, { date: now })).toMatchObject({ code: 'SecurityTokenExpired' });
});

test('somebody without keys may do nothing but read what is open', async () => {
	const { EndPoint, BucketName, Dir } = await rights();
	const url = `${EndPoint}/${BucketName}/${Dir}/a.png`;
	expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(403);
	expect((await fetch(url)).status).toBe(403);
	expect((await fetch(`${EndPoint}/other/a.png`)).status).toBe(404);
});
