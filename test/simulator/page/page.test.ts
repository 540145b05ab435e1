import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildSync } from 'esbuild';

import type {
	ConversationView,
	MessageAppearance,
	MessageView,
	NumberView,
	StateEvent,
	StateView,
} from '../control/state';
import { renderPage } from '.';

interface Thread {
	id: string;
	user: string;
	business: string;
	userName: string;
	businessName: string;
	messages: MessageView[];
}
type Button = MessageAppearance['buttons'][number];

interface PageModel {
	applyEvent(state: StateView, event: StateEvent): StateView;
	threadsOf(state: StateView): Thread[];
	chosenMessage(thread: Thread | null, id: string | null): MessageView | null;
	pressedReplies(thread: Thread, id: string): string[];
	choicesOf(appearance: MessageAppearance): Button[];
	sectionsOf(appearance: MessageAppearance): Array<{ title: string; rows: Button[] }>;
	threadOfHash(hash: string): string;
	carriesText(content: { type: string }): boolean;
	writerOf(state: StateView, thread: Thread): { user: string; groupId?: string };
	conversationOf(state: StateView, thread: Thread): { windowOpenUntil: number | null };
}
interface PageParts {
	cardsPart(cards: NonNullable<MessageAppearance['cards']>, press: object): unknown;
	buttonsPart(buttons: Button[], press: object, place: string): unknown;
	mediaPart(media: NonNullable<MessageAppearance['media']>): unknown;
}
interface PageLabels {
	windowLabel(
		openUntil: number | null,
		now: number,
		channel: string,
	): { open: boolean; text: string } | null;
	preview(message: MessageView | undefined): string;
	address(id: string, channel: string): string;
	initials(name: string, id: string): string;
	tone(id: string): string;
	reasonOf(error: { code: string; description: string }): string | null;
	webLink(url: string | null): string | null;
	localFile(url: string): string | null;
}

function load<T>(name: string): T {
	const { outputFiles } = buildSync({
		entryPoints: [join(__dirname, 'client', name)],
		bundle: true,
		write: false,
		format: 'cjs',
	});
	const loaded = { exports: {} };
	new Function('module', outputFiles[0]?.text ?? '')(loaded);
	return loaded.exports as T;
}

/** As much of an element as drawing the parts of a message needs. */
class FakeElement {
	readonly children: FakeElement[] = [];
	readonly texts: string[] = [];
	readonly attributes: Record<string, string> = {};
	readonly dataset: Record<string, string> = {};
	private readonly listeners: Array<(event: { stopPropagation(): void }) => void> = [];

	constructor(readonly tag: string) {}

	setAttribute(name: string, value: string): void {
		this.attributes[name] = value;
	}

	addEventListener(_name: string, listener: (event: { stopPropagation(): void }) => void): void {
		this.listeners.push(listener);
	}

	append(...added: Array<FakeElement | string>): void {
		for (const one of added) {
			if (typeof one === 'string') this.texts.push(one);
			else this.children.push(one);
		}
	}

	all(): FakeElement[] {
		return [this, ...this.children.flatMap((child) => child.all())];
	}

	words(): string[] {
		return this.all().flatMap(({ texts }) => texts);
	}

	press(): void {
		for (const listener of this.listeners) listener({ stopPropagation: () => undefined });
	}
}

interface PageControls {
	reviewPart(template: object, step: jest.Mock): FakeElement;
	senderPart(sender: NumberView, step: jest.Mock): FakeElement;
	failForm(message: object, actions: { step: jest.Mock }): FakeElement;
}

function loadParts(): PageParts & PageControls {
	const document = {
		createElement: (tag: string) => new FakeElement(tag),
		createElementNS: (_space: string, tag: string) => new FakeElement(tag),
	};
	Object.assign(globalThis, { document });
	try {
		return {
			...load<PageParts>('parts.mjs'),
			...load<Pick<PageControls, 'reviewPart'>>('reviews.mjs'),
			...load<Pick<PageControls, 'senderPart'>>('senders.mjs'),
			...load<Pick<PageControls, 'failForm'>>('tools.mjs'),
		};
	} finally {
		Reflect.deleteProperty(globalThis, 'document');
	}
}

const model = load<PageModel>('model.mjs');
const parts = loadParts();
const labels = load<PageLabels>('labels.mjs');
const NOW = Date.UTC(2026, 10, 22, 12);

