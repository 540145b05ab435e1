import type { IWebhookFunctions, WorkflowActivateMode } from 'n8n-workflow';

import { activateWorkflow, hookContext, loadNode, type LoadedNode } from '../../harness';
import { startSimulator, type Simulator } from '../../simulator';

const CHANNEL = 'cams-8d2kq7h1pz';
const NUMBER = '6531589000';
const SECOND = '6531589001';
const OTHERS = 'https://crm.example.com/hooks/chat?key=secret';
const OURS = 'https://n8n.example.com/webhook/hook-1/chat-app';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

async function trigger(parameters: object = {}, baseUrl = 'https://n8n.example.com') {
	return await loadNode(
		{
			type: 'chatAppTrigger',
			webhookId: 'hook-1',
			parameters: {
				events: ['inbound'],
				registerAutomatically: true,
				channel: { __rl: true, mode: 'id', value: CHANNEL },
				phoneNumbers: [NUMBER],
				...parameters,
			},
		},
		{ credentials: { alibabaCloudApi: simulator.credential }, baseUrl },
	);
}

type Step = 'checkExists' | 'create' | 'delete';

async function call(node: LoadedNode, step: Step, mode: WorkflowActivateMode = 'activate') {
	return await node.nodeType.webhookMethods?.default?.[step]?.call(hookContext(node, mode));
}

/** What n8n does to activate. */
async function activate(node: LoadedNode, mode: WorkflowActivateMode = 'activate'): Promise<void> {
	if ((await call(node, 'checkExists', mode)) !== true) await call(node, 'create', mode);
}

/** As another load of the workflow from the database. */
function reloaded(node: LoadedNode, parameters: object): Promise<LoadedNode> {
	return trigger(parameters).then((next) => {
		Object.assign(next.staticData, JSON.parse(JSON.stringify(node.staticData)) as object);
		return next;
	});
}

const webhookOf = (number: string) => simulator.world.channels.number(number)?.webhook;
const accountWebhook = () => simulator.world.channels.find(CHANNEL)?.webhook;
const updates = () =>
	simulator.requests.filter(({ action }) => String(action).startsWith('Update'));

it('sets the URL of each chosen kind, leaves the others, and puts them back', async () => {
	simulator.control.number({ number: NUMBER, statusCallbackUrl: OTHERS, httpFlag: 'Y' });
	const node = await trigger();

	await activate(node);
	expect(webhookOf(NUMBER)).toEqual({
		upCallbackUrl: OURS,
		statusCallbackUrl: OTHERS,
		httpFlag: 'Y',
		queueFlag: 'Y',
	});

	await call(node, 'delete');
	expect(webhookOf(NUMBER)).toMatchObject({ upCallbackUrl: '', statusCallbackUrl: OTHERS });
	expect(node.staticData).toEqual({});
});

it('always sends all fields and keeps the queue as it is', async () => {
	simulator.control.number({ number: NUMBER, queueFlag: 'N' });
	const node = await trigger({ options: { passAnswers: false } });
	await activate(node);
	await call(node, 'delete');

	expect(updates().map(({ params }) => params)).toMatchObject([
		{
			PhoneNumber: NUMBER,
			CustSpaceId: CHANNEL,
			UpCallbackUrl: OURS,
			StatusCallbackUrl: '',
			HttpFlag: 'Y',
			QueueFlag: 'N',
		},
		{ UpCallbackUrl: '', StatusCallbackUrl: '', HttpFlag: 'N', QueueFlag: 'N' },
	]);
});

it('serves several numbers and kinds', async () => {
	const node = await trigger({ events: ['status', 'inbound'], phoneNumbers: [NUMBER, SECOND] });
	await activate(node);

	for (const number of [NUMBER, SECOND]) {
		expect(webhookOf(number)).toMatchObject({ upCallbackUrl: OURS, statusCallbackUrl: OURS });
	}
	await call(node, 'delete');
	expect(webhookOf(SECOND)).toMatchObject({ upCallbackUrl: '', httpFlag: 'N' });
});

