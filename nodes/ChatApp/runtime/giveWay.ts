import { sleep } from 'n8n-workflow';

/**
 * How long a run may keep n8n from everything else: its other executions, its editor, and a click on
 * "Stop". Counting items does not tell, since one may take a microsecond or a millisecond.
 */
const LONGEST_MS = 25;

/** Asked between two items: a promise to wait for when it is time to give way, else nothing. */
export type GiveWay = () => Promise<void> | undefined;

/**
 * Lets n8n do something else from time to time, in work that waits for nothing.
 *
 * @param now milliseconds of a monotonic clock.
 * @param pass ends once everything else had its turn.
 */
export function createGiveWay(
	now: () => number = () => performance.now(),
	pass: () => Promise<void> = async () => await sleep(0),
): GiveWay {
	let since = now();
	return () => {
		if (now() - since < LONGEST_MS) return undefined;
		return pass().then(() => {
			since = now();
		});
	};
}
