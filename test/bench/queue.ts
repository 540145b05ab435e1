import { startTrigger } from '../harness';
import type { Simulator } from '../simulator';
import { call } from '../simulator/conformance/clients';
import { costOf, type Cost, type Row } from './measure';
import { depth, fill, INBOUND_QUEUE, type Stand, startStand } from './queueStand';

const MESSAGES = 10_000;
const ROUNDS = 5;

/** The part of the untyped official client that is used here. */
interface MnsClient {
	receiveMessage(queue: string, wait: number): Promise<{ body: { ReceiptHandle: string } }>;
	deleteMessage(queue: string, handle: string): Promise<unknown>;
}
type MnsConstructor = new (account: string, options: object) => MnsClient;

/**
 * Draining a queue: the trigger in n8n-core, with runs that end at once, against the plain loop
 * that the official client's documentation shows.
 */
export async function benchQueue(messages = MESSAGES): Promise<Row[]> {
	const stand = await startStand();
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
		await stand.service.stop();
	}
}

function sum(costs: readonly Cost[]): Pick<Cost, 'ms' | 'cpuMs'> {
	const total = (name: 'ms' | 'cpuMs') => costs.reduce((all, cost) => all + cost[name], 0);
	return { ms: total('ms'), cpuMs: total('cpuMs') };
}

async function drainByTrigger(stand: Stand, messages: number): Promise<Cost> {
	await fill(stand, 'inbound', messages);
	let close: () => Promise<void> = async () => undefined;
	const cost = await costOf(async () => {
		let emptied: () => void = () => undefined;
		const empty = new Promise<void>((resolve) => (emptied = resolve));
		let ended = 0;
		const trigger = await startTrigger(
			{
				type: 'chatAppQueueTrigger',
				parameters: { inboundQueue: { __rl: true, mode: 'name', value: INBOUND_QUEUE } },
			},
			{
				credentials: { alibabaCloudApi: stand.service.credential },
				onEmit: (emission) => {
					emission.finish();
					if (++ended === messages) emptied();
				},
			},
		);
		close = trigger.close;
		await empty;
		while ((await depth(stand, INBOUND_QUEUE)) > 0)
			await new Promise((resolve) => setTimeout(resolve, 5));
	});
	// Closing waits for the last answers, which has nothing to do with draining.
	await close();
	await afterClosing();
	return cost;
}

async function drainByClient(stand: Stand, messages: number): Promise<Cost> {
	await fill(stand, 'inbound', messages);
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
			query: { MessageType: 'ChatAppInbound', QueueName: INBOUND_QUEUE },
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
			const { body } = await client.receiveMessage(INBOUND_QUEUE, 1);
			await client.deleteMessage(INBOUND_QUEUE, body.ReceiptHandle);
		}
	});
}

/** The service needs a moment to see that nobody waits for an answer any more. */
async function afterClosing(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 100));
}
