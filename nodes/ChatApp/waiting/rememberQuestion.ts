import { rememberAsked } from '../../notifications/waiting/askedHere';

/** What the triggers of this process know of a question, so that typed text can answer it. */
export interface SentQuestion {
	/** The reference in its task ID. */
	readonly reference: string;
	readonly from: string;
	readonly to: string;
	readonly messageId: string | null;
}

/** Tells the triggers of this process of a question that was sent. */
export function rememberQuestion({ reference, from, to, messageId }: SentQuestion): void {
	rememberAsked({ reference, business: from, recipients: [to], messageId, askedAt: Date.now() });
}
