import {
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	sleep,
} from 'n8n-workflow';

import { attachMedia, hasMedia, type MediaSettings } from '../shared/events/media';
import { SeenFacts } from '../shared/events/selection/seenFacts';
import { type Selection, selectItems } from '../shared/events/selection/select';
import { routeItems } from '../shared/events/triggerOutputs';
import type { NotificationItem } from '../shared/events/types';
import { memoryOf, type NodeMemory } from './nodeMemory';
import { isAdmitted } from './pathSecret';
import { ACCEPTED, readPush, refusal } from './push';
import { REGISTERED } from './registration/registration';
import { scopeOf } from './scope';
import { readSettings } from './settings';

/** The service gives up after three seconds and pushes again, so the answer goes out before. */
const ANSWER_WITHIN_MS = 1_000;

/** Answers one call of the web hook, and starts a run if it brings something new. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const settings = readSettings(context);
	if (!isAdmitted(request.originalUrl ?? request.url ?? '', settings.secret)) {
		return answer(context, 404, { code: 404, message: 'This webhook is not registered.' });
	}
	if (request.method !== 'POST') return { webhookResponse: ACCEPTED };
	if (!request.rawBody) await request.readRawBody();

	const push = readPush(request.rawBody?.toString('utf8') ?? '');
	if (!push.accepted) return answer(context, 400, refusal(push.reason));

	const { items, save } =
		context.getMode() === 'manual'
			? selectInTest(push.items, settings.selection)
			: selectNew(context, push.items, settings.selection);
	const outputs = routeItems(items, settings.selection.events);
	if (outputs === null) {
		save();
		return { webhookResponse: ACCEPTED };
	}
	return settings.media !== null && hasMedia(outputs, settings.media)
		? await withMedia(context, outputs, settings.media, save)
		: started(outputs, save);
}

interface Taken {
	readonly items: NotificationItem[];
	/** Puts the memory into the static data, if that is due. */
	readonly save: () => void;
}

/**
 * A run, with the answer for when it has been started.
 *
 * When n8n starts a run, it takes all static data for unchanged. After that it reads the answer,
 * and then it saves what has changed: so this is the one moment to change something.
 */
function started(outputs: INodeExecutionData[][], save: () => void): IWebhookResponseData {
	return {
		workflowData: outputs,
		get webhookResponse() {
			save();
			return ACCEPTED;
		},
	};
}

/** People send the same sample over and over when they test. */
function selectInTest(all: NotificationItem[], selection: Selection): Taken {
	const everyTime = { ...selection, deduplicate: false, suppressLateStates: false };
	const { items } = selectItems(all, everyTime, new SeenFacts(), Date.now());
	return { items, save: () => undefined };
}

function selectNew(
	context: IWebhookFunctions,
	all: NotificationItem[],
	selection: Selection,
): Taken {
	const staticData = context.getWorkflowStaticData('node');
	const memory = memoryOf(scopeOf(context));
	const now = Date.now();
	memory.load(staticData.seen, now);

	const { items, remembered } = selectItems(all, selection, memory.facts, now);
	if (remembered.length > 0) {
		memory.touch();
		forgetUnlessAnswered(context, memory, remembered);
	}
	const save = (): void => {
		const text = maySave(context, staticData) ? memory.textToSave(now) : null;
		if (text !== null) staticData.seen = text;
	};
	return { items, save };
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
function forgetUnlessAnswered(
	context: IWebhookFunctions,
	memory: NodeMemory,
	keys: readonly string[],
): void {
	const response = context.getResponseObject();
	response?.once?.('finish', () => {
		if (response.statusCode >= 400) memory.forget(keys);
	});
}

/** Waits for quick downloads; before slow ones the answer goes out first, and the run comes later. */
async function withMedia(
	context: IWebhookFunctions,
	outputs: INodeExecutionData[][],
	settings: MediaSettings,
	save: () => void,
): Promise<IWebhookResponseData> {
	const complete = attachMedia(outputs, settings, context.helpers);
	const quick = await Promise.race([complete, sleep(ANSWER_WITHIN_MS)]);
	if (quick !== undefined) return started(quick, save);
	save();
	return { ...answer(context, 200, ACCEPTED), workflowData: await complete };
}

function answer(context: IWebhookFunctions, status: number, body: object): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
