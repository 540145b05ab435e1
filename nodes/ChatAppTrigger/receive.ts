import {
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	sleep,
} from 'n8n-workflow';

import { joinOutputs } from '../notifications/joining/joinOutputs';
import { attachMedia, hasMedia, type MediaSettings } from '../notifications/media';
import { SeenEvents } from '../notifications/selection/seenEvents';
import {
	type Judged,
	judgeItems,
	type Selection,
	selectItems,
	selectJudged,
} from '../notifications/selection/select';
import { routeItems } from '../notifications/outputs';
import type { NotificationItem } from '../notifications/items/types';
import { combine } from './combining';
import { heldOf } from './heldPushes';
import type { PendingPush } from './pendingPushes';
import { memoryOf, type NodeMemory } from './nodeMemory';
import { passAnswers, type Passed, saveQuestions } from './passing';
import { isAdmitted } from './pathSecret';
import {
	ACCEPTED,
	inParts,
	MARKS_AT_ONCE,
	MAX_BYTES,
	NOT_JSON,
	pause,
	type Push,
	readLeft,
	readPush,
	refusal,
	TOO_LARGE,
} from './push';
import { REGISTERED } from './registration';
import { scopeOf } from '../notifications/nodeScope';
import { readSettings, type TriggerSettings } from './settings';

/** The service gives up after three seconds and pushes again, so the answer goes out before. */
const ANSWER_WITHIN_MS = 1_000;

type Request = ReturnType<IWebhookFunctions['getRequestObject']>;

/** Answers one call of the webhook, and starts a run if it brings something new. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const settings = readSettings(context);
	if (!isAdmitted(request.originalUrl ?? request.url ?? '', settings.secrets)) {
		return answer(context, 404, { code: 404, message: 'This webhook is not registered.' });
	}
	if (request.method !== 'POST') return { webhookResponse: ACCEPTED };
	const push = await readRequest(request);
	if (!push.accepted) {
		return answer(context, push.isTooLarge ? 413 : 400, refusal(push.reason));
	}

	const isTest = context.getMode() === 'manual';
	const passed: Passed | null = isTest
		? { items: push.items, isSlow: false }
		: await passAnswers(context, push.items, settings, () => answer(context, 200, ACCEPTED));
	const taken =
		passed === null || isTest
			? passed && selectInTest(passed.items, settings.selection)
			: await selectNew(context, passed.items, settings.selection, passed.isSlow);
	if (passed === null || taken === null) {
		return answer(context, 503, refusal('The same push is still being processed'));
	}
	if (taken.items.length === 0) {
		taken.keep();
		return passed.isSlow ? { noWebhookResponse: true } : { webhookResponse: ACCEPTED };
	}
	const runNow = async (items: readonly NotificationItem[]): Promise<IWebhookResponseData> =>
		await run(context, items, settings, taken.keep, passed.isSlow);
	// What was answered before needs no answer to wait for.
	if (settings.combines && !isTest && !passed.isSlow) {
		const combined = await combine(context, taken, settings.selection.events.join(), {
			start: async (items, onStarted) => await run(context, items, settings, onStarted, false),
			refuse: () => answer(context, 503, refusal('The execution could not be started')),
		});
		if (combined !== null) return combined;
	}
	// n8n listens for one push only when somebody tests.
	const { joining } = settings;
	if (joining === null || isTest) return await runNow(taken.items);
	const held = heldOf(scopeOf(context));
	const offer = held.offer(taken.items, joining, Date.now());
	if ('now' in offer) {
		const own = new Set(taken.items);
		const earlier = offer.now.filter((item) => !own.has(item));
		// Their pushes were answered: they come again with nothing but the repetition of this one.
		unlessStarted(context, () => held.putBack(earlier, joining, Date.now()));
		return await runNow(offer.now);
	}

	const { releases } = held;
	taken.remember();
	const answered = passed.isSlow ? { noWebhookResponse: true } : answer(context, 200, ACCEPTED);
	const due = await offer.later;
	// Meanwhile others may have changed what n8n would save again here, above all the registration.
	if (!settings.registers && held.releases === releases) taken.save();
	if (due === null) return answered;
	const outputs = routeItems(due, settings.selection.events) ?? [];
	const { media } = settings;
	const complete = media === null ? outputs : await attachMedia(outputs, media, context.helpers);
	return { ...answered, workflowData: joinOutputs(complete) };
}

/** Starts a run with these items; `isAnswered`: the push took so long that it was answered before. */
async function run(
	context: IWebhookFunctions,
	items: readonly NotificationItem[],
	{ selection, media, joining }: TriggerSettings,
	keep: () => void,
	isAnswered: boolean,
): Promise<IWebhookResponseData> {
	const outputs = routeItems(items, selection.events) ?? [];
	const finish = joining === null ? (complete: INodeExecutionData[][]) => complete : joinOutputs;
	if (isAnswered) {
		const complete = media === null ? outputs : await attachMedia(outputs, media, context.helpers);
		keep();
		return { noWebhookResponse: true, workflowData: finish(complete) };
	}
	return media !== null && hasMedia(outputs, media)
		? await withMedia(context, outputs, media, keep, finish)
		: started(finish(outputs), keep);
}

