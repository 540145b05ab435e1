import { pool } from '../../alibabaCloud/wire/pool';
import { referenceOf } from '../items/carriedReference';
import { isChangeOfMessage } from '../items/changeOfMessage';
import type { InboundItem, NotificationItem, StatusItem } from '../items/types';
import type { Mark } from '../selection/seenEvents';
import { marked, type Selection } from '../selection/select';
import type { OpenQuestions } from './openQuestions';
import type { Writing } from './questions';
import { answerOf } from '../items/reference';
import type { Resumption } from './resume';
import { CODES, type Handed } from './wire';

/** What passing on needs from around it. */
export interface PassOnPorts {
	readonly open: OpenQuestions;
	/** What tells the business's own messages, and who wants no more of them. */
	readonly selection: Pick<Selection, 'ownNumbers' | 'stopWords'>;
	/** Whether an item was taken by a waiting execution before. */
	isTaken(item: InboundItem): boolean;
	/** Whether an item started the workflow before: it comes again, and answers nothing now. */
	isOrdinary(item: InboundItem): boolean;
	take(item: InboundItem): void;
	/** The mark of its event; to hash a key takes longer than all else that is asked of an item. */
	mark(item: NotificationItem): Mark;
	resume(reference: string, item: Handed): Promise<Resumption>;
	clock(): number;
}

/** Messages that no execution waited for, by node: should they come again, they answer no question. */
export const MOST_ORDINARY = 10_000;

/** The key by which an event is remembered that an execution took, so that it started no run. */
export function takenKey(eventKey: string): string {
	return `taken:${eventKey}`;
}

/** Goes through items, all at once or part by part. */
export type InTurn = (
	items: readonly NotificationItem[],
	work: (part: readonly NotificationItem[]) => NotificationItem[],
) => Promise<NotificationItem[]>;

const atOnce: InTurn = async (items, work) => await Promise.resolve(work(items));

/** Calls of n8n at the same time, by one push. */
const PARALLEL = 8;

/** A person can have questions that nobody waits for any more in front of the open one. */
const MOST_TRIES = 3;

/** A push with more to hand over than this allows would keep its own notifications from the workflow. */
const LONGEST_MS = 60_000;

/** Questions that one push may tell of: ten thousand forged ones would push out all others. */
const MOST_LESSONS = 1_000;

/** How far a message has come, for those that wait for it. */
const PROGRESS: Readonly<Record<string, number>> = Object.freeze({
	sent: 1,
	delivered: 2,
	read: 3,
});

/** What a message has to reach, by the code of its reference; a question waits for no such thing. */
const WANTED: Readonly<Record<string, number>> = Object.freeze({
	[CODES.question]: Number.POSITIVE_INFINITY,
	[CODES.sent]: 1,
	[CODES.delivered]: 2,
	[CODES.read]: 3,
});

/** Nobody means these as an answer. */
const NO_ANSWERS: ReadonlySet<string> = new Set(['reaction', 'system', 'user_preferences']);

/**
 * Which of the items are to be handed to waiting executions. What their statuses tell of questions
 * is learned on the way.
 */
export function itemsToPassOn(items: readonly NotificationItem[], ports: PassOnPorts): Handed[] {
	learnFrom(items, ports);
	return wantedAmong(items, ports, new Set());
}

/** Learns what statuses tell of questions, before answers to these are looked for. */
export function learnFrom(items: readonly NotificationItem[], ports: PassOnPorts): void {
	let lessons = 0;
	for (const item of items) {
		if (lessons >= MOST_LESSONS) break;
		const reference = referenceOf(item);
		if (item.event !== 'status' || reference === null || item.status === 'failed') continue;
		const isQuestion = answerOf(reference).code === CODES.question;
		if (isQuestion && ports.open.learn(reference, item, ports.clock())) lessons++;
	}
}

/**
 * Which of the items are to be handed to waiting executions, when all statuses that came with them
 * were learned from.
 *
 * @param seen marks of the messages that came with them before; those of these items are added
 */
export function wantedAmong(
	items: readonly NotificationItem[],
	ports: PassOnPorts,
	seen: Set<Mark>,
): Handed[] {
	return items.filter((item): item is Handed => {
		if (!isWanted(item, ports)) return false;
		if (item.event !== 'inbound') return true;
		const mark = ports.mark(item);
		if (seen.has(mark) || ports.open.questions.answers.has(mark)) return false;
		seen.add(mark);
		return true;
	});
}

function isWanted(item: NotificationItem, ports: PassOnPorts): boolean {
	if (item.event === 'status') return isDue(item, ports);
	if (item.event !== 'inbound' || ports.isTaken(item) || ports.isOrdinary(item)) return false;
	if (asMarked(item, ports).isEcho) return false;
	return referenceOf(item) !== null || referencesFor(item, ports).length > 0;
}

/** A copy, so that what is known of the item itself stays with that. */
function asMarked(item: InboundItem, { selection }: PassOnPorts): InboundItem {
	return marked([item], selection)[0] as InboundItem;
}

function isDue(item: StatusItem, { open }: PassOnPorts): boolean {
	const reference = referenceOf(item);
	if (reference === null || open.questions.hasEnded(reference)) return false;
	const wanted = WANTED[answerOf(reference).code];
	if (wanted === undefined) return false;
	return item.status === 'failed' || (PROGRESS[item.status] ?? 0) >= wanted;
}

