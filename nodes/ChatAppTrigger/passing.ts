import { type IWebhookFunctions, sleep } from 'n8n-workflow';

import { BoundedMap } from '../alibabaCloud/wire/boundedMap';
import type { NotificationItem } from '../notifications/items/types';
import { scopeOf } from '../notifications/nodeScope';
import { type Mark, markOf } from '../notifications/selection/seenEvents';
import {
	configuredAddress,
	type Socket,
	socketAddress,
	type WaitingAddress,
} from '../notifications/waiting/address';
import { askedHere } from '../notifications/waiting/askedHere';
import { OpenQuestions, QUESTIONS } from '../notifications/waiting/openQuestions';
import {
	type InTurn,
	learnFrom,
	MOST_ORDINARY,
	passOn,
	type PassOnPorts,
	wantedAmong,
} from '../notifications/waiting/passOn';
import { HOW_TO_REACH } from '../notifications/waiting/properties';
import type { Handed } from '../notifications/waiting/wire';
import { Resumer } from '../notifications/waiting/resume';
import { memoryOf, type NodeMemory } from './nodeMemory';
import type { PendingPush } from './pendingPushes';
import { inParts, MARKS_AT_ONCE, pause } from './push';
import type { TriggerSettings } from './settings';

export interface Passed {
	/** What no execution waited for. */
	readonly items: NotificationItem[];
	/** Whether the push had to be answered before the executions that wait had answered. */
	readonly isSlow: boolean;
}

/** The service gives up after three seconds; n8n usually takes some milliseconds. */
const ANSWER_WITHIN_MS = 1_000;

interface NodeQuestions {
	readonly open: OpenQuestions;
	/**
	 * Whatever the trigger then does with them: a filter or an option may keep them from a run. By
	 * their marks: a key is as long as who calls the URL likes, and would stay in memory.
	 */
	readonly ordinary: BoundedMap<Mark, true>;
	/** It does not change while n8n runs, and n8n takes its time to evaluate it. */
	address?: WaitingAddress | null;
}

/** For each node of the process. They share the questions; each knows what it has learned. */
const MAX_NODES = 200;
const questionsOfNodes = new BoundedMap<string, NodeQuestions>(MAX_NODES);

function questionsOf(context: IWebhookFunctions): NodeQuestions {
	const scope = scopeOf(context);
	const known = questionsOfNodes.get(scope) ?? {
		open: new OpenQuestions(askedHere),
		ordinary: new BoundedMap<Mark, true>(MOST_ORDINARY),
	};
	questionsOfNodes.set(scope, known);
	return known;
}

export function dropQuestions(scope: string): void {
	questionsOfNodes.delete(scope);
}

/** To be called when n8n saves static data; see `started` of `receive.ts`. */
export function saveQuestions(context: IWebhookFunctions, now: number): void {
	const text = questionsOfNodes.get(scopeOf(context))?.open.textToSave(now) ?? null;
	if (text !== null) context.getWorkflowStaticData('node')[QUESTIONS] = text;
}

/**
 * Passes on what executions wait for.
 *
 * @param answerNow answers the push, before the service gives up
 * @returns null when something in it came before, and it is not known yet whether that starts a run
 */