const number: NumberView = {
	...{ number: '6531589000', custSpaceId: 'cams-1', channelType: 'whatsapp' },
	...{ verifiedName: 'Acme Support', status: 'CONNECTED', quality: 'GREEN' },
	...{ messagingLimit: 'TIER_10K', upCallbackUrl: '', statusCallbackUrl: '' },
	...{ httpFlag: 'N', queueFlag: 'Y', upQueue: 'up', statusQueue: 'status' },
};

function state(given: Partial<StateView> = {}): StateView {
	return {
		...{ now: NOW, accountId: '1', channels: [], numbers: [number], templates: [], messages: [] },
		...{ conversations: [], queues: [], accountWebhooks: [], pushes: [], faults: [] },
		users: [
			{ number: '6591230001', name: 'Mei', channelType: 'whatsapp' },
			{ number: '60123450002', name: 'Arif', channelType: 'whatsapp' },
		],
		requestCount: 0,
		...given,
	};
}

function message(id: string, given: Partial<MessageView> = {}): MessageView {
	return {
		...{ id, direction: 'out', channelType: 'whatsapp', custSpaceId: 'cams-1' },
		...{ user: '6591230001', business: '6531589000', type: 'text', template: null },
		appearance: { header: null, body: `body ${id}`, footer: null, media: null, buttons: [] },
		...{ status: 'accepted', error: null, contextMessageId: null, groupMessageId: null },
		groupId: null,
		...{ taskId: null, createdAt: NOW, changedAt: NOW },
		...given,
	};
}

