import fc from 'fast-check';

import { activateWorkflow, loadNode, type LoadedNode, publish, unpublish } from '../../harness';
import { CHANNEL, NUMBER, useNumber } from './registrationBench';

const OTHERS = 'https://crm.example.com/hooks/chat';
const NAMES = ['a', 'b', 'c'] as const;

type Name = (typeof NAMES)[number];

const bench = useNumber({ upCallbackUrl: OTHERS, httpFlag: 'Y' });

const NOBODY = 'https://127.0.0.1:1';
const pathOf = (name: string) => `/webhook/hook-${name}/chat-app`;
const parametersOf = (events = ['inbound']) => ({
	events,
	registerAutomatically: true,
	takeOver: true,
	channel: { __rl: true, mode: 'id', value: CHANNEL },
	phoneNumbers: [NUMBER],
});

/** As n8n loads the node anew for each call, with what it has saved. */
class Published {
	private staticData = {};

	constructor(
		private readonly name: string,
		private readonly baseUrl = NOBODY,
		private readonly workflowId?: string,
		private readonly takeOver = true,
	) {}

	/** The workflow as a copy of it can be: another one, with a URL of its own and the same memory. */
	copy(name: string, takeOver: boolean): Published {
		const copy = new Published(name, this.baseUrl, `workflow-${name}`, takeOver);
		copy.staticData = structuredClone(this.staticData);
		return copy;
	}

	/** The same workflow in an n8n that has another ID, on a server with this address. */
	moved(baseUrl = this.baseUrl): Published {
		const moved = new Published(this.name, baseUrl, this.workflowId, this.takeOver);
		const registered = (this.staticData as { registered: object }).registered;
		moved.staticData = { registered: { ...registered, owner: 'of-another-n8n' } };
		return moved;
	}

	async publish(): Promise<void> {
		const node = await this.load();
		await publish(node);
		this.save(node);
	}

	async unpublish(): Promise<void> {
		const node = await this.load();
		await unpublish(node);
		this.save(node);
	}

	private async load(): Promise<LoadedNode> {
		const node = await loadNode(
			{
				...{ type: 'chatAppTrigger', webhookId: `hook-${this.name}` },
				parameters: { ...parametersOf(), takeOver: this.takeOver },
			},
			{ credentials: { alibabaCloudApi: bench.simulator.credential }, baseUrl: this.baseUrl },
		);
		Object.assign(node.staticData, this.staticData);
		if (this.workflowId !== undefined) node.workflow.id = this.workflowId;
		return node;
	}

	private save(node: LoadedNode): void {
		this.staticData = JSON.parse(JSON.stringify(node.staticData)) as object;
	}
}

const current = () => bench.simulator.world.channels.number(NUMBER)?.webhook.upCallbackUrl;
const urlOf = (name: string) => NOBODY + pathOf(name);

it('comes back to the URL from before when the trigger in between is gone', async () => {
	const [a, b] = [new Published('a'), new Published('b')];
	await a.publish();
	await b.publish();
	expect(current()).toBe(urlOf('b'));

	await a.unpublish();
	expect(current()).toBe(urlOf('b'));
	await b.unpublish();
	expect(current()).toBe(OTHERS);
});

it('comes back to the trigger in between while that is published', async () => {
	const [a, b] = [new Published('a'), new Published('b')];
	await a.publish();
	await b.publish();

	await b.unpublish();
	expect(current()).toBe(urlOf('a'));
	await a.unpublish();
	expect(current()).toBe(OTHERS);
});

it('a copy of a published workflow takes nothing from it unasked', async () => {
	const original = new Published('a');
	await original.publish();

	await expect(original.copy('b', false).publish()).rejects.toMatchObject({
		message: expect.stringMatching(/already sends its inbound/) as string,
		description: expect.stringMatching(
			/^Another published trigger of this n8n relies on/,
		) as string,
	});
	expect(current()).toBe(urlOf('a'));
});

it('a copy that took over gives back to the original', async () => {
	const original = new Published('a');
	await original.publish();
	const copy = original.copy('b', true);
	await copy.publish();
	expect(current()).toBe(urlOf('b'));

	await copy.unpublish();
	expect(current()).toBe(urlOf('a'));
	await original.unpublish();
	expect(current()).toBe(OTHERS);
});

it('a copy that was never published takes nothing away when it is unpublished', async () => {
	const original = new Published('a');
	await original.publish();
	await original.copy('b', true).unpublish();
	expect(current()).toBe(urlOf('a'));
});

it('comes back to the URL from before also when n8n got another ID meanwhile', async () => {
	const original = new Published('a');
	await original.publish();
	const moved = original.moved();
	await moved.publish();
	expect(current()).toBe(urlOf('a'));
	await moved.unpublish();
	expect(current()).toBe(OTHERS);
});

it.each([
	['the same address', NOBODY],
	['another address', 'https://127.0.0.1:2'],
])('a restored copy of n8n with %s turns nothing off before it publishes', async (_, baseUrl) => {
	const original = new Published('a');
	await original.publish();
	await original.moved(baseUrl).unpublish();
	expect(current()).toBe(urlOf('a'));
	await original.unpublish();
	expect(current()).toBe(OTHERS);
});

it('a restored copy of n8n with another address gives back to the original', async () => {
	const original = new Published('a');
	await original.publish();
	const copy = original.moved('https://127.0.0.1:2');
	await copy.publish();
	await copy.unpublish();
	expect(current()).toBe(urlOf('a'));
});

it('whoever takes over in whatever order, a published trigger has the number, at the end the first owner', async () => {
	const steps = fc.array(fc.constantFrom<Name>(...NAMES), { minLength: 2, maxLength: 9 });
	await fc.assert(
		fc.asyncProperty(steps, async (turns) => {
			bench.simulator.control.reset();
			bench.simulator.control.number({ number: NUMBER, upCallbackUrl: OTHERS, httpFlag: 'Y' });
			const triggers = new Map(NAMES.map((name) => [name, new Published(name)] as const));
			const published = new Set<Name>();
			const turn = async (name: Name): Promise<void> => {
				const trigger = triggers.get(name);
				if (published.delete(name)) await trigger?.unpublish();
				else {
					await trigger?.publish();
					published.add(name);
				}
				const allowed = published.size === 0 ? [OTHERS] : [...published].map(urlOf);
				expect(allowed).toContain(current());
			};
			for (const name of turns) await turn(name);
			for (const name of [...published]) await turn(name);
			expect(current()).toBe(OTHERS);
		}),
		{ numRuns: 12 },
	);
}, 120_000);

it('asks n8n whether a trigger is published that another process has published', async () => {
	const elsewhere = await activateWorkflow({
		nodes: [
			{
				...{ id: 'a', name: 'A', typeVersion: 1, position: [0, 0], webhookId: 'hook-a' },
				type: 'n8n-nodes-alibabacloud-chatapp.chatAppTrigger',
				parameters: { events: ['inbound'] },
			},
		],
		connections: {},
	});
	try {
		const base = new URL(elsewhere.webhookUrl('A')).origin;
		const [a, b] = [new Published('a', base), new Published('b', base)];
		await a.publish();
		await b.publish();
		// This process takes it for unpublished from here on.
		bench.simulator.control.number({ number: NUMBER, upCallbackUrl: base + pathOf('b') });
		await a.unpublish();

		await b.unpublish();
		expect(current()).toBe(base + pathOf('a'));
	} finally {
		await elsewhere.deactivate();
	}
});
