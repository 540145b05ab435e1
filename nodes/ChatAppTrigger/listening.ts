import { type IHookFunctions, type JsonObject, NodeApiError } from 'n8n-workflow';

import { BoundedMap } from '../alibabaCloud/wire/boundedMap';
import { parseUrl } from '../alibabaCloud/wire/url';
import { publishingError } from '../notifications/publishingError';
import { answers } from './answering';
import { belongsToOther } from './belongsToOther';
import { areEqual, findForeign } from './callbacks';
import {
	type CallbackUrls,
	NUMBER_KINDS,
	type NumberCallbacks,
	type NumberKind,
} from '../notifications/numbers/callbacks';
import { chosenOf, readNumbers, updateNumber } from '../notifications/numbers/atService';
import { oneAtATime } from '../notifications/numbers/oneAtATime';
import { isSpareHere } from './registeredHere';
import { readTestPlan, type RegistrationPlan } from './registrationPlan';
import { type CarryingUrl, carryReplaced, readCarrying } from './testUrl';

/** Where the static data of a test says that it is one: n8n ends tests as it unpublishes workflows. */
const TESTING = 'testing';

/** So long n8n listens at most. */
const LISTENING_MS = 120_000;

/** Until when this process listens at which test URLs. */
const listenings = new BoundedMap<string, number>(1_000);

/** Whether the editor calls, and not n8n for a published workflow. */
export function isTest(context: IHookFunctions): boolean {
	return (
		context.getMode() === 'manual' ||
		context.getActivationMode() === 'manual' ||
		context.getWorkflowStaticData('node')[TESTING] !== undefined
	);
}

/** Notes that this is a test. Gives back whether its URL is to be set at the service. */
export function beginTest(context: IHookFunctions): boolean {
	const plan = readTestPlan(context);
	context.getWorkflowStaticData('node')[TESTING] = { channel: plan?.channel ?? '' };
	return plan !== null;
}

/**
 * Points the chosen numbers at the test URL while the editor listens, if that is chosen. What was
 * there before is restored by `stopListening`, or by `withoutLeftovers` when n8n was killed.
 *
 * @throws NodeOperationError when a URL belongs to somebody else; then nothing has changed
 */
export async function startListening(context: IHookFunctions): Promise<void> {
	const plan = readTestPlan(context);
	if (plan === null) return;
	await oneAtATime(plan.channel, async () => await pointAtTestUrl(context, plan));
}

async function pointAtTestUrl(context: IHookFunctions, plan: RegistrationPlan): Promise<void> {
	const present = await withoutLeftovers(context, plan.channel, []);
	const numbers = chosenOf(context, present, plan);
	const others = numbers.map((number) => beforeListening(context, number));
	refuseForeign(context, plan, numbers, others);

	const changed: NumberCallbacks[] = [];
	const undo = async (): Promise<void> => {
		for (const number of changed) {
			await updateNumber(context, plan.channel, number).catch(() => undefined);
		}
	};
	let stored: NumberCallbacks[];
	try {
		for (const [index, other] of others.entries()) {
			changed.push(numbers[index] ?? other);
			await updateNumber(context, plan.channel, pointed(context, other, plan));
		}
		stored = await readNumbers(context, plan.channel);
	} catch (error) {
		await undo();
		throw new NodeApiError(context.getNode(), error as JsonObject);
	}
	const cut = cutShort(context, plan, numbers, stored);
	if (cut !== null) {
		await undo();
		throw publishingError(
			context.getNode(),
			`The service did not keep the whole test URL for the number ${cut}`,
			"The previous URL is set again, because it would be lost if n8n stopped now. Turn off 'Listen on the Test URL' and send a sample to the test URL yourself.",
		);
	}
	listenings.set(plan.url, Date.now() + LISTENING_MS);
}

/**
 * Restores what a test replaced. It never fails: n8n would go on to listen. What cannot be restored
 * now is restored by the next test or publishing.
 */
export async function stopListening(context: IHookFunctions): Promise<void> {
	const staticData = context.getWorkflowStaticData('node');
	const { channel = '' } = (staticData[TESTING] ?? {}) as { channel?: string };
	delete staticData[TESTING];
	const url = context.getNodeWebhookUrl('default') ?? '';
	listenings.delete(url);
	if (channel === '') return;
	try {
		await oneAtATime(channel, async () => {
			for (const number of await readNumbers(context, channel)) {
				await restore(context, channel, number, (carrying) => carrying.url === url);
			}
		});
	} catch (error) {
		context.logger.error(
			`The numbers of the channel ${channel} still send to a test URL: ${(error as Error).message}. Listen again or publish the workflow to restore the previous URL.`,
		);
	}
}

/**
 * The numbers of a channel, after what tests of this n8n have left behind is restored.
 *
 * @param wanted numbers that are taken from a test even while it listens
 */
