import { Claims } from './claims';
import { type Question, Questions } from './questions';

/*
 * The build leaves this file out of the bundles of the nodes, which load it as a file of its own: so
 * there is one of it in a process, whoever asks. It only knows what was asked or learned in this
 * process since it started.
 */

/** The questions that are open, as far as this process knows. */
export const askedHere = new Questions();

/** What executions have taken in this process. */
export const takenHere = new Claims();

/**
 * To be called when a question was sent: from then on, text that is written to the business can be
 * its answer, whether statuses come or not.
 */
export function rememberAsked(question: Question): void {
	askedHere.add(question, question.askedAt);
}
