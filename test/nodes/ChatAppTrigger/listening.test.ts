import { loadNode, type LoadedNode, publish, testEndContext, unpublish } from '../../harness';
import { startSimulator, type Simulator } from '../../simulator';

const CHANNEL = 'cams-8d2kq7h1pz';
const NUMBER = '6531589000';
const SECOND = '6531589001';
const BASE = 'https://127.0.0.1:1';
const OTHERS = 'https://crm.example.com/hooks/chat?key=secret';
const TEST_URL = `${BASE}/webhook-test/hook-a/chat-app`;
const PRODUCTION_URL = `${BASE}/webhook/hook-a/chat-app`;

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({
		requestsPerSecond: { QueryChatappPhoneNumbers: 0, UpdatePhoneWebhook: 0 },
	});
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());
afterEach(() => jest.restoreAllMocks());

async function trigger(parameters: object = {}, name = 'a', baseUrl = BASE): Promise<LoadedNode> {
	return await loadNode(
		{
			type: 'chatAppTrigger',
			webhookId: `hook-${name}`,
			parameters: {
				events: ['inbound'],
				registerAutomatically: true,
				listenOnTestUrl: true,
				channel: { __rl: true, mode: 'id', value: CHANNEL },
				phoneNumbers: [NUMBER],
				...parameters,
			},
		},
		{ credentials: { alibabaCloudApi: simulator.credential }, baseUrl },
	);
}

/** What n8n does when somebody clicks "Listen for test event"; it saves nothing of it. */
async function listen(node: LoadedNode): Promise<LoadedNode> {
	return await publish(node, 'manual');
}

/** What n8n does when a push came, time is over or somebody clicks "Stop listening". */
async function stop(node: LoadedNode): Promise<void> {
	await node.nodeType.webhookMethods?.default?.delete?.call(testEndContext(node));
}

const webhookOf = (number = NUMBER) => simulator.world.channels.number(number)?.webhook;
const set = (change: object, number = NUMBER) =>
	simulator.control.number({ number, httpFlag: 'Y', ...change });
const updates = () => simulator.requests.filter(({ action }) => action === 'UpdatePhoneWebhook');
/** As after a crash, when nothing in the memory of n8n says that it listens. */
const later = () => {
	const now = Date.now() + 180_000;
	jest.spyOn(Date, 'now').mockReturnValue(now);
};

it('points the number at the test URL while it listens, and restores it after', async () => {
	set({ upCallbackUrl: '', statusCallbackUrl: OTHERS, queueFlag: 'N' });
	const node = await listen(await trigger());

	expect(webhookOf()?.upCallbackUrl.split('?')[0]).toBe(TEST_URL);
	expect(webhookOf()).toMatchObject({ statusCallbackUrl: OTHERS, httpFlag: 'Y', queueFlag: 'N' });
	expect(webhookOf(SECOND)).toMatchObject({ upCallbackUrl: '' });

	await stop(node);
	expect(webhookOf()).toEqual({
		...{ upCallbackUrl: '', statusCallbackUrl: OTHERS, httpFlag: 'Y', queueFlag: 'N' },
	});
	expect(node.staticData).toEqual({});
});

it('is off by default, and asks the service nothing then', async () => {
	const node = await listen(await trigger({ listenOnTestUrl: false }));
	await stop(node);
	await stop(await listen(await trigger({ registerAutomatically: false })));
	await stop(await listen(await trigger({ events: ['audit'] })));
	expect(simulator.requests).toEqual([]);
});

it('refuses to replace a URL of somebody else, and changes nothing', async () => {
	set({ upCallbackUrl: OTHERS });
	const node = await trigger();

	await expect(listen(node)).rejects.toMatchObject({
		message: `The number ${NUMBER} already sends its inbound messages to crm.example.com/hooks/***. Turn on 'Take Over' to replace that URL.`,
	});
	await stop(node);
	expect(updates()).toEqual([]);
});

it('takes over when told to, and restores the URL of somebody else', async () => {
	set({ upCallbackUrl: OTHERS });
	const node = await listen(await trigger({ takeOver: true }));
	expect(webhookOf()?.upCallbackUrl).not.toContain('secret');
	expect(webhookOf()?.upCallbackUrl).toContain(TEST_URL);
	await stop(node);
	expect(webhookOf()?.upCallbackUrl).toBe(OTHERS);
});

it('needs no Take Over for the production URL of the same node, and does not unpublish it', async () => {
	const published = await publish(await trigger());
	expect(webhookOf()?.upCallbackUrl).toBe(PRODUCTION_URL);

	await stop(await listen(await trigger()));
	expect(webhookOf()?.upCallbackUrl).toBe(PRODUCTION_URL);
	await unpublish(published);
	expect(webhookOf()?.upCallbackUrl).toBe('');
});

it('needs Take Over for the production URL of another workflow, or of another n8n', async () => {
	const published = await publish(await trigger({}, 'b'));
	await expect(listen(await trigger())).rejects.toThrow(/Take Over/);
	await unpublish(published);

	set({ upCallbackUrl: `https://other.example.com/webhook/hook-a/chat-app` });
	await expect(listen(await trigger())).rejects.toThrow(/Take Over/);
});