export async function withoutLeftovers(
	context: IHookFunctions,
	channel: string,
	wanted: readonly string[],
): Promise<NumberCallbacks[]> {
	const numbers: NumberCallbacks[] = [];
	const isLeft = new Map<string, boolean>();
	for (const number of await readNumbers(context, channel)) {
		for (const { url } of Object.values(carryingOf(context, number))) {
			if (!isLeft.has(url)) isLeft.set(url, !(await isListening(context, url)));
		}
		const isRestored = ({ url }: CarryingUrl): boolean =>
			wanted.includes(number.number) || isLeft.get(url) === true;
		numbers.push(await restore(context, channel, number, isRestored));
	}
	return numbers;
}

async function restore(
	context: IHookFunctions,
	channel: string,
	number: NumberCallbacks,
	isRestored: (carrying: CarryingUrl) => boolean,
): Promise<NumberCallbacks> {
	const found = Object.entries(carryingOf(context, number)).filter(([, one]) => isRestored(one));
	const replaced = Object.fromEntries(found.map(([kind, one]) => [kind, one.replaced]));
	const restored = { ...number, urls: { ...number.urls, ...replaced } };
	if (found.length > 0) await updateNumber(context, channel, restored);
	return restored;
}

async function isListening(context: IHookFunctions, url: string): Promise<boolean> {
	return (listenings.get(url) ?? 0) > Date.now() || (await answers(context, url));
}

function carryingOf(
	context: IHookFunctions,
	{ number, urls }: NumberCallbacks,
): Partial<Record<NumberKind, CarryingUrl>> {
	const found = NUMBER_KINDS.flatMap((kind) => {
		const carrying = readCarrying(urls[kind], { number, kind }, context.getInstanceId());
		return carrying === null ? [] : [[kind, carrying] as const];
	});
	return Object.fromEntries(found);
}

/** The number as it would be without any test. */
function beforeListening(context: IHookFunctions, number: NumberCallbacks): NumberCallbacks {
	const replaced = Object.entries(carryingOf(context, number)).map(([kind, one]) => [
		kind,
		one.replaced,
	]);
	return { ...number, urls: { ...number.urls, ...(Object.fromEntries(replaced) as CallbackUrls) } };
}

/** The number with the test URL for the chosen kinds, each with what it replaces inside. */
function pointed(
	context: IHookFunctions,
	{ urls, ...other }: NumberCallbacks,
	{ kinds, url }: RegistrationPlan,
): NumberCallbacks {
	const ours = kinds.map((kind) => {
		const place = { number: other.number, kind };
		return [kind, carryReplaced({ url, replaced: urls[kind] }, place, context.getInstanceId())];
	});
	return { ...other, urls: { ...urls, ...(Object.fromEntries(ours) as CallbackUrls) } };
}

function refuseForeign(
	context: IHookFunctions,
	plan: RegistrationPlan,
	numbers: readonly NumberCallbacks[],
	others: readonly NumberCallbacks[],
): void {
	if (plan.takeOver) return;
	const busy = numbers.find((number) =>
		Object.values(carryingOf(context, number)).some(({ url }) => url !== plan.url),
	);
	if (busy !== undefined) {
		throw publishingError(
			context.getNode(),
			`Another workflow is listening with the number ${busy.number}`,
			"Try again when it has ended, in two minutes at most, or turn on 'Take Over'.",
		);
	}
	const own = others
		.flatMap(({ urls }) => Object.values(urls))
		.filter((url) => isOwnProduction(context, plan.url, url));
	const foreign = findForeign(others, plan.kinds, [plan.url, ...own], isSpareHere);
	if (foreign !== null) throw belongsToOther(context, foreign, 'listening ends');
}

/** Whether a URL is the production URL of this node, with whatever secret at its end. */
function isOwnProduction(context: IHookFunctions, testUrl: string, url: string): boolean {
	const parsed = parseUrl(url);
	if (parsed === null) return false;
	const { origin, pathname } = parsed;
	const key = context.getNode().webhookId ?? context.getWorkflow().id ?? '';
	return key !== '' && origin === new URL(testUrl).origin && pathname.includes(`/${key}/`);
}

/**
 * The number of which the service has not kept the test URL as a whole; null when there is none.
 * Nothing documents that it keeps the query, and without it the previous URL would be lost if n8n
 * stopped.
 */
function cutShort(
	context: IHookFunctions,
	{ kinds, url }: RegistrationPlan,
	numbers: readonly NumberCallbacks[],
	stored: readonly NumberCallbacks[],
): string | null {
	const cut = numbers.find((before) => {
		const now = stored.find(({ number }) => number === before.number);
		if (now === undefined || areEqual(now.urls, before.urls)) return false;
		const carrying = carryingOf(context, now);
		return kinds.some((kind) => carrying[kind] === undefined && now.urls[kind].startsWith(url));
	});
	return cut?.number ?? null;
}