it('refuses to replace a URL of somebody else, says whose it is, and changes nothing', async () => {
	simulator.control.number({ number: SECOND, upCallbackUrl: OTHERS, httpFlag: 'Y' });
	const node = await trigger({ phoneNumbers: [NUMBER, SECOND] });

	await expect(activate(node)).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: `The number ${SECOND} already sends its inbound messages to crm.example.com/hooks/***. Turn on 'Take Over' to replace that URL.`,
		description: expect.stringContaining('Another system relies on') as string,
	});
	expect(updates()).toEqual([]);
	expect(JSON.stringify(node.staticData)).not.toContain('secret');
});

it('takes over when told to, and puts the replaced URL back', async () => {
	simulator.control.number({ number: NUMBER, upCallbackUrl: OTHERS, httpFlag: 'Y' });
	const node = await trigger({ takeOver: true });

	await activate(node);
	expect(webhookOf(NUMBER)?.upCallbackUrl).toBe(OURS);

	await call(await reloaded(node, { takeOver: true }), 'delete');
	expect(webhookOf(NUMBER)).toMatchObject({ upCallbackUrl: OTHERS, httpFlag: 'Y' });
});

it('leaves alone at the end what is no longer ours', async () => {
	const node = await trigger({ events: ['inbound', 'status'] });
	await activate(node);
	simulator.control.number({ number: NUMBER, upCallbackUrl: OTHERS });

	await call(node, 'delete');
	expect(webhookOf(NUMBER)).toMatchObject({ upCallbackUrl: OTHERS, statusCallbackUrl: '' });
});

it('may be called any number of times', async () => {
	simulator.control.number({ number: NUMBER, upCallbackUrl: OTHERS, httpFlag: 'Y' });
	const node = await trigger({ takeOver: true });
	await activate(node);
	await activate(node, 'init');
	await call(node, 'create');
	await call(node, 'create');

	expect(updates()).toHaveLength(1);
	await call(node, 'delete');
	await call(node, 'delete');
	expect(webhookOf(NUMBER)?.upCallbackUrl).toBe(OTHERS);
	expect(updates()).toHaveLength(2);
});

it('knows its own former URL when the address of n8n changes', async () => {
	simulator.control.number({ number: NUMBER, upCallbackUrl: OTHERS, httpFlag: 'Y' });
	const old = await trigger({ takeOver: true }, 'https://old.example.com');
	await activate(old);

	const node = await reloaded(old, {});
	await activate(node, 'init');
	expect(webhookOf(NUMBER)?.upCallbackUrl).toBe(OURS);

	await call(node, 'delete');
	expect(webhookOf(NUMBER)?.upCallbackUrl).toBe(OTHERS);
});

it('undoes half of a registration that fails', async () => {
	simulator.control.number({ number: NUMBER, upCallbackUrl: OTHERS, httpFlag: 'Y' });
	const node = await trigger({ phoneNumbers: [NUMBER, SECOND], takeOver: true });
	// The first number's call is late but good, the second's fails, the way back works.
	const fault = { service: 'cams', action: 'UpdatePhoneWebhook', times: 1 } as const;
	simulator.control.fault({ ...fault, kind: 'delay', delayMs: 1 });
	simulator.control.fault({ ...fault, kind: 'status', status: 500 });

	await expect(activate(node)).rejects.toMatchObject({ name: 'NodeApiError' });
	expect(updates().length).toBeGreaterThanOrEqual(3);
	expect(webhookOf(NUMBER)).toMatchObject({ upCallbackUrl: OTHERS });
	expect(webhookOf(SECOND)).toMatchObject({ upCallbackUrl: '' });
	expect(node.staticData).toEqual({});
});

it('never touches anything in a test of the editor, nor without the choice', async () => {
	for (const [parameters, mode] of [
		[{}, 'manual'],
		[{ registerAutomatically: false }, 'activate'],
	] as const) {
		const node = await trigger(parameters);
		await activate(node, mode);
		await call(node, 'create', mode);
		await call(node, 'delete', mode);
	}
	expect(simulator.requests).toEqual([]);
});

