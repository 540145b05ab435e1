import {
	type IDataObject,
	type IHookFunctions,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { callApi } from '../alibabaCloud/client/client';
import { publishingError } from '../notifications/publishingError';
import { releaseCombined } from './combinedPushes';
import { releaseHeld } from './heldPushes';
import { dropMemory } from './nodeMemory';
import { dropQuestions } from './passing';
import { ACCEPTED } from './push';
import { scopeOf } from '../notifications/nodeScope';
import { readSettings } from './settings';
import {
	accountWebhookBody,
	areEqual,
	type CallbackUrls,
	comebacks,
	findForeign,
	kindsOf,
	NUMBER_KINDS,
	type NumberCallbacks,
	type NumberKind,
	type OlderUrls,
	phoneWebhookBody,
	readCallbacks,
	readRegistration,
	type Registration,
	replacedBy,
	withOurs,
} from './callbacks';
import { previousAccountUrl, readPlan, type RegistrationPlan } from './registrationPlan';
import { announce, comebackOf, isRegisteredHere, isSpareHere, withdraw } from './registeredHere';
import { isUrl } from '../alibabaCloud/wire/isUrl';

/** What is asked is a URL of n8n itself. */
const ANSWERS_WITHIN_MS = 3_000;

/** Where the node's static data holds what was registered. */
export const REGISTERED = 'registered';

/**
 * Enters the production URL at the service while the workflow is active, if that is chosen. The
 * URL of a number is shared by all who use the number, so one of somebody else is never replaced
 * unasked, and is put back at the end. n8n may call each of these again at any time.
 */
export const registration = {
	/** Also the place where n8n first asks the node, so wrong parameters are reported here. */
	async checkExists(this: IHookFunctions): Promise<boolean> {
		readSettings(this);
		const plan = readPlan(this);
		if (plan === null) return true;
		const saved = savedRegistration(this);
		if (saved?.url !== plan.url || saved.channel !== plan.channel) return false;
		if (plan.account && !saved.account) return false;
		const numbers = await chosenNumbers(this, plan);
		const exists = numbers.every(
			(number) =>
				Object.hasOwn(saved.replaced, number.number) &&
				areEqual(number.urls, withOurs(number, kindsOf(number, plan, [plan.url]), plan.url)),
		);
		if (exists) announce(saved);
		return exists;
	},

	async create(this: IHookFunctions): Promise<boolean> {
		readSettings(this);
		const plan = readPlan(this);
		if (plan !== null) await register(this, plan);
		return true;
	},

	async delete(this: IHookFunctions): Promise<boolean> {
		if (this.getMode() === 'manual' || this.getActivationMode() === 'manual') return true;
		dropMemory(scopeOf(this));
		releaseHeld(scopeOf(this));
		releaseCombined(scopeOf(this));
		dropQuestions(scopeOf(this));
		const saved = savedRegistration(this);
		if (saved === null) return true;
		withdraw(saved.url);
		await takeBack(this, saved);
		if (saved.account) await putAccountUrlBack(this, saved.channel);
		delete this.getWorkflowStaticData('node')[REGISTERED];
		return true;
	},
};

function savedRegistration(context: IHookFunctions): Registration | null {
	return readRegistration(context.getWorkflowStaticData('node')[REGISTERED]);
}

async function register(context: IHookFunctions, plan: RegistrationPlan): Promise<void> {
	const earlier = savedRegistration(context);
	const numbers = await chosenNumbers(context, plan);
	const ours = [plan.url, ...(earlier === null ? [] : [earlier.url])];
	const foreign = findForeign(numbers, plan.kinds, ours, isSpareHere);
	if (foreign !== null && !plan.takeOver) throw belongsToOther(context, foreign);

	const replaced = numbers.map(
		(number) =>
			[number.number, replacedBy(number, kindsOf(number, plan, ours), earlier, plan.url)] as const,
	);
	const older = replaced.map(
		([number, urls]) => [number, olderThan(number, urls, earlier, plan.url)] as const,
	);
	const saved: Registration = {
		url: plan.url,
		channel: plan.channel,
		replaced: { ...earlier?.replaced, ...Object.fromEntries(replaced) },
		older: { ...earlier?.older, ...Object.fromEntries(older) },
		account: plan.account || earlier?.account === true,
		...(plan.spareStatuses ? { spare: numbers.map(({ number }) => number) } : {}),
	};
	const changed: NumberCallbacks[] = [];
	try {
		for (const number of numbers) {
			const urls = withOurs(number, kindsOf(number, plan, ours), plan.url);
			if (areEqual(number.urls, urls)) continue;
			changed.push(number);
			await updateNumber(context, plan.channel, { ...number, urls });
		}
		if (plan.account) {
			await update(context, 'UpdateAccountWebhook', accountWebhookBody(plan.channel, plan.url));
		}
	} catch (error) {
		// n8n does not save what it is told before a failure, so nothing may stay changed.
		for (const number of changed) {
			await updateNumber(context, plan.channel, number).catch(() => undefined);
		}
		throw new NodeApiError(context.getNode(), error as JsonObject);
	}
	context.getWorkflowStaticData('node')[REGISTERED] = saved as unknown as IDataObject;
	if (earlier !== null) withdraw(earlier.url);
	announce(saved);
}

/** What lies behind the replaced URLs, without our own: two triggers may take over in turns. */
function olderThan(
	number: string,
	replaced: Partial<CallbackUrls>,
	earlier: Registration | null,
	url: string,
): OlderUrls {
	const found = NUMBER_KINDS.flatMap((kind) => {
		const before = replaced[kind];
		if (before === undefined) return [];
		const behind = comebackOf(before, number, kind);
		const known =
			behind === null && before === earlier?.replaced[number]?.[kind]
				? (earlier.older?.[number]?.[kind] ?? [])
				: behind === null
					? []
					: [behind.replaced, ...behind.older];
		const others = known.filter((one) => one !== url && one !== before);
		return others.length === 0 ? [] : [[kind, others] as const];
	});
	return Object.fromEntries(found);
}

async function takeBack(context: IHookFunctions, saved: Registration): Promise<void> {
	if (Object.keys(saved.replaced).length === 0) return;
	for (const number of await readNumbers(context, saved.channel)) {
		const urls: Record<NumberKind, string> = { ...number.urls };
		for (const [kind, candidates] of Object.entries(comebacks(number, saved))) {
			urls[kind as NumberKind] = await firstInUse(context, candidates);
		}
		if (!areEqual(urls, number.urls)) {
			await updateNumber(context, saved.channel, { ...number, urls });
		}
	}
}

/** The first URL whose trigger is still published; the last is not that of a trigger. */
async function firstInUse(context: IHookFunctions, urls: readonly string[]): Promise<string> {
	for (const url of urls.slice(0, -1)) {
		if (isRegisteredHere(url) || (await answers(context, url))) return url;
	}
	return urls.at(-1) ?? '';
}

/** With several processes of n8n, another one may know of the trigger: n8n itself says so. */
async function answers(context: IHookFunctions, url: string): Promise<boolean> {
	try {
		const response = (await context.helpers.httpRequest({
			method: 'GET',
			url,
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: ANSWERS_WITHIN_MS,
		})) as { statusCode: number; body: unknown };
		return response.statusCode === 200 && (response.body as IDataObject)?.code === ACCEPTED.code;
	} catch {
		return false;
	}
}

async function putAccountUrlBack(context: IHookFunctions, channel: string): Promise<void> {
	const url = previousAccountUrl(context);
	if (url === '') return;
	await update(context, 'UpdateAccountWebhook', accountWebhookBody(channel, url));
}

async function chosenNumbers(
	context: IHookFunctions,
	{ channel, numbers }: RegistrationPlan,
): Promise<NumberCallbacks[]> {
	if (numbers.length === 0) return [];
	const present = await readNumbers(context, channel);
	return numbers.map((wanted) => {
		const found = present.find(({ number }) => number === wanted);
		if (found !== undefined) return found;
		throw publishingError(
			context.getNode(),
			`The channel ${channel} has no number ${wanted}`,
			"Choose 'Channel' and the numbers again.",
		);
	});
}

async function readNumbers(context: IHookFunctions, channel: string): Promise<NumberCallbacks[]> {
	const envelope = await callApi(context, {
		product: 'cams',
		action: 'QueryChatappPhoneNumbers',
		retry: 'safe',
		body: { CustSpaceId: channel },
	});
	return readCallbacks(envelope);
}

async function updateNumber(
	context: IHookFunctions,
	channel: string,
	number: NumberCallbacks,
): Promise<void> {
	await update(context, 'UpdatePhoneWebhook', phoneWebhookBody(channel, number));
}

/** To set a URL twice does no harm, so a lost answer needs no warning. */
async function update(
	context: IHookFunctions,
	action: 'UpdatePhoneWebhook' | 'UpdateAccountWebhook',
	body: Record<string, string>,
): Promise<void> {
	await callApi(context, { product: 'cams', action, retry: 'safe', body });
}

const SUBJECTS = Object.freeze({ inbound: 'inbound messages', status: 'delivery statuses' });

function belongsToOther(
	context: IHookFunctions,
	{ number, kind, url }: NonNullable<ReturnType<typeof findForeign>>,
): NodeOperationError {
	return publishingError(
		context.getNode(),
		`The number ${number} already sends its ${SUBJECTS[kind]} to ${withoutQuery(url)}`,
		"Turn on 'Take Over' to replace that URL.",
		'Another system relies on that URL. It is restored when this workflow is unpublished. To keep it, choose another number or use the queue trigger, which needs no URL.',
	);
}

/** Query strings hold keys. */
function withoutQuery(url: string): string {
	return isUrl(url) ? new URL(url).host + new URL(url).pathname : 'an unreadable URL';
}