it('restores at the next listening what a crash left behind', async () => {
	set({ upCallbackUrl: OTHERS });
	await listen(await trigger({ takeOver: true }));

	// n8n was killed: the test never ended, and nothing of it was saved.
	const node = await listen(await trigger({ takeOver: true }));
	await stop(node);
	expect(webhookOf()?.upCallbackUrl).toBe(OTHERS);
});

it('restores at the next publishing what a crash left behind, and does not take it for a URL', async () => {
	set({ upCallbackUrl: OTHERS });
	await listen(await trigger({ takeOver: true }));

	await expect(publish(await trigger())).rejects.toThrow(/crm.example.com/);
	expect(webhookOf()?.upCallbackUrl).toBe(OTHERS);

	await listen(await trigger({ takeOver: true }));
	const published = await publish(await trigger({ takeOver: true }));
	expect(webhookOf()?.upCallbackUrl).toBe(PRODUCTION_URL);
	await unpublish(published);
	expect(webhookOf()?.upCallbackUrl).toBe(OTHERS);
});

it('restores a number that was chosen before the crash, and no longer is', async () => {
	set({ upCallbackUrl: OTHERS }, SECOND);
	await listen(await trigger({ phoneNumbers: [SECOND], takeOver: true }));
	expect(webhookOf(SECOND)?.upCallbackUrl).toContain(TEST_URL);

	later();
	await publish(await trigger());
	expect(webhookOf(SECOND)?.upCallbackUrl).toBe(OTHERS);
	expect(webhookOf()?.upCallbackUrl).toBe(PRODUCTION_URL);
});

it('gives the published workflow its number again when n8n starts after a crash', async () => {
	const published = await publish(await trigger());
	await listen(await trigger());
	expect(webhookOf()?.upCallbackUrl).toContain(TEST_URL);

	await publish(published);
	expect(webhookOf()?.upCallbackUrl).toBe(PRODUCTION_URL);
	await unpublish(published);
	expect(webhookOf()?.upCallbackUrl).toBe('');
});

it('leaves the number to the workflow that was unpublished meanwhile as it was before that', async () => {
	set({ upCallbackUrl: OTHERS });
	const published = await publish(await trigger({ takeOver: true }));
	const listening = await listen(await trigger({ takeOver: true }));
	await unpublish(published);
	await stop(listening);
	expect(webhookOf()?.upCallbackUrl).toBe(OTHERS);
});

it('does not interrupt another workflow that listens with the number', async () => {
	const first = await listen(await trigger({}, 'b'));
	await expect(listen(await trigger())).rejects.toMatchObject({
		message: `Another workflow is listening with the number ${NUMBER}. Try again when it has ended, in two minutes at most, or turn on 'Take Over'.`,
	});

	const second = await listen(await trigger({ takeOver: true }));
	await stop(first);
	expect(webhookOf()?.upCallbackUrl).toContain(TEST_URL);
	await stop(second);
	expect(webhookOf()?.upCallbackUrl).toBe('');
});

it('takes a test URL of another n8n for that of somebody else', async () => {
	set({
		upCallbackUrl: `https://other.example.com/webhook-test/hook-a/chat-app?replaced=${'A'.repeat(80)}`,
	});
	await expect(listen(await trigger())).rejects.toThrow(
		'other.example.com/webhook-test/hook-a/chat-app. Turn on',
	);
});

it('does not listen where the service would forget what was there before', async () => {
	set({ upCallbackUrl: OTHERS });
	simulator.control.behave({ callbackQueries: 'cut' });
	await expect(listen(await trigger({ takeOver: true }))).rejects.toMatchObject({
		message: expect.stringContaining('did not keep the whole test URL') as string,
	});
	expect(webhookOf()?.upCallbackUrl).toBe(OTHERS.split('?')[0]);
});

it('undoes what it has done when the service fails in between', async () => {
	const node = await trigger({ phoneNumbers: [NUMBER, SECOND] });
	const fault = { service: 'cams', action: 'UpdatePhoneWebhook', times: 1 } as const;
	simulator.control.fault({ ...fault, kind: 'delay', delayMs: 1 });
	simulator.control.fault({ ...fault, kind: 'status', status: 500 });
	await expect(listen(node)).rejects.toMatchObject({ name: 'NodeApiError' });
	expect(webhookOf()).toMatchObject({ upCallbackUrl: '', httpFlag: 'N' });
	expect(webhookOf(SECOND)).toMatchObject({ upCallbackUrl: '' });
});

it('ends a test even if the service cannot be reached then, and restores at the next one', async () => {
	const node = await listen(await trigger());
	simulator.control.permissions({ deny: ['cams:*'] });
	await stop(node);
	simulator.control.permissions({ deny: [] });
	expect(webhookOf()?.upCallbackUrl).toContain(TEST_URL);
	await stop(await listen(await trigger()));
	expect(webhookOf()?.upCallbackUrl).toBe('');
});

it('says which URL of n8n the service cannot reach', async () => {
	await expect(listen(await trigger({}, 'a', 'http://n8n.local:5678'))).rejects.toThrow(
		'The test URL of this n8n cannot be registered: http://n8n.local:5678',
	);
});
