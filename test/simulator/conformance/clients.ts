import Cams from '@alicloud/cams20200606';
import OpenApi, { Config, OpenApiRequest, Params } from '@alicloud/openapi-client';
import { RuntimeOptions } from '@alicloud/tea-util';
import type { Simulator } from '../index';

export interface Key {
	accessKeyId: string;
	accessKeySecret: string;
	securityToken?: string;
	/** "v2" makes the official client use the older HMAC-SHA1 signature. */
	signatureAlgorithm?: string;
}

/** What a failed call of the official clients throws. */
export interface SdkFailure {
	code: string;
	message: string;
	data: Record<string, unknown> & { statusCode: number };
}

function config(endpoint: string, key: Key): Config {
	return new Config({ ...key, endpoint: endpoint.replace('http://', ''), protocol: 'http' });
}

export function camsClient(simulator: Simulator, key: Key = simulator.credential): Cams {
	const { accessKeyId, accessKeySecret, securityToken, signatureAlgorithm } = key;
	const used = { accessKeyId, accessKeySecret, signatureAlgorithm };
	return new Cams(
		config(simulator.endpoints.cams, securityToken ? { ...used, securityToken } : used),
	);
}

const VERSIONS = { cams: '2020-06-06', sts: '2015-04-01', dybaseapi: '2018-05-01' } as const;

export interface GenericCall {
	query?: Record<string, string>;
	body?: Record<string, string>;
	key?: Key;
	version?: string;
	method?: 'GET' | 'POST';
}

/** The generic call of the official client; gives the body of the answer. */
export async function call(
	simulator: Simulator,
	product: keyof typeof VERSIONS,
	action: string,
	{ query, body, key = simulator.credential, version, method = 'POST' }: GenericCall = {},
): Promise<Record<string, unknown>> {
	const { accessKeyId, accessKeySecret, securityToken, signatureAlgorithm } = key;
	const used: Key = { accessKeyId, accessKeySecret };
	if (securityToken) used.securityToken = securityToken;
	if (signatureAlgorithm) used.signatureAlgorithm = signatureAlgorithm;
	const client = new OpenApi(config(simulator.endpoints[product], used));
	const params = new Params({
		...{ action, version: version ?? VERSIONS[product], protocol: 'HTTP', pathname: '/', method },
		...{ authType: 'AK', style: 'RPC', reqBodyType: 'formData', bodyType: 'json' },
	});
	const answer: unknown = await client.callApi(
		params,
		new OpenApiRequest({ query, body }),
		new RuntimeOptions({ autoretry: false }),
	);
	return (answer as { body: Record<string, unknown> }).body;
}

/** The failure of a call that has to fail. */
export async function failure(promise: Promise<unknown>): Promise<SdkFailure> {
	try {
		await promise;
	} catch (error) {
		return error as SdkFailure;
	}
	throw new Error('The call was not refused');
}

export async function assumeRole(
	simulator: Simulator,
	query: Record<string, string> = {},
): Promise<Key> {
	const { Credentials } = (await call(simulator, 'sts', 'AssumeRole', {
		query: {
			RoleArn: 'acs:ram::1234567890123456:role/chat-app',
			RoleSessionName: 'conformance',
			...query,
		},
	})) as { Credentials: Record<string, string> };
	return {
		accessKeyId: Credentials.AccessKeyId ?? '',
		accessKeySecret: Credentials.AccessKeySecret ?? '',
		securityToken: Credentials.SecurityToken ?? '',
	};
}
