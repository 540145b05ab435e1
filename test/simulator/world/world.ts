import type { FaultPlan } from '../faults';
import type { ChannelType, StateEvent, StateView, UserView } from '../control/state';
import type { SimulatorOptions } from '../options';
import { MediaStore } from '../oss/store';
import { Pusher } from '../push/pusher';
import { Account } from './account';
import { ChannelBook, type BusinessNumber } from './channels';
import { ConversationBook } from './conversations';
import { Lifecycle } from './lifecycle';
import { ManagementBook } from './management';
import { MessageBook } from './messages';
import { Notifier, type QueueSink } from './notifier';
import { ACCOUNT_ID, seed } from './seed';
import { TemplateBook, type Template } from './templates';

/** Everything that the stand-in remembers. `reset` brings back the seed. */
export class World {
	account = new Account(ACCOUNT_ID);
	channels = new ChannelBook(ACCOUNT_ID);
	templates = new TemplateBook();
	messages = new MessageBook();
	management = new ManagementBook();
	conversations = new ConversationBook();
	/** By number. */
	readonly users = new Map<string, UserView>();
	readonly storage = new MediaStore(ACCOUNT_ID);
	readonly pusher: Pusher;
	readonly notifier: Notifier;
	readonly lifecycle: Lifecycle;
	private readonly listeners = new Set<(event: StateEvent) => void>();

	constructor(
		readonly options: SimulatorOptions,
		readonly queues: QueueSink,
		readonly faults: FaultPlan,
	) {
		const emit = (event: StateEvent) => this.emit(event);
		this.pusher = new Pusher(options.push, options.clock, faults, (push) =>
			emit({ type: 'push', push: { ...push } }),
		);
		this.notifier = new Notifier(ACCOUNT_ID, this.pusher, queues, faults, emit);
		this.lifecycle = new Lifecycle(this);
		seed(this);
	}

	get now(): number {
		return this.options.clock();
	}

	emit(event: StateEvent): void {
		for (const listener of this.listeners) listener(event);
	}

	/** Gives back the function that ends listening. */
	onChange(listener: (event: StateEvent) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** The user's name; strangers get to be known by their number. */
	user(number: string, channelType: ChannelType = 'whatsapp'): UserView {
		const known = this.users.get(number);
		if (known) return known;
		const stranger = { number, name: `User ${number.slice(-4)}`, channelType };
		this.users.set(number, stranger);
		this.emit({ type: 'user', user: stranger });
		return stranger;
	}

	emitNumber(number: BusinessNumber): void {
		this.emit({ type: 'number', number: this.channels.viewNumber(number) });
	}

	emitTemplate(template: Template): void {
		this.emit({ type: 'template', template: this.templates.view(template) });
	}

	reset(): void {
		this.stop();
		this.queues.reset();
		this.account = new Account(ACCOUNT_ID);
		this.channels = new ChannelBook(ACCOUNT_ID);
		this.templates = new TemplateBook();
		this.messages = new MessageBook();
		this.management = new ManagementBook();
		this.conversations = new ConversationBook();
		this.users.clear();
		this.storage.clear();
		seed(this);
		this.emit({ type: 'reset' });
	}

	/** Ends all timers and deliveries. */
	stop(): void {
		this.lifecycle.stop();
		this.pusher.reset();
	}

	view(requestCount: number): StateView {
		const { channels, templates, messages } = this;
		return {
			now: this.now,
			accountId: this.account.id,
			channels: channels.channels.map((channel) => channels.viewChannel(channel)),
			numbers: channels.numbers.map((number) => channels.viewNumber(number)),
			users: [...this.users.values()],
			templates: templates.all.map((template) => templates.view(template)),
			messages: messages.all.map((message) => messages.view(message)),
			conversations: this.conversations.views(),
			queues: this.notifier.queueNames().map((name) => this.notifier.viewQueue(name)),
			accountWebhooks: channels.channels.map(({ custSpaceId, webhook }) => ({
				custSpaceId,
				...webhook,
			})),
			pushes: this.pusher.views.map((push) => ({ ...push })),
			faults: this.faults.pending(),
			requestCount,
		};
	}
}
