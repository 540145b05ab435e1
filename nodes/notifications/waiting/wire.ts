import type { InboundItem, StatusItem } from '../items/types';

/**
 * What a trigger and a waiting action node say to each other, through n8n's own webhook for waiting
 * executions. Both may be of different versions of this package, so a form that is in use here is
 * never changed, only added to.
 */

/** What a waiting execution is told; of a message also what else its writer is known as. */
export type Handed = (InboundItem & { readonly knownAs?: readonly string[] }) | StatusItem;

/** What a trigger posts to the URL of a reference. */
export interface Handover {
	readonly item: Handed;
}

/** What the waiting node answers; n8n's own pages for ended executions have no `chatApp`. */
export type HandoverAnswer =
	| {
			readonly chatApp: typeof RESUMED;
			/**
			 * Of an item with `optOut: true`: false when it was a label that the question offered, and so
			 * its answer. Any other one starts the workflow of the trigger as well.
			 */
			readonly optedOut?: boolean;
	  }
	| {
			readonly chatApp: typeof REFUSED;
			readonly reason: string;
			/** True when nobody waits for this any more, such as after another answer. */
			readonly ended?: boolean;
	  };

export const RESUMED = 'resumed';
export const REFUSED = 'refused';

/** The reason of a refusal because the question has another answer. */
export const TAKEN = 'taken';

/**
 * The codes of references, beside the index of a choice ("0", "1", …). The trigger hands over, by
 * the reference in a task ID: for a question what failed, and typed answers; for a delivery what
 * failed and what has come at least that far.
 */
export const CODES = {
	question: 't',
	sent: 's',
	delivered: 'd',
	read: 'r',
} as const;