/** The open questions that something without a reference may answer. */
function referencesFor(item: InboundItem, ports: PassOnPorts): string[] {
	const { open, clock } = ports;
	const isNone = NO_ANSWERS.has(item.type) || isChangeOfMessage(item.type);
	if (isNone && !asMarked(item, ports).optOut) return [];
	const writing = writingOf(item);
	// A choice of some other message says nothing about a question.
	if (item.reply !== null && writing.quoted === null) return [];
	return open.questions
		.answeredBy(writing, clock())
		.slice(0, MOST_TRIES)
		.map(({ reference }) => reference);
}

function writingOf({ from, to, groupId, context, timestamp }: InboundItem): Writing {
	const people = groupId === null ? [from.phone, from.userId, from.parentUserId] : [groupId];
	const writtenAt = timestamp === null ? null : Date.parse(timestamp);
	return { business: to, people, quoted: context?.messageId ?? null, writtenAt };
}

/**
 * Hands items to the executions that wait for them.
 *
 * What one person wrote is handed over in its order, that of several people side by side.
 *
 * @param wanted what `itemsToPassOn` found
 * @param inTurn how what is left is gone through, of which there may be much
 * @returns the items that were not taken, in their order: they are ordinary. Statuses stay among
 * them whatever became of them, and so do messages of people who want no more messages.
 */
export async function passOn(
	items: readonly NotificationItem[],
	wanted: readonly Handed[],
	ports: PassOnPorts,
	inTurn: InTurn = atOnce,
): Promise<NotificationItem[]> {
	const results = new Map<NotificationItem, NotificationItem | null>();
	const until = ports.clock() + LONGEST_MS;
	const lanes = [...lanesOf(wanted).values()];
	let next = 0;
	await pool({
		width: Math.min(PARALLEL, lanes.length),
		next: () => lanes[next++],
		async run(lane) {
			for (const item of lane) {
				if (ports.clock() > until) break;
				results.set(item, await handOver(item, ports));
			}
			return true;
		},
	});
	return await inTurn(items, (part) =>
		part.flatMap((item) => {
			if (item.event === 'inbound' && isTaken(item, ports)) return [];
			return results.get(item) ?? item;
		}),
	);
}

/** Whether an execution has taken it, whichever node passed it on. */
function isTaken(item: InboundItem, ports: PassOnPorts): boolean {
	return ports.isTaken(item) || ports.open.questions.answers.isTaken(ports.mark(item));
}

function lanesOf(wanted: readonly Handed[]): Map<string, Handed[]> {
	const lanes = new Map<string, Handed[]>();
	for (const item of wanted) {
		const person = item.event === 'inbound' ? item.from : item.recipient;
		const key = `${item.event}:${person.key ?? ''}`;
		const lane = lanes.get(key);
		if (lane === undefined) lanes.set(key, [item]);
		else lane.push(item);
	}
	return lanes;
}

/** The item as it is left when nobody takes it. */
async function handOver(item: Handed, ports: PassOnPorts): Promise<NotificationItem> {
	const reference = referenceOf(item);
	if (item.event === 'status') {
		if (reference !== null && isDue(item, ports)) await tell(reference, item, ports);
		return item;
	}
	const { answers } = ports.open.questions;
	const mark = ports.mark(item);
	return await answers.alone(mark, async () => {
		// It may have come twice, and the other one was faster.
		if (answers.has(mark) || ports.isTaken(item)) return item;
		return reference === null
			? await handOverText(item, ports)
			: await handOverChoice(reference, item, ports);
	});
}

async function handOverText(item: InboundItem, ports: PassOnPorts): Promise<InboundItem> {
	const shown = asMarked(item, ports);
	for (const candidate of referencesFor(item, ports)) {
		const result = await tell(candidate, shown, ports);
		// Who wants no more messages is heard by the workflow, unless the question had offered the word.
		const isOptOut = shown.optOut && !('optedOut' in result && result.optedOut === false);
		if (result.is === 'resumed') noteAnswer(item, !isOptOut, ports);
		if (result.is !== 'ended') break;
	}
	return item;
}

async function handOverChoice(
	reference: string,
	item: InboundItem,
	ports: PassOnPorts,
): Promise<InboundItem> {
	const result = await tell(reference, item, ports);
	if (result.is === 'resumed') noteAnswer(item, true, ports);
	if (result.is !== 'ended' || item.reply === null) return item;
	return { ...item, reply: { ...item.reply, answersQuestion: 'ended' } };
}

function noteAnswer(item: InboundItem, isTaken: boolean, ports: PassOnPorts): void {
	ports.open.questions.answers.note(ports.mark(item), isTaken);
	if (isTaken) ports.take(item);
}

async function tell(reference: string, item: Handed, { open, resume }: PassOnPorts) {
	const result = await resume(reference, withNames(item, reference, open));
	if (result.is === 'resumed' || result.is === 'ended') open.end(reference);
	return result;
}

function withNames(item: Handed, reference: string, { questions }: OpenQuestions): Handed {
	// In a group, statuses may name each that the question reached, and those are not one person.
	if (item.event !== 'inbound' || item.groupId !== null) return item;
	const { phone, userId, parentUserId } = item.from;
	const knownAs = questions.namesOfAsked(reference, [phone, userId, parentUserId]);
	return knownAs.length === 0 ? item : { ...item, knownAs };
}
