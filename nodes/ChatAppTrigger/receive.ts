import {
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	sleep,
} from 'n8n-workflow';

import type { NotificationItem } from '../notifications/items/types';
import type { JoinSettings } from '../notifications/joining/joiner';
import { joinOutputs } from '../notifications/joining/joinOutputs';
import { attachMedia, hasMedia, type MediaSettings } from '../notifications/media';
import { scopeOf } from '../notifications/nodeScope';
import { routeItems } from '../notifications/outputs';
import { combine } from './combining';
import { heldOf } from './heldPushes';
import { passAnswers } from './passing';
import { isAdmitted } from './pathSecret';
import {
	ACCEPTED,
	MAX_BYTES,
	pause,
	type Push,
	readLeft,
	readPush,
	refusal,
	TOO_LARGE,
} from './push';
import { readSettings, type TriggerSettings } from './settings';
import { selectInTest, selectNew, type TakenPush, unlessStarted } from './takenPush';

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

	if (context.getMode() === 'manual') {
		// n8n listens for one push only when somebody tests, so nothing waits for others.
		return await start(context, settings, selectInTest(push.items, settings.selection), false);
	}
	const passed = await passAnswers(context, push.items, settings, () =>
		answer(context, 200, ACCEPTED),
	);
	const taken =
		passed && (await selectNew(context, passed.items, settings.selection, passed.isSlow));
	if (passed === null || taken === null) {
		return answer(context, 503, refusal('The same push is still being processed'));
	}
	// What was answered before needs no answer to wait for.
	if (settings.combines && !passed.isSlow && taken.items.length > 0) {
		const combined = await combine(context, taken, settings.selection.events.join(), {
			start: async (items, onStarted) => await run(context, items, settings, onStarted, false),
			refuse: () => answer(context, 503, refusal('The execution could not be started')),
		});
		if (combined !== null) return combined;
	}
	return settings.joining === null || taken.items.length === 0
		? await start(context, settings, taken, passed.isSlow)
		: await join(context, settings, settings.joining, taken, passed.isSlow);
}

/** Starts a run if anything is new. */
async function start(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	{ items, keep }: TakenPush,
	isAnswered: boolean,
): Promise<IWebhookResponseData> {
	if (items.length > 0) return await run(context, items, settings, keep, isAnswered);
	keep();
	return isAnswered ? { noWebhookResponse: true } : { webhookResponse: ACCEPTED };
}

/** Starts a run when a person has fallen silent, or at once with what the person wrote before. */
async function join(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	joining: JoinSettings,
	taken: TakenPush,
	isAnswered: boolean,
): Promise<IWebhookResponseData> {
	const scope = scopeOf(context);
	const held = heldOf(scope);
	const offer = held.offer(taken.items, joining, Date.now());
	if ('now' in offer) {
		const own = new Set(taken.items);
		const earlier = offer.now.filter((item) => !own.has(item));
		// Their pushes were answered: they come again with nothing but the repetition of this one.
		unlessStarted(context, () => heldOf(scope).putBack(earlier, joining, Date.now()));
		return await run(context, offer.now, settings, taken.keep, isAnswered);
	}

	const { releases } = held;
	taken.remember();
	const answered = isAnswered ? { noWebhookResponse: true } : answer(context, 200, ACCEPTED);
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
	return { accepted: true, items: [...push.items, ...(await readLeft(push.left, pause))] };
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
