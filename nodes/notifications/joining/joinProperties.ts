import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { JoinSettings } from './joiner';

const DEFAULT_SILENCE_S = 5;
const DEFAULT_LONGEST_S = 30;
const MOST_SECONDS = 60;

/** Parts of the collection `options` of both triggers, read by `readJoining`. */
export const joinDurations: INodeProperties[] = [
	{
		displayName: 'Join After Silence (Seconds)',
		name: 'joinSilenceSeconds',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_SECONDS },
		default: DEFAULT_SILENCE_S,
		description:
			"How long a person has to write nothing before the execution starts. Used by 'Join Quick Messages'.",
	},
	{
		displayName: 'Join Longest Wait (Seconds)',
		name: 'joinLongestSeconds',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_SECONDS },
		default: DEFAULT_LONGEST_S,
		description:
			"After how many seconds the execution starts although the person is still writing, counted from the first message. Used by 'Join Quick Messages'.",
	},
];

/** What `Join Quick Messages` does in both triggers; each adds what is lost and when. */
export const JOIN_DESCRIPTION =
	"Whether to wait until a person stops writing, and to start one execution with one item for all of it: 'text' has the texts below each other, and 'messages' all messages. Taps, orders, reactions, stop words and delivery statuses never wait.";

export const joinProperty: INodeProperties = {
	displayName: 'Join Quick Messages',
	name: 'joinMessages',
	type: 'boolean',
	default: false,
	description: JOIN_DESCRIPTION,
};

/** @returns null when messages are not joined */
export function readJoining(options: IDataObject): JoinSettings | null {
	if (options.joinMessages !== true) return null;
	const longestMs = milliseconds(options.joinLongestSeconds, DEFAULT_LONGEST_S);
	const silenceMs = milliseconds(options.joinSilenceSeconds, DEFAULT_SILENCE_S);
	return { silenceMs: Math.min(silenceMs, longestMs), longestMs };
}

/** Parameters can be expressions, so their limits in the editor do not bind. */
function milliseconds(value: unknown, fallback: number): number {
	const seconds = Number(value ?? fallback);
	const within = Number.isFinite(seconds) && seconds > 0 ? seconds : fallback;
	return Math.min(MOST_SECONDS, within) * 1000;
}
