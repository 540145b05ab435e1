import { join } from 'node:path';

import { buildSync } from 'esbuild';

import type {
	MessageAppearance,
	MessageView,
	NumberView,
	StateEvent,
	StateView,
} from '../control/state';

export interface Thread {
	id: string;
	user: string;
	business: string;
	userName: string;
	businessName: string;
	messages: MessageView[];
}
export type Button = MessageAppearance['buttons'][number];

export interface PageModel {
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
export interface PageParts {
	cardsPart(cards: NonNullable<MessageAppearance['cards']>, press: object): unknown;
	buttonsPart(buttons: Button[], press: object, place: string): unknown;
	mediaPart(media: NonNullable<MessageAppearance['media']>): unknown;
}
export interface PageLabels {
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

export function load<T>(name: string): T {
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
export class FakeElement {
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

export interface PageControls {
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

export const model = load<PageModel>('model.mjs');
export const parts = loadParts();
export const labels = load<PageLabels>('labels.mjs');
export const NOW = Date.UTC(2026, 10, 22, 12);

export const number: NumberView = {
	...{ number: '6531589000', custSpaceId: 'cams-1', channelType: 'whatsapp' },
	...{ verifiedName: 'Acme Support', status: 'CONNECTED', quality: 'GREEN' },
	...{ messagingLimit: 'TIER_10K', upCallbackUrl: '', statusCallbackUrl: '' },
	...{ httpFlag: 'N', queueFlag: 'Y', upQueue: 'up', statusQueue: 'status' },
};

export function state(given: Partial<StateView> = {}): StateView {
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

export function message(id: string, given: Partial<MessageView> = {}): MessageView {
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
