export interface JoinLimits {
	readonly conversations: number;
	readonly messages: number;
	readonly bytes: number;
}

/** How much may be held at the same time, in all. */
export class JoinBudget {
	private conversations = 0;

	private messages = 0;

	private bytes = 0;

	constructor(private readonly limits: JoinLimits) {}

	/** Whether there is room for one more message, which is taken then. */
	reserve(bytes: number, isNewConversation: boolean): boolean {
		const fits =
			this.conversations + (isNewConversation ? 1 : 0) <= this.limits.conversations &&
			this.messages < this.limits.messages &&
			this.bytes + bytes <= this.limits.bytes;
		if (fits) this.exceed(bytes, isNewConversation);
		return fits;
	}

	/** Takes the room for one more message, also where there is none. */
	exceed(bytes: number, isNewConversation: boolean): void {
		if (isNewConversation) this.conversations++;
		this.messages++;
		this.bytes += bytes;
	}

	/** Gives back the room of a whole conversation. */
	release(messages: number, bytes: number): void {
		this.conversations--;
		this.messages -= messages;
		this.bytes -= bytes;
	}
}
