import { BoundedMap } from '../../alibabaCloud/wire/boundedMap';
import type { Attempt } from './questionResult';
import { personKey } from './people';

/*
 * n8n gives a webhook that does not resume its execution no place to keep something with it, and
 * static data of the workflow would be written back as they were when the execution started. So
 * this is what this process has seen, and a result of another process or after a restart has less.
 */
const MOST_QUESTIONS = 10_000;
const attempts = new BoundedMap<string, Attempt[]>(MOST_QUESTIONS);
const MOST_ATTEMPTS = 100;

/** Notes that somebody tried to answer. @returns whether it is the first time of this person. */
export function noteAttempt(execution: string, nonce: string, attempt: Attempt): boolean {
	const key = `${execution}:${nonce}`;
	const known = attempts.get(key) ?? [];
	const isFirst = !known.some(({ from }) => personKey(from) === personKey(attempt.from));
	// A trigger that got no response in time hands the same over once more.
	const isRepeat = known.some(({ from, text, at }) => {
		const isSame = at !== null && at === attempt.at && text === attempt.text;
		return isSame && personKey(from) === personKey(attempt.from);
	});
	if (isRepeat || known.length >= MOST_ATTEMPTS) return false;
	attempts.set(key, [...known, attempt]);
	return isFirst;
}

/** The attempts at a question that ends now. */
export function takeAttempts(execution: string, nonce: string): Attempt[] {
	const key = `${execution}:${nonce}`;
	const known = attempts.get(key) ?? [];
	attempts.delete(key);
	return known;
}
