import { type IWebhookFunctions, sleep } from 'n8n-workflow';

import type { NotificationItem } from '../notifications/items/types';
import { scopeOf } from '../notifications/nodeScope';
import { SeenEvents } from '../notifications/selection/seenEvents';
import {
	type Judged,
	judgeItems,
	type Selection,
	selectItems,
	selectJudged,
} from '../notifications/selection/select';
import { memoryOf, type NodeMemory } from './nodeMemory';
import { saveQuestions } from './passing';
import { LONGEST_START_MS, type PendingPush } from './pendingPushes';
import { inParts, MARKS_AT_ONCE, pause } from './push';
import { savedRegistration } from './registration';

/** What the workflow gets of a push, with what is remembered of it. */
export interface TakenPush {
	readonly items: NotificationItem[];
	/** Remembers the items in this process. */
	readonly remember: () => void;
	/** Remembers them beyond the end of n8n as well, once that is due. */
	readonly save: () => void;
	/** Both. */
	readonly keep: () => void;
	/** Takes a repetition of the push for new; only its first call counts. */
	readonly forget: () => void;
}

/** Selects without a memory: people send the same sample over and over when they test. */
export function selectInTest(all: NotificationItem[], selection: Selection): TakenPush {
	const everyTime = { ...selection, deduplicate: false, suppressOutdatedStatuses: false };
	const { items } = selectItems(all, everyTime, new SeenEvents(), Date.now());
	const nothing = (): void => undefined;
	return { items, remember: nothing, save: nothing, keep: nothing, forget: nothing };
}

/**
 * Selects the items of a push that start a run, each event once, and notes that it is under way.
 *
 * @param isAnswered the push does not come again. So all of it is taken but what another push has
 * under way: that push comes again if its run is not started.
 * @returns null when something in it came before and n8n may still fail to start a run with that
 */
export async function selectNew(
	context: IWebhookFunctions,
	given: NotificationItem[],
	selection: Selection,
	isAnswered: boolean,
): Promise<TakenPush | null> {
	const staticData = context.getWorkflowStaticData('node');
	const memory = memoryOf(scopeOf(context));
	memory.load(staticData.seen, Date.now());
	const judged = await inParts(given, (part) => judgeItems(part, selection), pause);
	const marks = judged.flatMap(({ mark }) => mark ?? []);
	if (!(await memory.knows(marks, Date.now())) && !isAnswered) return null;

	const now = Date.now();
	const pending = memory.begin(now);
	const forget = forgetOnce(memory, pending);
	let comesAgain = false;
	const select = (part: readonly Judged[]): readonly NotificationItem[] => {
		// Between two parts another push may have begun with the same.
		const free = part.filter(({ mark }) => mark === null || !memory.isUnderWay([mark], pending));
		comesAgain ||= !isAnswered && free.length < part.length;
		if (comesAgain) {
			forget();
			return [];
		}
		const { items, remembered } = selectJudged(free, memory.events, now);
		memory.hold(remembered, pending);
		return items;
	};
	const items = await inParts(judged, select, pause, MARKS_AT_ONCE);
	if (comesAgain) return null;
	unlessStarted(context, forget);
	const remember = (): void => memory.keep(pending);
	const save = (): void => {
		if (!maySave(context)) return;
		const text = memory.textToSave(Date.now());
		if (text !== null) staticData.seen = text;
		saveQuestions(context, now);
	};
	const keep = (): void => {
		remember();
		save();
	};
	return { items, remember, save, keep, forget };
}

/**
 * n8n saves all static data of the workflow at once. While the workflow is being activated, the
 * service may push before n8n has saved what was registered: to save now would lose that. Until then
 * a copied workflow can have the registration of its original.
 */
function maySave(context: IWebhookFunctions): boolean {
	const registers = context.getNodeParameter('registerAutomatically', false) === true;
	return !registers || savedRegistration(context) !== null;
}

type Undo = () => void;

/** What is to be undone with the responses that n8n has not ended yet. */
const undos = new WeakMap<object, Undo[]>();

/**
 * n8n answers after it has started the run. If it could not, the service pushes again, and that
 * repetition must not be taken for one.
 *
 * All of a push is undone at once, what was done last first: in between, a repetition that waits could
 * be taken without what was held for it.
 */
export function unlessStarted(context: IWebhookFunctions, undo: Undo): void {
	const response = context.getResponseObject();
	if (response?.once === undefined) return;
	const known = undos.get(response);
	if (known !== undefined) {
		known.push(undo);
		return;
	}
	const all = [undo];
	undos.set(response, all);
	const judge = (): void => {
		const due = response.statusCode >= 400 ? [...all].reverse() : [];
		all.length = 0;
		for (const one of due) one();
	};
	response.once('finish', judge);
	// When a database is slow, the service has hung up before n8n gives up the start.
	response.once('close', () => void untilEnded(response).then(judge));
}

const LOOK_EVERY_MS = 500;

/** What is written to somebody who has hung up ends without an event. */
async function untilEnded(response: { readonly writableEnded: boolean }): Promise<void> {
	for (let ms = 0; ms < LONGEST_START_MS && !response.writableEnded; ms += LOOK_EVERY_MS) {
		await sleep(LOOK_EVERY_MS);
	}
}

/** A second time could forget what its repetition has brought meanwhile. */
function forgetOnce(memory: NodeMemory, pending: PendingPush): () => void {
	let isForgotten = false;
	return () => {
		if (!isForgotten) memory.forget(pending);
		isForgotten = true;
	};
}
