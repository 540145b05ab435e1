import type { IDataObject } from 'n8n-workflow';

import { Account } from '../contracts/account';
import { ACTION_FACTS, sampleOf } from '../nodes/ChatApp/resources/apiCall/samples';
import { startSimulator } from '../simulator';
import { camsProduct } from '../simulator/cams';
import { apiCatalogActions } from '../simulator/cams/apiCatalog';
import { startGateway } from '../simulator/gateway/gateway';
import { RequestLog, type RecordedRequest } from '../simulator/requests';
import { officialClients, queueToken } from './officialClients';

/** The groups that workflows use most: sending, templates, numbers, and where receipts go. */
const GROUPS = ['message', 'template', 'phone'];
const WEBHOOKS = ['UpdateAccountWebhook', 'UpdatePhoneWebhook'];

export const OWN = 'this package';

/** How one client asked for one action. */
export interface Asked {
	readonly client: string;
	readonly action: string;
	readonly method: string;
	readonly signature: string;
	/** Where the parameters went: `form`, `address` or both. */
	readonly place: string;
	/** Parameters that this client left out: it is older than they are. */
	readonly left: readonly string[];
	/** Parameters with other names or other values than ours. */
	readonly other: readonly string[];
	/** What the service said. */
	readonly code: string;
}

/** @param facts group of each action */
export function comparedActions(groupOf: (action: string) => string | undefined): string[] {
	return Object.keys(ACTION_FACTS).filter(
		(action) => GROUPS.includes(groupOf(action) ?? '') || WEBHOOKS.includes(action),
	);
}

/** Each client calls each action once with the same values, against the same service. */
export async function compare(actions: readonly string[]): Promise<Asked[]> {
	const simulator = await startSimulator({ page: false });
	const requests = new RequestLog();
	const gateway = await startGateway(
		{ ...camsProduct(0), actions: apiCatalogActions },
		{ host: '127.0.0.1', port: 0, world: simulator.world, requests },
	);
	try {
		const { credential } = simulator;
		const own = new Account(
			{ ...credential, camsEndpoint: gateway.url },
			new AbortController().signal,
		);
		const clients = [
			{
				name: OWN,
				call: async (action: string, values: IDataObject) => await own.ask(action, values as never),
			},
			...officialClients(gateway.url, credential),
		];
		const asked: Asked[] = [];
		for (const action of actions) {
			const values = sampleOf(action);
			let ours: RecordedRequest | undefined;
			for (const { name, call } of clients) {
				requests.clear();
				gateway.reset();
				const answer = call(action, values);
				if (answer === null) continue;
				await answer;
				const request = requests.all[0];
				if (request === undefined) throw new Error(`${name} did not send ${action}`);
				ours ??= request;
				asked.push(describe(name, request, ours));
			}
		}
		return asked;
	} finally {
		await gateway.close();
		await simulator.close();
	}
}

function describe(client: string, request: RecordedRequest, ours: RecordedRequest): Asked {
	const { action, method, params, headers, placement, code } = request;
	const places = [...new Set(Object.values(placement))].sort();
	return {
		...{ client, action, method, code },
		signature: headers['x-acs-content-sha256'] ? 'ACS3-HMAC-SHA256' : 'HMAC-SHA1',
		place: places.map((place) => (place === 'body' ? 'form' : 'address')).join(', '),
		left: Object.keys(ours.params).filter((name) => params[name] === undefined),
		other: Object.keys(params).filter(
			(name) => !sameValue(params[name] ?? '', ours.params[name] ?? ''),
		),
	};
}

/** JSON may be written in another order; an older client leaves out fields within it. */
function sameValue(theirs: string, ours: string): boolean {
	if (theirs === ours) return true;
	try {
		return isWithin(JSON.parse(theirs), JSON.parse(ours));
	} catch {
		return false;
	}
}

function isWithin(part: unknown, whole: unknown): boolean {
	if (typeof part !== 'object' || part === null) return part === whole;
	if (typeof whole !== 'object' || whole === null) return false;
	return Object.entries(part).every(([key, value]) =>
		isWithin(value, (whole as Record<string, unknown>)[key]),
	);
}

/** The key of a queue by its own client; the simulator's answer. */
export async function compareQueueToken(): Promise<{
	readonly signature: string;
	readonly place: string;
	readonly isIssued: boolean;
}> {
	const simulator = await startSimulator({ page: false });
	try {
		const answer = (await queueToken(simulator.endpoints.dybaseapi, simulator.credential)) as {
			MessageTokenDTO?: { SecurityToken?: string };
		};
		const request = simulator.requests.find(({ action }) => action === 'QueryTokenForMnsQueue');
		return {
			signature: request?.headers['x-acs-content-sha256'] ? 'ACS3-HMAC-SHA256' : 'HMAC-SHA1',
			place: request?.placement.MessageType === 'body' ? 'form' : 'address',
			isIssued: answer.MessageTokenDTO?.SecurityToken !== undefined,
		};
	} finally {
		await simulator.close();
	}
}
