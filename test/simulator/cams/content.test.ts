import { startSimulator, type Simulator } from '../index';
import { call, failure } from '../conformance/clients';

const MEI = '6591230001';
let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ delivery: { sentMs: 1, deliveredMs: 2 } });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.control.reset();
	simulator.control.reply({ user: MEI, text: 'Hello?' });
});

async function send(MessageType: string, content: unknown, viber = false): Promise<unknown> {
	return await call(simulator, 'cams', 'SendChatappMessage', {
		body: {
			ChannelType: viber ? 'viber' : 'whatsapp',
			CustSpaceId: viber ? 'cams-viber4u9t2x' : 'cams-8d2kq7h1pz',
			From: viber ? '23919' : '6531589000',
			To: MEI,
			...{ Type: 'message', MessageType, Content: JSON.stringify(content) },
		},
	});
}

/** What the message looks like, and how it ended. */
async function sent(MessageType: string, content: unknown) {
	await send(MessageType, content);
	const message = simulator.world.messages.all.find(({ direction }) => direction === 'out');
	await new Promise((resolve) => setTimeout(resolve, 20));
	return { appearance: message?.appearance, status: message?.status, error: message?.error };
}

const interactive = (type: string, action: object, more: object = {}) => ({
	type,
	body: { text: 'Hello' },
	action,
	...more,
});
const reply = (id: string, title = id) => ({ type: 'reply', reply: { id, title } });
const PICTURE = 'https://example.com/shoe.jpg';
const card = (index: number, more: object) => ({
	card_index: index,
	header: { type: 'image', image: { link: PICTURE } },
	...more,
});
const linkCard = (index: number) =>
	card(index, {
		type: 'cta_url',
		body: { text: 'Shoe' },
		action: {
			name: 'cta_url',
			parameters: { display_text: 'Buy', url: `https://example.com/${index}` },
		},
	});
const replyCard = (index: number) =>
	card(index, {
		action: {
			buttons: [{ type: 'quick_reply', quick_reply: { id: `buy-${index}`, title: 'Buy' } }],
		},
	});
const rows = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ id: `r${index}`, title: `Row ${index}` }));

describe('a content that the service refuses', () => {
	it.each<[string, string, unknown, ...boolean[]]>([
		['InvalidParameter.TextNotEmpty', 'text', {}],
		['InvalidParameter.LinkNotEmpty', 'image', { link: '' }],
		['InvalidParameter.ContentError', 'image', { link: 'a.jpg' }],
		['InvalidParameter.ContentError', 'document', { link: 'https://example.com/a.pdf' }],
		['InvalidParameter.ContentError', 'location', { longitude: 'east', latitude: '1' }],
		['InvalidParameter.ContentError', 'contacts', [{ name: {} }]],
		['InvalidParameter.ContentError', 'interactive', { type: 'other', action: {} }],
		['InvalidParameter.ContentError', 'interactive', { type: 'list', action: {} }],
		[
			'InvalidParameter.ContentError',
			'video',
			{ link: 'https://a.example', thumbnail: 'b', fileSize: '1', duration: '1' },
			true,
		],
		['InvalidParameter.MessageTypeNotSupport', 'sticker', { link: 'https://a.example' }, true],
	])('%s for %s %j', async (code, type, content, ...more) => {
		expect((await failure(send(type, content, more[0] === true))).code).toBe(code);
	});
});

describe('a content that WhatsApp refuses comes back as a failed receipt', () => {
	it.each<[string, unknown]>([
		['text', { text: '😀'.repeat(4097) }],
		['image', { link: 'https://example.com/a.jpg', caption: 'x'.repeat(1025) }],
		['location', { longitude: '181', latitude: '0' }],
		['contacts', [{ name: { formatted_name: 'Ada' } }]],
		['interactive', interactive('button', { buttons: [] })],
		[
			'interactive',
			interactive('button', { buttons: ['a', 'b', 'c', 'd'].map((id) => reply(id)) }),
		],
		['interactive', interactive('button', { buttons: [reply('a', 'Yes'), reply('a', 'No')] })],
		['interactive', interactive('button', { buttons: [reply('a', 'x'.repeat(21))] })],
		['interactive', interactive('list', { button: 'Go', sections: [{ rows: rows(11) }] })],
		[
			'interactive',
			interactive('list', { button: 'Go', sections: [{ rows: rows(1) }, { rows: rows(1) }] }),
		],
		['interactive', interactive('product', { catalog_id: '1' })],
		[
			'interactive',
			interactive('product_list', {
				catalog_id: '1',
				sections: [{ product_items: [{ product_retailer_id: 'a' }] }],
			}),
		],
		['interactive', interactive('flow', { name: 'flow', parameters: { flow_id: '1' } })],
		['interactive', interactive('cta_url', { name: 'cta_url', parameters: { url: 'x' } })],
		['interactive', interactive('location_request_message', { name: 'other' })],
		['interactive', interactive('request_contact_info', { name: 'other' })],
		['interactive', interactive('call_permission_request', { name: 'other' })],
		['interactive', interactive('carousel', { cards: [linkCard(0)] })],
		['interactive', interactive('carousel', { cards: [linkCard(0), linkCard(0)] })],
		['interactive', interactive('carousel', { cards: [linkCard(0), replyCard(1)] })],
		[
			'interactive',
			interactive('carousel', { cards: [linkCard(0), { ...linkCard(1), header: {} }] }),
		],
		['interactive', interactive('address_message', { name: 'address_message', parameters: {} })],
		[
			'interactive',
			interactive(
				'product',
				{ catalog_id: '1', product_retailer_id: 'a' },
				{
					header: { type: 'text', text: 'No' },
				},
			),
		],
	])('%s, case %#', async (type, content) => {
		expect(await sent(type, content)).toMatchObject({
			status: 'failed',
			error: { code: '131009' },
		});
	});
});

