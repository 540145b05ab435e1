import { Agent, request } from 'node:http';

import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import type * as credentials from '../../credentials/AlibabaCloudApi.credentials';
import type * as api from '../../nodes/alibabaCloud/client/client';
import { runNode } from '../harness';
import { costOf, median, type Row } from './measure';
import { OFFICIAL_CLIENT, officialClient, withoutHttp } from './officialClient';
import { startService } from './service';
import { asShipped } from './shipped';
import type { SimulatorCredential } from '../simulator';
import { BODY, SERVICE, VALUES } from './workload';

const ROUNDS = 15;
/** Before them; a client that sends campaigns has long been compiled. */
const WARM_UP = 8;
const CALLS = 200;
/** A round without HTTP takes so little that a compiler at work in it would be most of it. */
const CALLS_WITHOUT_HTTP = 2_000;
const CONCURRENCY = 10;

const { createClient } = asShipped<typeof api>('nodes/alibabaCloud/client/client.ts');
const { AlibabaCloudApi } = asShipped<typeof credentials>(
	'credentials/AlibabaCloudApi.credentials.ts',
);

type Call = () => Promise<unknown>;

/**
 * The same call by this package and by the official client, taking turns, both over connections
 * that stay open. n8n's own HTTP helper opens one for each request, which no package can change, so
 * that a call by way of n8n-core is a line of its own.
 */
export async function benchSignedCall(): Promise<Row[]> {
	const service = await startService({ ...SERVICE, latencyMs: 0 });
	try {
		const { credential } = service;
		const own = sender(plainContext(credential, exchange));
		const official = officialClient(credential);
		let costs: number[] = [];
		await inN8n(credential, async (context) => {
			costs = await costsOf([own, official, sender(context)]);
		});
		const [ownMs = NaN, officialMs = NaN, inN8nMs = NaN] = costs;
		return [
			{
				what: 'processor time of a signed call with open connections',
				measured: ownMs,
				rival: { name: OFFICIAL_CLIENT, measured: officialMs },
				unit: 'ms',
			},
			await partWithoutHttp(credential),
			{
				what: "the same call by n8n's HTTP helper, with a new connection each",
				measured: inN8nMs,
				rival: { name: OFFICIAL_CLIENT, measured: officialMs },
				unit: 'ms',
			},
		];
	} finally {
		await service.stop();
	}
}

/** What either client does itself: parameters, signature and reading the answer. */
async function partWithoutHttp(credential: SimulatorCredential): Promise<Row> {
	const answer = Buffer.from(
		JSON.stringify({ Code: 'OK', Message: 'OK', RequestId: 'A1B2', MessageId: '61851ccb2f' }),
	);
	const own = sender(
		plainContext(credential, async () => await Promise.resolve({ statusCode: 200, body: answer })),
	);
	return await withoutHttp(answer, async () => {
		const [ownMs = NaN, officialMs = NaN] = await costsOf(
			[own, officialClient(credential)],
			CALLS_WITHOUT_HTTP,
		);
		return {
			what: 'the part of it that is not HTTP',
			measured: ownMs * 1000,
			rival: { name: OFFICIAL_CLIENT, measured: officialMs * 1000 },
			target: 0.6,
			targetOf: 'ratio',
			unit: 'µs',
		};
	});
}

/** Processor time of each call in milliseconds, measured in turn. */
async function costsOf(calls: readonly Call[], times = CALLS): Promise<number[]> {
	const costs = calls.map((): number[] => []);
	for (let round = 0; round < WARM_UP + ROUNDS; round++) {
		for (const [index, call] of calls.entries()) {
			const { cpuMs } = await costOf(async () => await many(call, times));
			if (round >= WARM_UP) costs[index]?.push(cpuMs / times);
		}
	}
	return costs.map(median);
}

async function inN8n(
	credential: SimulatorCredential,
	work: (context: IExecuteFunctions) => Promise<void>,
): Promise<void> {
	const run = await runNode(
		{ type: 'bench.caller' },
		{
			credentials: { alibabaCloudApi: credential },
			nodeTypes: { 'bench.caller': caller(work) },
		},
	);
	if (run.error) throw run.error;
}

function sender(context: api.ApiContext): Call {
	const client = createClient(context);
	return async () =>
		await client.call({
			product: 'cams',
			action: 'SendChatappMessage',
			retry: 'never',
			body: { ...BODY, TemplateParams: VALUES },
		});
}

type Transport = (
	options: IHttpRequestOptions,
) => Promise<{ statusCode: number | undefined; body: Buffer }>;

/** Signs by the credential like n8n, and sends by Node.js alone. */
function plainContext(credential: SimulatorCredential, transport: Transport): api.ApiContext {
	const type = new AlibabaCloudApi();
	const context = {
		getNode: () => ({ name: 'Bench' }),
		getCredentials: async () => await Promise.resolve(credential),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
				await transport(await type.authenticate({ ...credential }, options)),
		},
	};
	return context as unknown as api.ApiContext;
}

const agent = new Agent({ keepAlive: true });

async function exchange({
	url,
	headers,
	body,
}: IHttpRequestOptions): Promise<{ statusCode: number | undefined; body: Buffer }> {
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

async function many(call: Call, times: number): Promise<void> {
	let left = times;
	const work = async (): Promise<void> => {
		while (left-- > 0) await call();
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, work));
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
