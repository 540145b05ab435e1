import { activateWorkflow, loadNode, type LoadedNode, publish, unpublish } from '../../harness';
import { startSimulator, type Simulator } from '../../simulator';
import { byName, INBOUND, until } from './queueBench';

const CHANNEL = 'cams-8d2kq7h1pz';
const NUMBER = '6531589000';
const SECOND = '6531589001';
const OTHERS = 'https://crm.example.com/hooks/chat';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({
		requestsPerSecond: { QueryChatappPhoneNumbers: 0, UpdatePhoneWebhook: 0 },
	});
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

const PARAMETERS = {
	events: ['inbound'],
	inboundQueue: byName(INBOUND),
	switchQueueOn: true,
	channel: { __rl: true, mode: 'id', value: CHANNEL },
	phoneNumbers: [NUMBER],
};

async function trigger(parameters: object = {}, id = 'a'): Promise<LoadedNode> {
	return await loadNode(
		{ type: 'chatAppQueueTrigger', parameters: { ...PARAMETERS, ...parameters }, name: id },
		{ credentials: { alibabaCloudApi: simulator.credential } },
	);
}

/** Waits until the queue would be off. */
async function unpublishAndWait(node: LoadedNode): Promise<void> {
	await unpublish(node);
	await new Promise((resolve) => setTimeout(resolve, 3_200));
}

const webhookOf = (number = NUMBER) => simulator.world.channels.number(number)?.webhook;
const set = (change: object, number = NUMBER) => simulator.control.number({ number, ...change });
/** A busy machine takes longer to ask for it. */
const isOff = async () => await until(() => webhookOf()?.queueFlag === 'N');
const updates = () => simulator.requests.filter(({ action }) => action === 'UpdatePhoneWebhook');

it('a copy of a workflow does not switch off what the original switched on elsewhere', async () => {
	set({ queueFlag: 'N' });
	const original = await publish(await trigger());
	const { switchedOn } = JSON.parse(JSON.stringify(original.staticData)) as { switchedOn: object };
	expect(switchedOn).toMatchObject({ channel: CHANNEL, numbers: [NUMBER] });
	await unpublish(original);
	await isOff();
	// By another n8n.
	set({ queueFlag: 'Y' });
	const copy = await trigger({}, 'copy');
	Object.assign(copy.staticData, { switchedOn });
	copy.workflow.id = 'workflow-copy';

	await unpublish(await publish(copy));
	expect(webhookOf()?.queueFlag).toBe('Y');
});

it('switches the queue on with the workflow, and off again, and leaves the URLs', async () => {
	set({ queueFlag: 'N', upCallbackUrl: OTHERS, httpFlag: 'Y' });
	const node = await publish(await trigger());
	expect(webhookOf()).toEqual({
		...{ upCallbackUrl: OTHERS, statusCallbackUrl: '', httpFlag: 'Y', queueFlag: 'Y' },
	});

	await unpublishAndWait(node);
	await isOff();
	expect(webhookOf()).toMatchObject({ upCallbackUrl: OTHERS, httpFlag: 'Y' });
	expect(node.staticData).toEqual({});
});

it('is never off while a changed version is published, and is off after that', async () => {
	set({ queueFlag: 'N' });
	const first = await publish(await trigger());
	await unpublish(first);
	const second = await publish(await trigger());
	await new Promise((resolve) => setTimeout(resolve, 3_200));
	expect(updates().map(({ params }) => params.QueueFlag)).toEqual(['Y']);

	await unpublishAndWait(second);
	await isOff();
});

it('stays on for a workflow that is published while another one is about to switch it off', async () => {
	set({ queueFlag: 'N' });
	const first = await publish(await distinct('a'));
	await unpublish(first);
	const second = await publish(await distinct('b'));
	await new Promise((resolve) => setTimeout(resolve, 3_200));
	expect(webhookOf()?.queueFlag).toBe('Y');
	await unpublishAndWait(second);
	await isOff();
});

it('leaves on what was on before', async () => {
	const node = await publish(await trigger());
	await unpublishAndWait(node);
	expect(webhookOf()?.queueFlag).toBe('Y');
	expect(updates()).toEqual([]);
});

