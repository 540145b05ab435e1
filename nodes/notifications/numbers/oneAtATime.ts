/*
 * The build leaves this file out of the bundles of the triggers, which load it as a file of its own:
 * so there is one lock in a process, whichever trigger asks.
 */

/** The end of the latest work on each channel. Nothing stays when nobody works. */
const latest = new Map<string, Promise<void>>();

/**
 * Does what reads the numbers of a channel and then sets their URLs, once all earlier work of that
 * kind is over.
 *
 * The service takes all fields of a number at once. Of two workflows that are published in the same
 * moment, each would set back what the other has set, and neither would see that the number is in use.
 */
export async function oneAtATime<Result>(
	channel: string,
	work: () => Promise<Result>,
): Promise<Result> {
	const result = (latest.get(channel) ?? Promise.resolve()).then(work);
	const end = result.then(
		() => undefined,
		() => undefined,
	);
	latest.set(channel, end);
	try {
		return await result;
	} finally {
		if (latest.get(channel) === end) latest.delete(channel);
	}
}
