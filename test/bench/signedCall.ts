import { Agent, request } from 'node:http';

import OpenApi, { Config, OpenApiRequest, Params } from '@alicloud/openapi-client';
import { RuntimeOptions } from '@alicloud/tea-util';
import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import { AlibabaCloudApi } from '../../credentials/AlibabaCloudApi.credentials';
import { createClient, type ApiContext } from '../../nodes/shared/api/client';
import { runNode } from '../harness';
import { costOf, median, type Row } from './measure';
import { startService } from './service';
import type { SimulatorCredential } from '../simulator';
import { SERVICE } from './workload';

const ROUNDS = 15;
/** Before them; a client that sends campaigns has long been compiled. */
const WARM_UP = 8;
const CALLS = 200;
const CONCURRENCY = 10;

const BODY = {
	ChannelType: 'whatsapp',
	CustSpaceId: 'cams-8d2kq7h1pz',
	From: '6531589000',
	To: '6591230001',
	Type: 'template',
	TemplateCode: '1119000000000000001',
	Language: 'en',
};
const VALUES = { order: 'A-1', name: 'Mei', date: 'Monday', track: 'A-1' };

/**
 * The same call by this package and by the official client, taking turns, both over connections
 * that stay open. n8n's own HTTP helper opens one for each request, which no package can change, so
 * that a call by way of n8n-core is a line of its own.
 */
export async function benchSignedCall(): Promise<Row[]> {
	const service = await startService({ ...SERVICE, latencyMs: 0 });
	try {
		const { credential } = service;
		const callers: Array<() => Promise<unknown>> = [
			sender(plainContext(credential)),
			officialClient(credential.camsEndpoint, credential),
		];
		const costs = callers.map((): number[] => []);
		const measure = async (context: IExecuteFunctions): Promise<void> => {
			const all = [...callers, sender(context)];
			costs.push([]);
			for (let round = 0; round < WARM_UP + ROUNDS; round++) {
				for (const [index, call] of all.entries()) {
					const { cpuMs } = await costOf(async () => await many(call));
					if (round >= WARM_UP) costs[index]?.push(cpuMs / CALLS);
				}
			}
		};
		const run = await runNode(
			{ type: 'bench.caller' },
			{
				credentials: { alibabaCloudApi: credential },
				nodeTypes: { 'bench.caller': caller(measure) },
			},
		);
		if (run.error) throw run.error;
		const [own = NaN, official = NaN, inN8n = NaN] = costs.map(median);
		return [
			{
				what: 'signed call against the official client',
				measured: own / official,
				target: 0.5,
				unit: 'x',
			},
			{ what: 'processor time of a signed call', measured: own, unit: 'ms' },
			{ what: 'the same by the official client', measured: official, unit: 'ms' },
			{ what: "the same by n8n's HTTP helper", measured: inN8n, unit: 'ms' },
		];
	} finally {
		await service.stop();
	}
}

function sender(context: ApiContext): () => Promise<unknown> {
	const client = createClient(context);
	return async () =>
		await client.call({
			product: 'cams',
			action: 'SendChatappMessage',
			kind: 'send',
			body: { ...BODY, TemplateParams: VALUES },
		});
}

/** Signs by the credential like n8n, and sends by Node.js alone. */
function plainContext(credential: SimulatorCredential): ApiContext {
	const type = new AlibabaCloudApi();
	const agent = new Agent({ keepAlive: true });
	const context = {
		getNode: () => ({ name: 'Bench' }),
		getCredentials: async () => await Promise.resolve(credential),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
				await exchange(agent, await type.authenticate({ ...credential }, options)),
		},
	};
	return context as unknown as ApiContext;
}

async function exchange(
	agent: Agent,
	{ url, headers, body }: IHttpRequestOptions,
): Promise<{ statusCode: number | undefined; body: Buffer }> {
	return await new Promise((resolve, reject) => {
		const options = { agent, method: 'POST', headers: headers as Record<string, string> };
		const sent = request(url, options, (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () =>
				resolve({ statusCode: answer.statusCode, body: Buffer.concat(chunks) }),
			);
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

async function many(call: () => Promise<unknown>): Promise<void> {
	let left = CALLS;
	const work = async (): Promise<void> => {
		while (left-- > 0) await call();
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, work));
}

function officialClient(
	endpoint: string,
	{ accessKeyId, accessKeySecret }: { accessKeyId: string; accessKeySecret: string },
): () => Promise<unknown> {
	const client = new OpenApi(
		new Config({
			...{ accessKeyId, accessKeySecret, protocol: 'http' },
			endpoint: new URL(endpoint).host,
		}),
	);
	const params = new Params({
		...{ action: 'SendChatappMessage', version: '2020-06-06', protocol: 'HTTP', pathname: '/' },
		...{ method: 'POST', authType: 'AK', style: 'RPC', reqBodyType: 'formData', bodyType: 'json' },
	});
	return async () =>
		await client.callApi(
			params,
			new OpenApiRequest({ body: { ...BODY, TemplateParams: JSON.stringify(VALUES) } }),
			new RuntimeOptions({}),
		);
}

/** A node that hands its context over: the credential and n8n's HTTP helper belong to it. */
function caller(work: (context: IExecuteFunctions) => Promise<void>): INodeType {
	return {
		description: {
			...{ displayName: 'Caller', name: 'caller', group: ['transform'], version: 1 },
			...{ description: '', defaults: { name: 'Caller' }, properties: [] },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'alibabaCloudApi', required: true }],
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			await work(this);
			return [[]];
		},
	};
}
