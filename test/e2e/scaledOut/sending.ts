import { readFileSync } from 'node:fs';

import type { Narrator } from '../../n8n/reporter';
import { WORKERS } from './fleet';
import type { Scene } from './scene';
import { sendingTo } from './workflows';

const PEOPLE = 1_000;
const FLOWS = ['one', 'two'] as const;
/** n8n gives a run to any worker that is free, so now and then one worker gets both. */
const ATTEMPTS = 8;
/** Calls, of 2,000; without a share of the limit each, there are over 500. */
const FEW = 20;
/** Of the service, for the whole account. */
const LIMIT = 250;

/** Two runs that send at the same time, one on each worker, against the limit of the account. */
export async function testSending(scene: Scene, narrator: Narrator): Promise<void> {
	const share = 100;
	await narrator.tell(
		`Two workers send ${PEOPLE} messages each, with ${share} Requests Per Second`,
		async () => {
			const { throttled, lines } = await sendFromBoth(scene, { requestsPerSecond: share });
			// What a machine holds up while it is busy goes out in a heap afterwards.
			if (throttled > FEW) throw new Error(`${throttled} calls were refused: ${lines.join('; ')}`);
			return lines;
		},
	);

	await narrator.tell(
		'The same with the default of 200 each, more than the account may',
		async () => {
			// A slow machine does not get as far as the limit; what counts is that each arrives once.
			return (await sendFromBoth(scene, {})).lines;
		},
	);
}

async function sendFromBoth(
	scene: Scene,
	options: object,
): Promise<{ throttled: number; lines: string[] }> {
	const pace = JSON.stringify(options).replace(/\D/g, '') || 'default';
	const flows: Array<{ id: string; url: string }> = [];
	for (const flow of FLOWS) {
		const path = `send-${pace}-${flow}`;
		const url = scene.fleet.webhookUrl(path);
		flows.push({
			url,
			id: await scene.publish(sendingTo(`Sends ${pace} ${flow}`, path, options), url),
		});
	}
	for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
		const { messages } = scene.simulator.world;
		const before = { messages: messages.all.length, requests: scene.simulator.requests.length };
		const startedAt = Date.now();
		await Promise.all(flows.map(async ({ url }, flow) => await run(url, people(flow))));
		const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
		const workers = await workersOf(
			scene,
			flows.map(({ id }) => id),
		);
		if (new Set(workers).size < FLOWS.length) continue;

		const sends = scene.simulator.requests
			.slice(before.requests)
			.filter(({ action }) => action === 'SendChatappMessage');
		const throttled = sends.filter(({ code }) => code !== 'OK').length;
		checkOnce(messages.all.slice(before.messages).map(({ user }) => user));
		return {
			throttled,
			lines: [
				`run by ${workers.join(' and ')}, in ${seconds} s`,
				`sent: ${sends.length - throttled}, each once; refused by the limit of ${LIMIT} a second and repeated: ${throttled}`,
			],
		};
	}
	throw new Error(`One worker got both runs, ${ATTEMPTS} times`);
}

const people = (flow: number) =>
	Array.from({ length: PEOPLE }, (_, index) => ({
		phone: `+659${1_000_000 + flow * PEOPLE + index}`,
	}));

async function run(url: string, list: readonly object[]): Promise<void> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ people: list }),
	});
	if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${await answer.text()}`);
}

/** @throws Error when somebody got no message, or more than one */
function checkOnce(users: readonly string[]): void {
	const expected = FLOWS.length * PEOPLE;
	const different = new Set(users).size;
	if (users.length === expected && different === expected) return;
	throw new Error(`${users.length} messages to ${different} of ${expected} people`);
}

/** Which worker ran the last run of each workflow, from what the workers log. */
async function workersOf({ fleet }: Scene, ids: readonly string[]): Promise<string[]> {
	const logs = WORKERS.map((name) => ({ name, text: readFileSync(fleet.logFile(name), 'utf8') }));
	return await Promise.all(
		ids.map(async (id) => {
			const [execution] = await fleet.n8n.executionIds(id, 'success');
			const entry = `Worker finished execution ${execution ?? ''} `;
			return logs.find(({ text }) => text.includes(entry))?.name ?? 'nobody';
		}),
	);
}
