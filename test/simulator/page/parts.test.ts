import type { MessageAppearance } from '../control/state';
import { FakeElement, message, number, parts } from './loadedPage';

describe('files', () => {
	const tagOf = (kind: string, url: string) =>
		(parts.mediaPart({ kind, url, fileName: null }) as FakeElement).tag;

	test('of this machine are shown or played, others are links', () => {
		expect(tagOf('image', 'http://127.0.0.1:4721/a.png')).toBe('img');
		expect(tagOf('audio', 'http://127.0.0.1:4721/a.ogg')).toBe('audio');
		for (const kind of ['image', 'audio']) {
			expect(tagOf(kind, 'https://cdn.example.com/a')).toBe('a');
			expect(tagOf(kind, 'javascript:alert(1)')).toBe('div');
		}
	});
});

describe('names of files', () => {
	const nameOf = (url: string): string =>
		(parts.mediaPart({ kind: 'document', url, fileName: null }) as FakeElement).words()[1] ?? '';

	test.each([
		['https://cdn.example.com/%E5%8F%91%E7%A5%A8.pdf', '发票.pdf'],
		['https://cdn.example.com/a/Order%201.pdf?token=secret', 'Order 1.pdf'],
		['https://cdn.example.com/100%25.pdf', '100%.pdf'],
		['https://cdn.example.com/100%.pdf', '100%.pdf'],
		['https://cdn.example.com/%ff.pdf', '%ff.pdf'],
		['https://cdn.example.com/', 'cdn.example.com'],
	])('the link %s is shown as %s', (url, name) => expect(nameOf(url)).toBe(name));

	test('a link that is no text does not end the page', () => {
		expect(nameOf('https://cdn.example.com/%80\ud800.pdf')).toBe('%80\ud800.pdf');
	});
});

describe('cards', () => {
	const button = (
		type: string,
		text: string,
		payload: string | null,
		url: string | null = null,
	) => ({
		...{ type, text, payload, url },
	});
	const card = (payload: string) => ({
		header: { type: 'image' as const, url: 'https://example.com/red.jpg' },
		body: 'Red shoe',
		buttons: [
			button('QUICK_REPLY', 'Like', payload),
			button('URL', 'Buy', null, 'https://example.com/buy'),
		],
	});
	const draw = (cards: MessageAppearance['cards'], pressed: string[] = []) => {
		const presses: unknown[] = [];
		const press = { pressed, onPress: ({ payload }: { payload: string }) => presses.push(payload) };
		return { list: parts.cardsPart(cards ?? [], press) as FakeElement, presses };
	};

	test('are drawn one beside the other, each with picture, text and buttons', () => {
		const { list } = draw([card('LIKE_RED'), card('LIKE_BLUE')]);
		expect(list.children.map(({ attributes }) => attributes['aria-label'])).toEqual([
			'Card 1 of 2',
			'Card 2 of 2',
		]);
		expect(list.all().map(({ tag, attributes }) => `${tag} ${attributes.class ?? ''}`)).toEqual(
			expect.arrayContaining(['a media', 'p body', 'button reply', 'a reply link']),
		);
		expect(list.words()).toContain('Red shoe');
		expect(draw([]).list).toBeNull();
	});

	test('answer with the payload of the card whose button is pressed', () => {
		const { list, presses } = draw([card('LIKE_RED'), card('LIKE_BLUE')]);
		const replies = list.all().filter(({ tag }) => tag === 'button');
		for (const reply of replies) reply.press();
		expect(presses).toEqual(['LIKE_RED', 'LIKE_BLUE']);
		expect(new Set(replies.map(({ dataset }) => dataset.part)).size).toBe(2);
	});

	test('show which button was pressed and answer only once', () => {
		const { list, presses } = draw([card('LIKE_RED'), card('LIKE_BLUE')], ['LIKE_RED']);
		const replies = list.all().filter(({ tag }) => tag === 'button');
		for (const reply of replies) reply.press();
		expect(replies.map(({ attributes }) => attributes.class)).toEqual(['reply pressed', 'reply']);
		expect(presses).toEqual(['LIKE_BLUE']);
	});
});

describe('the controls', () => {
	const buttonsOf = (element: FakeElement) => element.all().filter(({ tag }) => tag === 'button');

	test('approve and reject a template in review', () => {
		const step = jest.fn();
		const part = parts.reviewPart({ code: '111', language: 'en', name: 'offer' }, step);
		for (const button of buttonsOf(part)) button.press();
		expect(step.mock.calls).toEqual([
			['review', { templateCode: '111', language: 'en', status: 'pass', reason: undefined }],
			['review', { templateCode: '111', language: 'en', status: 'fail', reason: 'INVALID_FORMAT' }],
		]);
	});

	test('switch the queue of a sender, and show no more of a URL than its host', () => {
		const step = jest.fn();
		const upCallbackUrl = 'https://n8n.example.com/webhook/secret';
		const part = parts.senderPart({ ...number, httpFlag: 'Y', upCallbackUrl }, step);
		expect(part.words()[0]).toBe('+6531589000: n8n.example.com, queue');
		buttonsOf(part)[0]?.press();
		buttonsOf(parts.senderPart({ ...number, queueFlag: 'N' }, step))[0]?.press();
		expect(step.mock.calls).toEqual([
			['number', { number: number.number, queueFlag: 'N' }],
			['number', { number: number.number, queueFlag: 'Y' }],
		]);
	});

	test('offer the ways in which a message fails by name', () => {
		const form = parts.failForm(message('1'), { step: jest.fn() });
		const choices = form.all().filter(({ tag }) => tag === 'option');
		expect(choices.map(({ texts }) => texts[0])).toContain('Message undeliverable (131026)');
		expect(choices.filter(({ attributes }) => 'selected' in attributes)).toHaveLength(1);
		expect(choices.at(-1)?.attributes.value).toBe('');
	});
});
