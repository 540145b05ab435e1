import OpenApi, { Config, OpenApiRequest, Params } from '@alicloud/openapi-client';
import { RuntimeOptions } from '@alicloud/tea-util';
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { createClient } from '../../nodes/shared/api/client';
import { runNode } from '../harness';
import { costOf, median, type Row } from './measure';
import { startService } from './service';
import { SERVICE } from './workload';

const ROUNDS = 15;
const CALLS = 100;
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

/** The same call by this package in n8n-core and by the official client, taking turns. */
export async function benchSignedCall(): Promise<Row[]> {
	const service = await startService({ ...SERVICE, latencyMs: 0 });
	try {
		const { credential } = service;
		const official = officialClient(credential.camsEndpoint, credential);
		const ours: number[] = [];
		const theirs: number[] = [];
		const measure = async (context: IExecuteFunctions): Promise<void> => {
			const client = createClient(context);
			const own = async () =>
				await client.call({
					product: 'cams',
					action: 'SendChatappMessage',
					kind: 'send',
					body: { ...BODY, TemplateParams: VALUES },
				});
			for (let round = 0; round <= ROUNDS; round++) {
				const first = await costOf(async () => await many(own));
				const second = await costOf(async () => await many(official));
				// The first round warms up.
				if (round === 0) continue;
				ours.push(first.cpuMs / CALLS);
				theirs.push(second.cpuMs / CALLS);
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
		const [own, other] = [median(ours), median(theirs)];
		return [
			{
				what: 'signed call against the official client',
				measured: own / other,
				target: 0.5,
				unit: 'x',
			},
			{ what: 'processor time of a signed call', measured: own, unit: 'ms' },
			{ what: 'the same by the official client', measured: other, unit: 'ms' },
		];
	} finally {
		await service.stop();
	}
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
