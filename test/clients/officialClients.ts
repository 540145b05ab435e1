import { createRequire } from 'node:module';

import * as sdk from '@alicloud/cams20200606';
import Cams from '@alicloud/cams20200606';
import OpenApi, { Config, OpenApiRequest, Params } from '@alicloud/openapi-client';
import Core, { $OpenApiUtil } from '@alicloud/openapi-core';
import { cast, type Model } from '@alicloud/tea-typescript';
import { RuntimeOptions } from '@alicloud/tea-util';
import type { IDataObject } from 'n8n-workflow';

/*
 * Alibaba Cloud's own clients of npm, unchanged. Each calls one action with the values that it is
 * given, in the way that its documentation shows.
 */

const VERSION = '2020-06-06';

export interface Key {
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
}

export interface OfficialClient {
	readonly name: string;
	/** `null` for an action that this client does not have. */
	readonly call: (action: string, values: IDataObject) => Promise<unknown> | null;
}

const requireJs = createRequire(__filename);

/** @param url address of the service */
export function officialClients(url: string, key: Key): OfficialClient[] {
	const endpoint = new URL(url).host;
	const config = { ...key, endpoint, protocol: 'http' };
	return [
		camsSdk(new Cams(new Config(config))),
		{
			name: '@alicloud/openapi-client',
			call: generic(new OpenApi(new Config(config)), (query) => new OpenApiRequest({ query })),
		},
		{
			name: '@alicloud/openapi-core',
			call: generic(
				new Core(new $OpenApiUtil.Config(config)),
				(query) => new $OpenApiUtil.OpenApiRequest({ query }),
			),
		},
		popCore(url, key),
	];
}

type Typed = (request: Model, runtime: RuntimeOptions) => Promise<unknown>;
type RequestClass = new (map: Record<string, unknown>) => Model;

function camsSdk(client: Cams): OfficialClient {
	const methods = client as unknown as Record<string, Typed | undefined>;
	const classes = sdk as unknown as Record<string, RequestClass | undefined>;
	return {
		name: '@alicloud/cams20200606',
		call(action, values) {
			const Request = classes[`${action}Request`];
			const method = `${action.charAt(0).toLowerCase()}${action.slice(1)}WithOptions`;
			if (!Request || !methods[method]) return null;
			return methods[method](cast(values, new Request({})), new RuntimeOptions({}));
		},
	};
}

interface Generic {
	callApi(params: never, request: never, runtime: never): Promise<unknown>;
}

function generic(
	client: Generic,
	request: (query: Record<string, string>) => object,
): OfficialClient['call'] {
	return async (action, values) =>
		await client.callApi(
			new Params({
				...{ action, version: VERSION, protocol: 'HTTP', pathname: '/', method: 'POST' },
				...{ authType: 'AK', style: 'RPC', reqBodyType: 'formData', bodyType: 'json' },
			}) as never,
			request(asTexts(values)) as never,
			new RuntimeOptions({}) as never,
		);
}

interface RpcClient {
	request(action: string, params: object, options: object): Promise<unknown>;
}

function popCore(endpoint: string, key: Key): OfficialClient {
	const { RPCClient } = requireJs('@alicloud/pop-core') as {
		RPCClient: new (config: object) => RpcClient;
	};
	const client = new RPCClient({ ...key, endpoint, apiVersion: VERSION });
	return {
		name: '@alicloud/pop-core',
		call: async (action, values) =>
			await client.request(action, asTexts(values), { method: 'POST' }),
	};
}

/** The token of a queue by the client that has this one action. */
export async function queueToken(endpoint: string, key: Key): Promise<unknown> {
	const Client = requireJs('@alicloud/dybaseapi') as new (config: object) => {
		queryTokenForMnsQueue(params: object): Promise<unknown>;
	};
	return await new Client({ ...key, endpoint }).queryTokenForMnsQueue({
		MessageType: 'ChatAppInbound',
	});
}

function asTexts(values: IDataObject): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name,
			typeof value === 'object' ? JSON.stringify(value) : String(value),
		]),
	);
}
