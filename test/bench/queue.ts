import { startTrigger } from '../harness';
import { freePort } from '../n8n/ports';
import type { Simulator } from '../simulator';
import { call } from '../simulator/conformance/clients';
import { costOf, type Cost, type Row } from './measure';
import { startService, type Service } from './service';

const QUEUE = 'Alicom-Queue-1234567890123456-ChatAppInbound';
const MESSAGES = 10_000;
const ROUNDS = 5;
const ENTRIES_A_PUSH = 1_000;

/** The part of the untyped official client that is used here. */
interface MnsClient {
	receiveMessage(queue: string, wait: number): Promise<{ body: { ReceiptHandle: string } }>;
	deleteMessage(queue: string, handle: string): Promise<unknown>;
}
type MnsConstructor = new (account: string, options: object) => MnsClient;

interface Stand {
	readonly service: Service;
	/** Address of the control API. */
	readonly control: string;
}

/**
 * Draining a queue: the trigger in n8n-core, with runs that end at once, against the plain loop
 * that the official client's documentation shows.
 */
export async function benchQueue(messages = MESSAGES): Promise<Row[]> {
	const port = await freePort();
	const settings = { page: false, queueVisibilityMs: 60_000, ports: { control: port } };
	const service = await startService(settings);
	const stand = { service, control: `http://127.0.0.1:${port}` };
	try {
		await drainByTrigger(stand, 500);
		const part = Math.ceil(messages / ROUNDS);
		const costs: Array<{ ours: Cost; theirs: Cost }> = [];
		// In turns, so that what else runs on the machine slows both alike.
		for (let round = 0; round < ROUNDS; round++) {
			const ours = await drainByTrigger(stand, part);
			costs.push({ ours, theirs: await drainByClient(stand, part) });
		}
		const ours = sum(costs.map((cost) => cost.ours));
		const theirs = sum(costs.map((cost) => cost.theirs));
		const rate = ({ ms }: { ms: number }) => (messages / ms) * 1000;
		return [
			{
				what: `draining ${messages.toLocaleString('en-GB')} messages`,
				measured: rate(ours),
				rival: { name: '@alicloud/mns', measured: rate(theirs) },
				target: 2,
				atLeast: true,
				targetOf: 'ratio',
				unit: 'a second',
			},
			{
				what: 'processor time of a message, without its run',
				measured: ours.cpuMs / messages,
				rival: { name: '@alicloud/mns', measured: theirs.cpuMs / messages },
				target: 1,
				unit: 'ms',
			},
		];
	} finally {
		await service.stop();
	}
}

function sum(costs: readonly Cost[]): Pick<Cost, 'ms' | 'cpuMs'> {
	const total = (name: 'ms' | 'cpuMs') => costs.reduce((all, cost) => all + cost[name], 0);
	return { ms: total('ms'), cpuMs: total('cpuMs') };
}

async function drainByTrigger(stand: Stand, messages: number): Promise<Cost> {
	await fill(stand, messages);
	return await costOf(async () => {
		let emptied: () => void = () => undefined;
		const empty = new Promise<void>((resolve) => (emptied = resolve));
		let ended = 0;
		const trigger = await startTrigger(
			{
				type: 'chatAppQueueTrigger',
				parameters: { inboundQueue: { __rl: true, mode: 'name', value: QUEUE } },
			},
			{
				credentials: { alibabaCloudApi: stand.service.credential },
				onEmit: (emission) => {
					emission.finish();
					if (++ended === messages) emptied();
				},
			},
		);
		await empty;
		while ((await depth(stand)) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
		await trigger.close();
	}).finally(afterClosing);
}

async function drainByClient(stand: Stand, messages: number): Promise<Cost> {
	await fill(stand, messages);
	// It brings no types.
	const { default: Client } = (await import('@alicloud/mns' as string)) as {
		default: MnsConstructor;
	};
	const { credential } = stand.service;
	const simulator = { credential, endpoints: { dybaseapi: credential.dybaseapiEndpoint } };
	const token = (await call(
		simulator as unknown as Simulator,
		'dybaseapi',
		'QueryTokenForMnsQueue',
		{
			query: { MessageType: 'ChatAppInbound', QueueName: QUEUE },
		},
	)) as { MessageTokenDTO: Record<'AccessKeyId' | 'AccessKeySecret' | 'SecurityToken', string> };
	const { AccessKeyId, AccessKeySecret, SecurityToken } = token.MessageTokenDTO;
	const client = new Client('1234567890123456', {
		endpoint: credential.mnsEndpoint,
		accessKeyId: AccessKeyId,
		accessKeySecret: AccessKeySecret,
		securityToken: SecurityToken,
	});
	return await costOf(async () => {
		for (let count = 0; count < messages; count++) {
			const { body } = await client.receiveMessage(QUEUE, 1);
			await client.deleteMessage(QUEUE, body.ReceiptHandle);
		}
	});
}

/** The service needs a moment to see that nobody waits for an answer any more. */
async function afterClosing(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 100));
}

async function fill({ service, control }: Stand, messages: number): Promise<void> {
	await service.forget();
	for (let first = 0; first < messages; first += ENTRIES_A_PUSH) {
		const entries = Array.from(
			{ length: Math.min(ENTRIES_A_PUSH, messages - first) },
			(_, index) => ({
				MessageId: `m${first + index}`,
				From: '6591230001',
				To: '6531589000',
				Type: 'TEXT',
				Message: 'Where is my parcel?',
				Name: 'Mei',
				Timestamp: '1726999200000',
			}),
		);
		const answer = await fetch(`${control}/control/push`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ kind: 'inbound', entries }),
		});
		if (!answer.ok) throw new Error(`The queue could not be filled: ${await answer.text()}`);
	}
}

async function depth({ control }: Stand): Promise<number> {
	const answer = await fetch(`${control}/control/state`);
	const state = (await answer.json()) as {
		queues: Array<{ name: string; active: number; inactive: number }>;
	};
	const queue = state.queues.find(({ name }) => name === QUEUE);
	return (queue?.active ?? 0) + (queue?.inactive ?? 0);
}
