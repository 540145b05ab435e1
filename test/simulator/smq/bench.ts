import { FaultPlan } from '../faults';
import { RequestLog } from '../requests';
import type { StoredCredential } from '../world/credentials';
import { QueueStore, startSmqServer } from './index';
import { type Answer, type Call, signedCall } from './signedCall';

export const QUEUE = 'Alicom-Queue-1234567890123456-ChatAppInbound';
export const OTHER_QUEUE = 'Alicom-Queue-1234567890123456-ChatAppStatus';
export const OWN_QUEUE = 'own-queue';
export const START = Date.UTC(2026, 10, 22, 12);
export const TOKEN_ID = 'test-token-key-id';
export const SECRET = 'test-access-key-secret';
export const TOKEN = 'test-security-token';

const CREDENTIALS: Readonly<Record<string, StoredCredential>> = Object.freeze({
	[TOKEN_ID]: {
		accessKeySecret: SECRET,
		securityToken: TOKEN,
		expiresAt: START + 3_600_000,
		scope: { queue: QUEUE },
	},
	'test-missing-queue-id': {
		accessKeySecret: SECRET,
		securityToken: TOKEN,
		scope: { queue: 'Alicom-Queue-1234567890123456-Nowhere' },
	},
	'test-permanent-id': { accessKeySecret: SECRET },
});

/** A server with a clock that stands still until a test moves it. */
export async function startBench(options: { realTime?: boolean; visibilityMs?: number } = {}) {
	const time = { now: START };
	const clock = options.realTime ? Date.now : () => time.now;
	const store = new QueueStore(clock, { visibilityMs: options.visibilityMs ?? 30_000 });
	for (const name of [QUEUE, OTHER_QUEUE, OWN_QUEUE]) store.create(name);
	const credentials = {
		find: (id: string) => {
			const found = CREDENTIALS[id];
			return found && options.realTime ? { ...found, expiresAt: undefined } : found;
		},
	};
	const faults = new FaultPlan();
	const requests = new RequestLog();
	const server = await startSmqServer({
		host: '127.0.0.1',
		port: 0,
		store,
		credentials,
		clock,
		faults,
		requests,
	});
	const call = async (target: string, more: Partial<Call> = {}): Promise<Answer> =>
		await signedCall({
			url: server.url,
			target: target.startsWith('/') ? target : `/queues/${QUEUE}/messages${target}`,
			accessKeyId: TOKEN_ID,
			secret: SECRET,
			securityToken: TOKEN,
			at: clock(),
			...more,
		});
	return { time, store, faults, requests, server, call };
}

export type Bench = Awaited<ReturnType<typeof startBench>>;
