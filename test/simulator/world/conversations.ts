import type { ConversationView } from '../control/state';

/** WhatsApp: free-form messages are allowed this long after the user's last message. */
export const WINDOW_MS = 24 * 60 * 60 * 1000;

interface Conversation {
	id: string;
	user: string;
	business: string;
	custSpaceId: string;
	windowOpenUntil: number | null;
	optedOut: boolean;
}

export class ConversationBook {
	private readonly byPair = new Map<string, Conversation>();

	/** The conversation of a user and a sender; begins when it is first asked for. */
	of(user: string, business: string, custSpaceId: string): Conversation {
		const key = `${business} ${user}`;
		const known = this.byPair.get(key);
		if (known) return known;
		const begun: Conversation = {
			id: `7222220111${String(100_000 + this.byPair.size)}`,
			user,
			business,
			custSpaceId,
			windowOpenUntil: null,
			optedOut: false,
		};
		this.byPair.set(key, begun);
		return begun;
	}

	isOpen(conversation: Conversation, now: number): boolean {
		return conversation.windowOpenUntil !== null && now < conversation.windowOpenUntil;
	}

	views(): ConversationView[] {
		return [...this.byPair.values()].map((conversation) => this.view(conversation));
	}

	view(conversation: Conversation): ConversationView {
		const { user, business, custSpaceId, windowOpenUntil, optedOut } = conversation;
		return { user, business, custSpaceId, windowOpenUntil, optedOut };
	}
}