describe('the document', () => {
	const page = renderPage();
	const inner = (tag: string) => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? '';

	test('allows exactly its own script and style', () => {
		for (const tag of ['script', 'style']) {
			const hash = createHash('sha256').update(inner(tag)).digest('base64');
			expect(page).toContain(`${tag}-src 'sha256-${hash}'`);
		}
		expect(page.match(/<script/g)).toHaveLength(1);
		expect(page).toContain("default-src 'none'");
	});

	test('loads nothing from outside', () => {
		expect(page).not.toMatch(/<(script|img|iframe)[^>]+src=|url\(|@import/);
		expect(page).not.toMatch(/<link[^>]+href="(?!data:)/);
	});

	test('never turns text into HTML or code', () => {
		expect(inner('script')).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
		expect(inner('script')).not.toMatch(/\beval\(|new Function|\.srcdoc/);
	});

	test('has no marks left over and no inline handlers', () => {
		expect(page).not.toMatch(/<!--\w+-->/);
		expect(page).not.toMatch(/\son\w+=|\sstyle=/);
	});
});

describe('threads', () => {
	test('are one per user and business, latest first, then users without messages', () => {
		const messages = [
			message('1', { createdAt: NOW }),
			message('2', { user: '6590000001', createdAt: NOW + 5 }),
			message('3', { createdAt: NOW + 9, direction: 'in' }),
		];
		const threads = model.threadsOf(state({ messages }));
		expect(threads.map(({ id, userName }) => [id, userName])).toEqual([
			['6591230001/6531589000', 'Mei'],
			['6590000001/6531589000', ''],
			['60123450002/6531589000', 'Arif'],
		]);
		expect(threads[0]?.messages.map(({ id }) => id)).toEqual(['1', '3']);
		expect(threads[0]?.businessName).toBe('Acme Support');
	});

	test('of people without messages are on the app that they have', () => {
		const telegram = { ...number, number: 'acme_bot', channelType: 'telegram' as const };
		const users = [{ number: '5601', name: 'Wei', channelType: 'telegram' as const }];
		const threads = (numbers: NumberView[]) =>
			model.threadsOf(state({ numbers, users })).map(({ id }) => id);
		expect(threads([number, telegram])).toEqual(['5601/acme_bot']);
		expect(threads([number])).toEqual([]);
	});

	test('are empty without users and messages', () => {
		expect(model.threadsOf(state({ users: [] }))).toEqual([]);
	});

	test('offer the chosen message to the tools, else the latest of the business', () => {
		const messages = [message('1'), message('2'), message('3', { direction: 'in' })];
		const [thread = null] = model.threadsOf(state({ messages }));
		expect(model.chosenMessage(thread, '1')?.id).toBe('1');
		expect(model.chosenMessage(thread, null)?.id).toBe('2');
		expect(model.chosenMessage(null, null)).toBeNull();
	});

	test('know which quick replies were pressed, by payload where there is one', () => {
		const answer = (id: string, payload?: string) => {
			const { appearance } = message(id);
			const given = payload === undefined ? appearance : { ...appearance, payload };
			return message(id, { direction: 'in', contextMessageId: '1', appearance: given });
		};
		const messages = [message('1'), answer('2'), answer('3', 'LIKE_RED')];
		const [thread] = model.threadsOf(state({ messages }));
		expect(thread && model.pressedReplies(thread, '1')).toEqual(['body 2', 'LIKE_RED']);
	});
});

describe('groups', () => {
	const messages = [
		message('1', { user: 'group-1', groupId: 'group-1' }),
		message('2', { direction: 'in', groupId: 'group-1' }),
		message('3', { direction: 'in' }),
	];

	test('have one thread for all who write in them, beside that of each person', () => {
		const threads = model.threadsOf(state({ messages }));
		expect(threads.map(({ id, messages }) => [id, messages.map((one) => one.id)])).toEqual([
			['group-1/6531589000', ['1', '2']],
			['6591230001/6531589000', ['3']],
			['60123450002/6531589000', []],
		]);
	});

	test('are written in by a person', () => {
		const given = state({ messages });
		const [group, person] = model.threadsOf(given);
		expect(group && model.writerOf(given, group)).toEqual({
			...{ user: '6591230001', groupId: 'group-1' },
		});
		expect(person && model.writerOf(given, person)).toEqual({ user: '6591230001' });
	});
});

describe('lists', () => {
	const row = (text: string, section?: string): Button => ({
		...{ type: 'LIST', text, payload: text, url: null },
		...(section && { section }),
	});
	const buttons = [row('9:00', 'Monday'), row('11:00', 'Monday'), row('9:30', 'Tuesday')];
	const list = { header: null, body: 'When?', footer: null, media: null, buttons };

	test('have their rows below the titles of the sections', () => {
		const sections = model.sectionsOf(list);
		expect(sections.map(({ title, rows }) => [title, rows.map(({ text }) => text)])).toEqual([
			['Monday', ['9:00', '11:00']],
			['Tuesday', ['9:30']],
		]);
		expect(model.sectionsOf({ ...list, buttons: [row('Yes')] })).toMatchObject([{ title: '' }]);
	});

	test('do not show their rows as buttons of the message', () => {
		expect(parts.buttonsPart(buttons, { pressed: [] }, '')).toBeNull();
	});

	test('count as the control counts, without what does not answer', () => {
		const link = { type: 'URL', text: 'Shop', payload: null, url: 'https://example.com' };
		const quick = { type: 'QUICK_REPLY', text: 'Like', payload: 'LIKE', url: null };
		const cards = [{ header: null, body: 'Shoe', buttons: [link, quick] }];
		const appearance = { ...list, buttons: [link, row('9:00')], cards };
		expect(model.choicesOf(appearance).map(({ text }) => text)).toEqual(['9:00', 'Like']);
	});
});

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

test('texts of both directions are shown in their own', () => {
	const [, parts = ''] = /([^{}]*)\{\s*unicode-bidi: plaintext;/.exec(renderPage()) ?? [];
	const shown = ['.body', '.heading', '.footer', '.quote', '.preview', '.reply', '.row-title'];
	expect(parts.split(/[,\s]+/)).toEqual(expect.arrayContaining([...shown, '#composer']));
});

test('an address that was cut names no conversation', () => {
	expect(model.threadOfHash('#6591230001%2F6531589000')).toBe('6591230001/6531589000');
	expect(model.threadOfHash('')).toBe('');
	expect(model.threadOfHash('#%E0%A4%A')).toBe('');
});

test('only texts and pictures take what was typed', () => {
	const taking = ['TEXT', 'IMAGE', 'AUDIO', 'DOCUMENT', 'LOCATION'].filter((type) =>
		model.carriesText({ type }),
	);
	expect(taking).toEqual(['TEXT', 'IMAGE']);
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

describe('events', () => {
	test('replace what is known and add what is new', () => {
		const before = state({ messages: [message('1')] });
		const read = message('1', { status: 'read' });
		const after = model.applyEvent(before, { type: 'message', message: read });
		expect(after.messages).toEqual([read]);
		const added = model.applyEvent(after, { type: 'message', message: message('2') });
		expect(added.messages).toHaveLength(2);
		expect(before.messages[0]?.status).toBe('accepted');
	});

	test('of kinds that the page does not show change nothing', () => {
		const before = state();
		expect(model.applyEvent(before, { type: 'reset' })).toBe(before);
	});

	test('open the window', () => {
		const conversation: ConversationView = {
			...{ user: '6591230001', business: '6531589000', custSpaceId: 'cams-1' },
			...{ windowOpenUntil: NOW + 1, optedOut: false },
		};
		const after = model.applyEvent(state(), { type: 'conversation', conversation });
		const thread = model.threadsOf(after).find(({ user }) => user === '6591230001');
		expect(thread && model.conversationOf(after, thread).windowOpenUntil).toBe(NOW + 1);
	});
});

describe('labels', () => {
	test('tell whether the 24-hour window is open, where a channel has one', () => {
		expect(labels.windowLabel(NOW + 60_000, NOW, 'whatsapp')).toMatchObject({ open: true });
		expect(labels.windowLabel(NOW, NOW, 'whatsapp')).toMatchObject({ open: false });
		expect(labels.windowLabel(null, NOW, 'whatsapp')?.text).toContain('not written yet');
		expect(labels.windowLabel(null, NOW, 'viber')).toBeNull();
		const after = (days: number) =>
			labels.windowLabel(NOW + days * 86_400_000, NOW, 'whatsapp')?.text;
		expect(after(1)).toMatch(/until \d\d:\d\d tomorrow$/);
		expect(after(3)).toMatch(/until \d\d:\d\d on Wednesday,? (?:25 November|November 25)$/);
	});

	test('show a message in one line', () => {
		expect(labels.preview(undefined)).toBe('No messages yet');
		expect(labels.preview(message('1', { direction: 'in' }))).toBe('You: body 1');
		const media = { kind: 'document', url: 'http://x/', fileName: 'invoice.pdf' };
		const appearance = { header: null, body: '', footer: null, media, buttons: [] };
		expect(labels.preview(message('1', { appearance }))).toBe('Document: invoice.pdf');
	});

	test('say why a message failed without the code twice', () => {
		const reason = (description: string) => labels.reasonOf({ code: '131026', description });
		expect(reason('131026:Not on WhatsApp')).toBe('Not on WhatsApp');
		expect(reason('Not on WhatsApp')).toBe('Not on WhatsApp');
		expect(reason('131026')).toBeNull();
	});

	test('write numbers and initials as people do', () => {
		expect(labels.address('6591230001', 'whatsapp')).toBe('+6591230001');
		expect(labels.address('17841400000000', 'instagram')).toBe('17841400000000');
		expect(labels.initials('Mei Lin Tan', '1')).toBe('ML');
		expect(labels.initials('', '6591230001')).toBe('01');
		expect(labels.initials('Ana 😀', '1')).toBe('A😀');
		expect(labels.initials('User 0042', '6591230042')).toBe('42');
	});

	test('give the people of a campaign pictures that differ', () => {
		const people = Array.from({ length: 100 }, (_, index) => String(6591230000 + index));
		const pictures = people.map((id) => `${labels.initials('User 0000', id)} ${labels.tone(id)}`);
		expect(new Set(pictures).size).toBe(100);
		expect(new Set(people.map(labels.tone)).size).toBeGreaterThan(4);
		expect(labels.tone('6591230001')).toBe(labels.tone('6591230001'));
		expect(readFileSync(join(__dirname, 'page.css'), 'utf8')).toContain(
			`.avatar.${labels.tone('6591230001')} {`,
		);
	});

	test.each(['javascript:alert(1)', 'data:text/html,x', ' https://x', 'file:///etc', null])(
		'follow no link like %s',
		(url) => {
			expect(labels.webLink(url)).toBeNull();
		},
	);

	test('show pictures of this machine only', () => {
		expect(labels.localFile('http://127.0.0.1:4721/a.png')).not.toBeNull();
		expect(labels.localFile('http://127.0.0.1.example.com/a.png')).toBeNull();
		expect(labels.localFile('https://cdn.example.com/a.png')).toBeNull();
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