describe('the phone shows', () => {
	it.each<[string, unknown, object]>([
		[
			'location',
			{ longitude: '103.8', latitude: '1.2', name: 'Office', address: '1 Raffles Place' },
			{ body: 'Location: Office, 1 Raffles Place' },
		],
		[
			'contacts',
			[{ name: { formatted_name: 'Ada', first_name: 'Ada' }, phones: [{ phone: '+65 1' }] }],
			{ body: 'Contact: Ada (+65 1)' },
		],
		[
			'interactive',
			interactive(
				'product_list',
				{
					catalog_id: '1',
					sections: [{ product_items: [{ product_retailer_id: 'SKU-1' }] }],
				},
				{ header: { type: 'text', text: 'Picks' } },
			),
			{
				header: { type: 'text', text: 'Picks' },
				buttons: [{ type: 'PRODUCT', text: 'SKU-1', payload: null, url: null }],
			},
		],
		[
			'interactive',
			interactive('flow', {
				name: 'flow',
				parameters: {
					...{ flow_message_version: '3', flow_id: '1', flow_token: 't', flow_cta: 'Book' },
					flow_action: 'data_exchange',
				},
			}),
			{ buttons: [{ type: 'FLOW', text: 'Book', payload: null, url: null }] },
		],
		[
			'interactive',
			interactive('location_request_message', { name: 'send_location' }),
			{ buttons: [expect.objectContaining({ text: 'Send location' })] },
		],
		[
			'interactive',
			interactive('request_contact_info', { name: 'request_contact_info' }),
			{ buttons: [expect.objectContaining({ text: 'Share contact info' })] },
		],
		[
			'interactive',
			interactive('carousel', { cards: [replyCard(0), replyCard(1)] }),
			{
				cards: [
					{
						header: { type: 'image', url: PICTURE },
						body: '',
						buttons: [{ type: 'REPLY', text: 'Buy', payload: 'buy-0', url: null }],
					},
					{ buttons: [{ payload: 'buy-1' }] },
				],
			},
		],
		[
			'interactive',
			interactive('carousel', { cards: [linkCard(0), linkCard(1)] }),
			{
				cards: [
					{ buttons: [{ type: 'URL', text: 'Buy', payload: null, url: 'https://example.com/0' }] },
					{ body: 'Shoe' },
				],
			},
		],
	])('%s %j', async (type, content, appearance) => {
		const message = await sent(type, content);
		expect(message.error).toBeNull();
		expect(message.appearance).toMatchObject(appearance);
	});
});

test('a file that is not in the storage cannot be delivered', async () => {
	const { url, key } = {
		url: simulator.world.storage.urlOf('dir/a.jpg'),
		key: 'dir/a.jpg',
	};
	expect(await sent('image', { link: url })).toMatchObject({ error: { code: '131053' } });

	simulator.control.reset();
	simulator.control.reply({ user: MEI, text: 'Hello?' });
	const inStorage = { ...linkCard(1), header: { type: 'image', image: { link: url } } };
	const cards = [linkCard(0), inStorage];
	expect(await sent('interactive', interactive('carousel', { cards }))).toMatchObject({
		error: { code: '131053' },
	});

	simulator.control.reset();
	simulator.control.reply({ user: MEI, text: 'Hello?' });
	const file = { data: Buffer.from('x'), contentType: 'image/jpeg' };
	simulator.world.storage.objects.set(key, { ...file, isPublic: false });
	expect(await sent('image', { link: url })).toMatchObject({ error: { code: '131053' } });

	simulator.control.reset();
	simulator.control.reply({ user: MEI, text: 'Hello?' });
	simulator.world.storage.objects.set(key, { ...file, isPublic: true });
	expect(await sent('image', { link: url })).toMatchObject({ status: 'delivered' });
});