describe('the URL for reviews of the account', () => {
	it('is left alone by default', async () => {
		await activate(await trigger({ events: ['audit'] }));
		expect(updates()).toEqual([]);
	});

	it('is replaced by choice, and stays where no other is known', async () => {
		const node = await trigger({ events: ['audit'], accountUrl: 'replace' });
		await activate(node);
		await activate(node, 'init');

		expect(accountWebhook()).toMatchObject({ statusCallbackUrl: OURS, httpFlag: 'Y' });
		expect(updates()).toHaveLength(1);
		await call(node, 'delete');
		expect(accountWebhook()).toMatchObject({ statusCallbackUrl: OURS });
	});

	it('gives way to the one that the user knows', async () => {
		const previousAccountUrl = 'https://crm.example.com/reviews';
		const node = await trigger({ events: ['audit'], accountUrl: 'replace', previousAccountUrl });
		await activate(node);
		await call(node, 'delete');

		expect(accountWebhook()).toMatchObject({ statusCallbackUrl: previousAccountUrl });
	});
});

const HERE = 'https://n8n.example.com';

it.each<[object, string, RegExp, string]>([
	[{ channel: '' }, "'Channel' is empty", /Choose the channel/, HERE],
	[{ phoneNumbers: [] }, "'Phone Number Names or IDs' is empty", /business numbers/, HERE],
	[
		{ phoneNumbers: ['6500000000'] },
		`The channel ${CHANNEL} has no number 6500000000`,
		/again/,
		HERE,
	],
	[{ events: [] }, "'Trigger On' is empty", /Choose/, HERE],
	[
		{ options: { pathSecret: 'short' } },
		"'Path Secret' cannot be part of a URL",
		/16 to 200/,
		HERE,
	],
	[
		{ options: { pathSecret: 'a/b?c=d#e f 0123456789' } },
		"'Path Secret' cannot be",
		/16 to 200/,
		HERE,
	],
	[{ filters: { textMatches: '(' } }, "The filter 'Text Matches' cannot be used", /regular/, HERE],
	[{}, 'cannot be registered: http://n8n.local:5678', /N8N_WEBHOOK_URL/, 'http://n8n.local:5678'],
])('refuses %j: %s', async (parameters, problem, advice, baseUrl) => {
	const refused = await activate(await trigger(parameters, baseUrl)).catch((error: Error) => error);
	expect(refused).toMatchObject({ name: 'NodeOperationError' });
	// After publishing, n8n shows nothing but the message.
	const { message } = refused as Error;
	expect(message).toContain(problem);
	expect(message.split(problem)[1]).toMatch(advice);
});

it('says what is wrong with the credential', async () => {
	const node = await trigger();
	const bad = { ...simulator.credential, accessKeySecret: 'wrong' };
	const wrong = await loadNode(
		{ type: 'chatAppTrigger', webhookId: 'hook-1', parameters: node.node.parameters },
		{ credentials: { alibabaCloudApi: bad }, baseUrl: 'https://n8n.example.com' },
	);
	await expect(activate(wrong)).rejects.toMatchObject({ name: 'NodeApiError' });
});

it('receives from the service while it is active, and not after', async () => {
	const node = await trigger();
	const active = await activateWorkflow(
		{ nodes: [{ ...node.node, name: 'Trigger' }], connections: {} },
		{ credentials: { alibabaCloudApi: simulator.credential } },
	);
	simulator.control.reply({ user: '6591230001', text: 'Hello there' });
	const run = await active.nextRun();
	expect(run.jsonOf('Trigger')).toMatchObject([{ event: 'inbound', text: 'Hello there' }]);

	await active.deactivate();
	expect(webhookOf(NUMBER)?.upCallbackUrl).toBe('');
});

it('lists the numbers of the channel with where they send to now', async () => {
	simulator.control.number({ number: NUMBER, upCallbackUrl: OTHERS, httpFlag: 'Y' });
	const node = await trigger();
	const load = node.nodeType.methods?.loadOptions?.getPhoneNumbers;
	const context = {
		...hookContext(node),
		getNode: () => node.node,
		getCurrentNodeParameter: () => CHANNEL,
		getCredentials: async () => simulator.credential,
		helpers: hookContext(node).helpers,
	} as unknown as IWebhookFunctions;

	expect(await load?.call(context as never)).toEqual([
		{ name: `+${NUMBER}`, value: NUMBER, description: 'Sends to crm.example.com now' },
		{ name: `+${SECOND}`, value: SECOND },
	]);
});
