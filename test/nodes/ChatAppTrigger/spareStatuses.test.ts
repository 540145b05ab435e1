import { isPublished, loadNode, type LoadedNode, publish, unpublish } from '../../harness';
import { startSimulator, type Simulator } from '../../simulator';

const CHANNEL = 'cams-8d2kq7h1pz';
const NUMBER = '6531589000';
const OTHERS = 'https://crm.example.com/hooks/chat';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.control.reset();
	simulator.control.number({ number: NUMBER, upCallbackUrl: '', statusCallbackUrl: '' });
});

async function trigger(webhookId: string, parameters: object = {}): Promise<LoadedNode> {
	const loaded = await loadNode(
		{
			type: 'chatAppTrigger',
			webhookId,
			parameters: {
				events: ['inbound'],
				registerAutomatically: true,
				channel: { __rl: true, mode: 'id', value: CHANNEL },
				phoneNumbers: [NUMBER],
				...parameters,
			},
		},
		{ credentials: { alibabaCloudApi: simulator.credential }, baseUrl: 'https://n8n.example.com' },
	);
	loaded.node.id = webhookId;
	return loaded;
}

const urls = () => simulator.world.channels.number(NUMBER)?.webhook;
const urlOf = (id: string) => `https://n8n.example.com/webhook/${id}/chat-app`;

it('are registered with the messages, and taken away again', async () => {
	const node = await trigger('spare-1');
	await publish(node);
	expect(urls()).toMatchObject({
		upCallbackUrl: urlOf('spare-1'),
		statusCallbackUrl: urlOf('spare-1'),
	});
	expect(await isPublished(node)).toBe(true);

	await unpublish(node);
	expect(urls()).toMatchObject({ upCallbackUrl: '', statusCallbackUrl: '' });
});

it('of somebody else stay his, with Take Over as well, and nothing is refused', async () => {
	simulator.control.number({ number: NUMBER, statusCallbackUrl: OTHERS });
	const node = await trigger('spare-2', { takeOver: true });
	await publish(node);

	expect(urls()).toMatchObject({ upCallbackUrl: urlOf('spare-2'), statusCallbackUrl: OTHERS });
	expect(await isPublished(node)).toBe(true);
	await unpublish(node);
	expect(urls()).toMatchObject({ upCallbackUrl: '', statusCallbackUrl: OTHERS });
});

it.each([
	['the option is off', { options: { passAnswers: false } }],
	['no messages are received', { events: ['audit'] }],
])('are left alone where %s', async (_, parameters) => {
	const node = await trigger('spare-3', parameters);
	await publish(node);
	expect(urls()?.statusCallbackUrl).toBe('');
	await unpublish(node);
});

it('give way to a workflow that is for statuses, and come back after it', async () => {
	const inbox = await trigger('spare-4');
	const statuses = await trigger('spare-5', { events: ['status'] });
	await publish(inbox);
	await publish(statuses);
	expect(urls()).toMatchObject({
		upCallbackUrl: urlOf('spare-4'),
		statusCallbackUrl: urlOf('spare-5'),
	});
	// The inbox has what it needs, also when n8n starts again.
	expect(await isPublished(inbox)).toBe(true);

	await unpublish(statuses);
	expect(urls()?.statusCallbackUrl).toBe(urlOf('spare-4'));
	await unpublish(inbox);
	expect(urls()).toMatchObject({ upCallbackUrl: '', statusCallbackUrl: '' });
});