/**
 * A form with files is read by n8n into a file, and nothing of it is left to read here: to try
 * would fail, and n8n would answer 500 and list a failed run for what anybody can send.
 */
async function readRequest(request: Request): Promise<Push> {
	if (request.headers?.['content-type']?.trim().toLowerCase().startsWith('multipart/')) {
		return { accepted: false, reason: 'The body is a form with files, not JSON' };
	}
	try {
		if (!request.rawBody) await request.readRawBody();
	} catch (error) {
		const { status, statusCode } = error as { status?: unknown; statusCode?: unknown };
		const isTooLarge = status === 413 || statusCode === 413;
		return { accepted: false, reason: 'The body could not be read', isTooLarge };
	}
	const body = request.rawBody ?? Buffer.alloc(0);
	if (body.length > MAX_BYTES) return TOO_LARGE;
	const push = readPush(body.toString('utf8'));
	if (!push.accepted || push.left === undefined) return push;
	const others = await readLeft(push.left, pause);
	return others === null ? NOT_JSON : { accepted: true, items: [...push.items, ...others] };
}

interface Taken {
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

/**
 * A run, with the answer for when it has been started.
 *
 * When n8n starts a run, it takes all static data for unchanged. After that it reads the answer,
 * and then it saves what has changed: so this is the one moment to change something.
 */
function started(outputs: INodeExecutionData[][], keep: () => void): IWebhookResponseData {
	return {
		workflowData: outputs,
		get webhookResponse() {
			keep();
			return ACCEPTED;
		},
	};
}

/** People send the same sample over and over when they test. */
function selectInTest(all: NotificationItem[], selection: Selection): Taken {
	const everyTime = { ...selection, deduplicate: false, suppressOutdatedStatuses: false };
	const { items } = selectItems(all, everyTime, new SeenEvents(), Date.now());
	const nothing = (): void => undefined;
	return { items, remember: nothing, save: nothing, keep: nothing, forget: nothing };
}

/**
 * Null when something in it came before and n8n may still fail to start a run with that.
 *
 * @param isAnswered the push does not come again, so all of it but that has to be taken; the other
 * push with it comes again if it fails.
 */
async function selectNew(
	context: IWebhookFunctions,
	given: NotificationItem[],
	selection: Selection,
	isAnswered: boolean,
): Promise<Taken | null> {
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
		const text = maySave(context, staticData) ? memory.textToSave(Date.now()) : null;
		if (text !== null) staticData.seen = text;
		if (maySave(context, staticData)) saveQuestions(context, now);
	};
	const keep = (): void => {
		remember();
		save();
	};
	return { items, remember, save, keep, forget };
}

/**
 * n8n saves all static data of the workflow at once. While the workflow is being activated, the
 * service may push before n8n has saved what was registered: to save now would lose that.
 */
function maySave(context: IWebhookFunctions, staticData: IDataObject): boolean {
	const registers = context.getNodeParameter('registerAutomatically', false) === true;
	return !registers || staticData[REGISTERED] !== undefined;
}

/**
 * n8n answers after it has started the run. If it could not, the service pushes again, and that
 * repetition must not be taken for one.
 */
function unlessStarted(context: IWebhookFunctions, undo: () => void): void {
	const response = context.getResponseObject();
	response?.once?.('finish', () => {
		if (response.statusCode >= 400) undo();
	});
}

/** A second time could forget what its repetition has brought meanwhile. */
function forgetOnce(memory: NodeMemory, pending: PendingPush): () => void {
	let isForgotten = false;
	return () => {
		if (!isForgotten) memory.forget(pending);
		isForgotten = true;
	};
}

/** Waits for quick downloads; before slow ones the answer goes out first, and the run comes later. */
async function withMedia(
	context: IWebhookFunctions,
	outputs: INodeExecutionData[][],
	settings: MediaSettings,
	keep: () => void,
	finish: (complete: INodeExecutionData[][]) => INodeExecutionData[][],
): Promise<IWebhookResponseData> {
	const complete = attachMedia(outputs, settings, context.helpers).then(finish);
	const quick = await Promise.race([complete, sleep(ANSWER_WITHIN_MS)]);
	if (quick !== undefined) return started(quick, keep);
	keep();
	return { ...answer(context, 200, ACCEPTED), workflowData: await complete };
}

function answer(context: IWebhookFunctions, status: number, body: object): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