it('is off by default, and touches nothing for reviews alone', async () => {
	set({ queueFlag: 'N' });
	for (const parameters of [{ switchQueueOn: false }, { events: ['audit'] }]) {
		await unpublishAndWait(await publish(await trigger(parameters)));
	}
	expect(simulator.requests).toEqual([]);
});

it('still switches off what it switched on after n8n was restarted', async () => {
	set({ queueFlag: 'N' });
	const before = await publish(await trigger());
	const node = await trigger();
	Object.assign(node.staticData, JSON.parse(JSON.stringify(before.staticData)) as object);
	await publish(node);
	expect(updates()).toHaveLength(1);
	await unpublishAndWait(node);
	await isOff();
});

it.each([[['a', 'b']], [['b', 'a']]])(
	'stays on while another workflow has asked for it, whoever goes first: %j',
	async (order) => {
		set({ queueFlag: 'N' });
		const nodes = new Map<string, LoadedNode>();
		for (const name of ['a', 'b']) nodes.set(name, await publish(await distinct(name)));
		const [first, second] = order.map((name) => nodes.get(name) as LoadedNode);

		await unpublishAndWait(first as LoadedNode);
		expect(webhookOf()?.queueFlag).toBe('Y');
		await unpublishAndWait(second as LoadedNode);
		await isOff();
	},
);

/** A node of its own, as in another workflow. */
async function distinct(name: string): Promise<LoadedNode> {
	const loaded = await trigger({}, name);
	loaded.node.id = `id-${name}`;
	return loaded;
}

it('undoes what it has done when the service fails in between', async () => {
	set({ queueFlag: 'N' });
	set({ queueFlag: 'N' }, SECOND);
	const node = await trigger({ phoneNumbers: [NUMBER, SECOND] });
	const fault = { service: 'cams', action: 'UpdatePhoneWebhook', times: 1 } as const;
	simulator.control.fault({ ...fault, kind: 'delay', delayMs: 1 });
	simulator.control.fault({ ...fault, kind: 'status', status: 500 });

	await expect(publish(node)).rejects.toMatchObject({ name: 'NodeApiError' });
	expect(updates().length).toBeGreaterThanOrEqual(3);
	expect([NUMBER, SECOND].map((number) => webhookOf(number)?.queueFlag)).toEqual(['N', 'N']);
	expect(node.staticData).toEqual({});
});

it.each([
	[{ channel: '' }, "'Channel' is empty"],
	[{ phoneNumbers: [] }, "'Phone Number Names or IDs' is empty"],
	[{ phoneNumbers: ['6500000000'] }, `The channel ${CHANNEL} has no number 6500000000`],
])('says which field is missing: %j', async (parameters, message) => {
	await expect(publish(await trigger(parameters))).rejects.toThrow(message);
});

it('needs no name of the queue, and receives from the number after it is switched on', async () => {
	set({ queueFlag: 'N' });
	const node = {
		...{ id: 'q', name: 'Queue', typeVersion: 1, position: [0, 0] },
		type: 'n8n-nodes-alibabacloud-chatapp.chatAppQueueTrigger',
		parameters: { ...PARAMETERS, inboundQueue: byName('') },
	};
	const active = await activateWorkflow(
		{ nodes: [node], connections: {} },
		{ credentials: { alibabaCloudApi: simulator.credential } },
	);
	try {
		simulator.control.reply({ user: '6591230001', text: 'Hello there' });
		const run = await active.nextRun(10_000);
		expect(run.jsonOf('Queue')).toMatchObject([{ event: 'inbound', text: 'Hello there' }]);
	} finally {
		await active.deactivate();
	}
	await new Promise((resolve) => setTimeout(resolve, 3_200));
	await isOff();
});

it('has a webhook only while the workflow is published and the switch is on', async () => {
	const methodOf = async (parameters: object, isActive: boolean): Promise<unknown> => {
		const { workflow, node, nodeType } = await trigger(parameters);
		workflow.active = isActive;
		const [hook] = nodeType.description.webhooks ?? [];
		return workflow.expression.getSimpleParameterValue(
			...([node, hook?.httpMethod as string, 'internal', {}] as const),
		);
	};
	expect(await methodOf({}, true)).toBe('POST');
	// n8n would wait for a call in a test, and never start the trigger.
	expect(await methodOf({}, false)).toBe('');
	expect(await methodOf({ switchQueueOn: false }, true)).toBe('');
});
