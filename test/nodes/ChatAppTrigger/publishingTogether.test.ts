import { loadNode, type LoadedNode, publish, testEndContext, unpublish } from '../../harness';
import { CHANNEL, NUMBER, useNumber } from './registrationBench';

const BASE = 'https://n8n.example.com';

const bench = useNumber({ upCallbackUrl: '', statusCallbackUrl: '' });

let hooks = 0;

/** A queue trigger, whose publishing switches the queue of the same number on. */
async function queueTrigger(): Promise<LoadedNode> {
	return await loadNode(
		{
			type: 'chatAppQueueTrigger',
			parameters: {
				events: ['inbound'],
				inboundQueue: { __rl: true, mode: 'name', value: 'a-queue' },
				switchQueueOn: true,
				channel: { __rl: true, mode: 'id', value: CHANNEL },
				phoneNumbers: [NUMBER],
			},
		},
		{ credentials: { alibabaCloudApi: bench.simulator.credential } },
	);
}

async function trigger(event: 'inbound' | 'status', parameters: object = {}) {
	const webhookId = `together-${hooks++}`;
	const node = await loadNode(
		{
			type: 'chatAppTrigger',
			webhookId,
			parameters: {
				events: [event],
				registerAutomatically: true,
				channel: { __rl: true, mode: 'id', value: CHANNEL },
				phoneNumbers: [NUMBER],
				options: { passAnswers: false },
				...parameters,
			},
		},
		{ credentials: { alibabaCloudApi: bench.simulator.credential }, baseUrl: BASE },
	);
	return { node, url: `${BASE}/webhook/${webhookId}/chat-app` };
}

const urls = () => bench.simulator.world.channels.number(NUMBER)?.webhook;

it('one for messages and one for statuses: the number has both URLs, and then neither', async () => {
	const [inbound, status] = [await trigger('inbound'), await trigger('status')];

	await Promise.all([publish(inbound.node), publish(status.node)]);
	expect(urls()).toMatchObject({ upCallbackUrl: inbound.url, statusCallbackUrl: status.url });

	await Promise.all([unpublish(inbound.node), unpublish(status.node)]);
	expect(urls()).toMatchObject({ upCallbackUrl: '', statusCallbackUrl: '' });
});

it('one is published while the other is unpublished, and nothing of either is lost', async () => {
	const [inbound, status] = [await trigger('inbound'), await trigger('status')];
	await publish(inbound.node);

	await Promise.all([unpublish(inbound.node), publish(status.node)]);
	expect(urls()).toMatchObject({ upCallbackUrl: '', statusCallbackUrl: status.url });
	await unpublish(status.node);
});

it('one is published while listening for a test ends, and its URL is not set back', async () => {
	const tested = await trigger('inbound', { listenOnTestUrl: true });
	const status = await trigger('status');
	await publish(tested.node, 'manual');
	expect(urls()?.upCallbackUrl).toContain('replaced=');

	const { delete: stop } = tested.node.nodeType.webhookMethods?.default ?? {};
	await Promise.all([stop?.call(testEndContext(tested.node)), publish(status.node)]);
	expect(urls()).toMatchObject({ upCallbackUrl: '', statusCallbackUrl: status.url });
	await unpublish(status.node);
});

it('one by HTTP and one by queue: the number has the URL, and its queue is on', async () => {
	bench.simulator.control.number({ number: NUMBER, queueFlag: 'N' });
	const [http, queue] = [await trigger('inbound'), await queueTrigger()];

	await Promise.all([publish(http.node), publish(queue)]);
	expect(urls()).toMatchObject({ upCallbackUrl: http.url, queueFlag: 'Y' });
	await unpublish(http.node);
});

it('two for the same: the first has the number, and the second is told so', async () => {
	const [first, second] = [await trigger('inbound'), await trigger('inbound')];

	const results = await Promise.allSettled([publish(first.node), publish(second.node)]);
	const [owner, other] = results[0]?.status === 'fulfilled' ? [first, second] : [second, first];
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
		reason: { message: expect.stringContaining(`The number ${NUMBER} already sends`) as string },
	});
	expect(urls()?.upCallbackUrl).toBe(owner.url);

	await unpublish(other.node);
	expect(urls()?.upCallbackUrl).toBe(owner.url);
	await unpublish(owner.node);
});

it('a publishing that fails does not keep the next one from its turn', async () => {
	const first = await trigger('inbound', { phoneNumbers: ['6500000000'] });
	const second = await trigger('status');

	const results = await Promise.allSettled([publish(first.node), publish(second.node)]);
	expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
	expect(urls()?.statusCallbackUrl).toBe(second.url);
});
