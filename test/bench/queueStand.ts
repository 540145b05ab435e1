import { freePort } from '../n8n/ports';
import type { SimulatorSettings } from '../simulator/options';
import { startService, type Service } from './service';

export const INBOUND_QUEUE = 'Alicom-Queue-1234567890123456-ChatAppInbound';
export const STATUS_QUEUE = 'Alicom-Queue-1234567890123456-ChatAppStatus';

const ENTRIES_A_PUSH = 1_000;

/** The stand-in of the service with its queues. */
export interface Stand {
	readonly service: Service;
	/** Address of the control API. */
	readonly control: string;
}

/**
 * @param roundTripMs how far away the service is
 * @param more settings of the stand-in
 */
export async function startStand(
	roundTripMs = 0,
	more: Partial<SimulatorSettings> = {},
): Promise<Stand> {
	const port = await freePort();
	const settings = { page: false, queueVisibilityMs: 60_000, ports: { control: port }, ...more };
	return {
		service: await startService(settings, roundTripMs),
		control: `http://127.0.0.1:${port}`,
	};
}

const ENTRIES = Object.freeze({
	inbound: (index: number) => ({
		MessageId: `m${index}`,
		From: '6591230001',
		To: '6531589000',
		Type: 'TEXT',
		Message: 'Where is my parcel?',
		Name: 'Mei',
		Timestamp: '1726999200000',
	}),
	status: (index: number) => ({
		MessageId: `2026093011${String(index).padStart(9, '0')}`,
		From: '6531589000',
		To: `659${1_000_000 + index}`,
		Timestamp: 1_790_000_009_000,
		Status: 'Read',
		StatusDescription: 'Read',
		MsgFrameType: 'template',
		Type: 'none',
		TaskId: 'order-7781',
		OriginPhoneNumber: '6531589000',
		TemplateCode: '820561000000000001',
	}),
});

/** So that no notification is known from before. */
let filled = 0;

/** Puts messages into the queue of their kind, each with one notification. */
export async function fill(
	{ service, control }: Stand,
	kind: keyof typeof ENTRIES,
	messages: number,
): Promise<void> {
	await service.forget();
	for (let first = 0; first < messages; first += ENTRIES_A_PUSH) {
		const length = Math.min(ENTRIES_A_PUSH, messages - first);
		const entries = Array.from({ length }, () => ENTRIES[kind](filled++));
		const answer = await fetch(`${control}/control/push`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ kind, entries }),
		});
		if (!answer.ok) throw new Error(`The queue could not be filled: ${await answer.text()}`);
	}
}

/** How many messages a queue has, received or not. */
export async function depth({ control }: Stand, name: string): Promise<number> {
	const answer = await fetch(`${control}/control/state`);
	const state = (await answer.json()) as {
		queues: Array<{ name: string; active: number; inactive: number }>;
	};
	const queue = state.queues.find((one) => one.name === name);
	return (queue?.active ?? 0) + (queue?.inactive ?? 0);
}