export async function passAnswers(
	context: IWebhookFunctions,
	items: NotificationItem[],
	{ passAnswers: isOn, selection }: TriggerSettings,
	answerNow: () => void,
): Promise<Passed | null> {
	if (!isOn) return { items, isSlow: false };
	const staticData = context.getWorkflowStaticData('node');
	const memory = memoryOf(scopeOf(context));
	const questions = questionsOf(context);
	memory.load(staticData.seen, Date.now());
	questions.open.load(staticData[QUESTIONS], Date.now());
	const marks = await inParts(
		items,
		(part) => part.map(({ eventKey }) => markOf(eventKey)),
		pause,
		MARKS_AT_ONCE,
	);
	do {
		if (!(await memory.knows(marks, Date.now()))) return null;
		// Of several that waited for the same, the first one may have begun with it meanwhile.
	} while (memory.isUnderWay(marks));

	let resumer: Resumer | undefined;
	// A hash takes longer than all else that is asked of an item.
	const known = new Map(items.map((item, index) => [item, marks[index]]));
	const ports: PassOnPorts = {
		...memoryPorts(memory, questions, (item) => known.get(item) ?? markOf(item.eventKey)),
		selection,
		resume: async (reference, item) =>
			await (resumer ??= resumerOf(context, questions)).resume(reference, item),
		clock: Date.now,
	};
	learnFrom(items, ports);
	const held = await holdWanted(items, memory, ports);
	if (held === null) return null;
	const { wanted, pending } = held;
	const handOver = async (): Promise<NotificationItem[]> => {
		const inTurn: InTurn = async (all, work) => await inParts(all, work, pause);
		const left = await passOn(items, wanted, ports, inTurn);
		noteOrdinary(left, questions, ports);
		return left;
	};
	if (wanted.length === 0) {
		memory.keep(pending);
		return { items: await handOver(), isSlow: false };
	}

	// n8n stops evaluating expressions once the push is answered.
	resumer = resumerOf(context, questions);
	const passing = handOver().finally(() => memory.keep(pending));
	const quick = await Promise.race([passing, sleep(ANSWER_WITHIN_MS)]);
	if (quick !== undefined) return { items: quick, isSlow: false };
	answerNow();
	return { items: await passing, isSlow: true };
}

/** What passing on asks and tells the memory of the node. */
function memoryPorts(
	memory: NodeMemory,
	{ open, ordinary }: NodeQuestions,
	mark: (item: NotificationItem) => Mark,
): Omit<PassOnPorts, 'selection' | 'resume' | 'clock'> {
	return {
		open,
		mark,
		isTaken: ({ eventKey }) => memory.hasTaken(eventKey, Date.now()),
		isOrdinary: (item) => {
			const own = mark(item);
			return ordinary.has(own) || memory.events.has(own, 'lasting', Date.now());
		},
		take: ({ eventKey }) => memory.take(eventKey, Date.now()),
	};
}

/**
 * Finds what executions wait for, and keeps other pushes from beginning with the same.
 *
 * @returns null when another push has begun with something in it meanwhile
 */
async function holdWanted(
	items: readonly NotificationItem[],
	memory: NodeMemory,
	ports: PassOnPorts,
): Promise<{ wanted: Handed[]; pending: PendingPush } | null> {
	const pending = memory.begin(Date.now());
	const seen = new Set<Mark>();
	let comesAgain = false;
	const wanted = await inParts(
		items,
		(part): Handed[] => {
			// Between two parts another push may have begun with the same.
			comesAgain ||= memory.isUnderWay(part.map(ports.mark), pending);
			if (comesAgain) return [];
			const found = wantedAmong(part, ports, seen);
			memory.hold(found.map(ports.mark), pending);
			return found;
		},
		pause,
	);
	if (!comesAgain) return { wanted, pending };
	memory.forget(pending);
	return null;
}

/** Notes what no execution has taken: should it come again, it answers no later question. */
function noteOrdinary(
	left: readonly NotificationItem[],
	{ ordinary }: NodeQuestions,
	{ mark }: PassOnPorts,
): void {
	const inbound = left.filter(({ event }) => event === 'inbound');
	for (const item of inbound.slice(-MOST_ORDINARY)) ordinary.set(mark(item), true);
}

function resumerOf(context: IWebhookFunctions, questions: NodeQuestions): Resumer {
	questions.address ??= configuredAddress(context);
	const configured = questions.address;
	const { socket } = context.getRequestObject() as { socket?: Socket };
	const own = configured === null ? null : socketAddress(socket, configured);
	const addresses = [own, configured].filter((address) => address !== null);
	return new Resumer(context, addresses, HOW_TO_REACH.http);
}
