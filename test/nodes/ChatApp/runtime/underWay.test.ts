import type { ServerResponse } from 'node:http';

import type { IDataObject } from 'n8n-workflow';

import { byId } from '../fields/parameters';
import { runNode } from '../../../harness';
import { reply, startScriptedService, type ScriptedService } from '../scriptedService';

/*
 * How many calls are under way at the same time, counted where they arrive. The way there is made
 * long by answering late; nothing is judged by the clock.
 */

const AWAY_MS = 250;

const SEND = {
	resource: 'message',
	operation: 'send',
	channelType: 'whatsapp',
	channel: byId('cams-8d2kq7h1pz'),
	from: byId('6531589000'),
	to: '={{ $json.phone }}',
	messageType: 'text',
	text: 'Hello',
};

const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ phone: `+659${1_000_000 + index}` }));

let service: ScriptedService | undefined;
afterEach(async () => await service?.close());

/** Sends to a service that answers as told, and says how many calls were there at most. */
async function mostUnderWay(
	count: number,
	options: object,
	respond: (response: ServerResponse, arrived: number) => Promise<void>,
): Promise<{ most: number; sent: number; error: unknown }> {
	let arrived = 0;
	let underWay = 0;
	let most = 0;
	service = await startScriptedService(async (_arrival, response) => {
		most = Math.max(most, ++underWay);
		await respond(response, ++arrived);
		underWay--;
	});
	const run = await runNode(
		{ type: 'chatApp', parameters: { ...SEND, options } },
		{ credentials: { alibabaCloudApi: service.credential() }, input: people(count) },
	);
	return { most, sent: run.error ? 0 : run.jsonOf('Node').length, error: run.error };
}

const later = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

const answer = async (response: ServerResponse, id: number): Promise<void> => {
	await later(AWAY_MS);
	reply(response, 200, { Code: 'OK', RequestId: `r-${id}`, MessageId: `m-${id}` });
};

test('far from the service, more than the first 20 are under way, as the pace needs', async () => {
	const { most, sent } = await mostUnderWay(200, {}, answer);
	expect(sent).toBe(200);
	// 200 a second and 250 ms need 50; a busy machine may measure longer times and use more.
	expect(most).toBeGreaterThan(30);
	expect(most).toBeLessThanOrEqual(200);
});

test.each([
	['7', 7],
	[2, 2],
])('with an option of %p it is that', async (maxConcurrency, most) => {
	const found = await mostUnderWay(14, { maxConcurrency }, answer);
	expect(found).toMatchObject({ most, sent: 14 });
});

test('while nothing is answered no more than 20 are sent', async () => {
	const { most, error } = await mostUnderWay(
		30,
		{ timeout: 1 },
		async () => await new Promise(() => undefined),
	);
	expect(most).toBe(20);
	expect(error).toBeDefined();
});

test('a storm of refusals for the rate slows the run down, and no item fails', async () => {
	const recent: number[] = [];
	const { sent, most } = await mostUnderWay(100, {}, async (response, id) => {
		await later(20);
		const now = performance.now();
		while ((recent[0] ?? now) < now - 1000) recent.shift();
		if (recent.length >= 40) {
			reply(response, 400, { Code: 'Throttling.User', Message: 'Too fast', RequestId: `r-${id}` });
			return;
		}
		recent.push(now);
		reply(response, 200, { Code: 'OK', RequestId: `r-${id}`, MessageId: `m-${id}` });
	});
	expect(sent).toBe(100);
	expect(most).toBeLessThanOrEqual(200);
});
