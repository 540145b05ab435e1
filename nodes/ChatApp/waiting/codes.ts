import { CODES } from '../../notifications/waiting/wire';
import type { Milestone } from './judgeDelivery';

/** The code of the reference in a question's task ID; see `CODES`. */
export const QUESTION_CODE = CODES.question;

/** The code of the reference in the task ID of a message that is waited for. */
export function deliveryCode(milestone: Milestone): string {
	return CODES[milestone];
}
