import { type IDataObject, type IHookFunctions, type JsonObject, NodeApiError } from 'n8n-workflow';

import { scopeOf } from '../notifications/nodeScope';
import { isOfOther, ownerOf } from '../notifications/savedBy';
import { answers } from './answering';
import { belongsToOther } from './belongsToOther';
import {
	areEqual,
	comebacks,
	findForeign,
	kindsOf,
	type OlderUrls,
	readRegistration,
	type Registration,
	replacedBy,
	withOurs,
} from './callbacks';
import {
	type CallbackUrls,
	NUMBER_KINDS,
	type NumberCallbacks,
	type NumberKind,
} from '../notifications/numbers/callbacks';
import { releaseCombined } from './combinedPushes';
import { releaseHeld } from './heldPushes';
import { beginTest, isTest, startListening, stopListening, withoutLeftovers } from './listening';
import { dropMemory } from './nodeMemory';
import { updateAccount } from './accountUrl';
import { chosenOf, updateNumber } from '../notifications/numbers/atService';
import { oneAtATime } from '../notifications/numbers/oneAtATime';
import { dropQuestions } from './passing';
import { announce, comebackOf, isRegisteredHere, isSpareHere, withdraw } from './registeredHere';
import { previousAccountUrl, readPlan, type RegistrationPlan } from './registrationPlan';
import { readSettings } from './settings';

/** Where the node's static data holds what was registered. */
const REGISTERED = 'registered';

/**
 * Enters the production URL at the service while the workflow is active, if that is chosen, and the
 * test URL while the editor listens. The URL of a number is shared by all who use the number, so one
 * of somebody else is never replaced unasked, and is put back at the end. n8n may call each of these
 * again at any time.
 */
export const registration = {
	/** Also the place where n8n first asks the node, so wrong parameters are reported here. */
	async checkExists(this: IHookFunctions): Promise<boolean> {
		readSettings(this);
		if (isTest(this)) return !beginTest(this);
		const plan = readPlan(this);
		if (plan === null) return true;
		const saved = savedRegistration(this);
		if (saved?.url !== plan.url || saved.channel !== plan.channel) return false;
		if (plan.account && !saved.account) return false;
		const numbers = await oneAtATime(plan.channel, async () => await chosenNumbers(this, plan));
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
		if (isTest(this)) {
			await startListening(this);
			return true;
		}
		const plan = readPlan(this);
		if (plan === null) return true;
		await oneAtATime(plan.channel, async () => await register(this, plan));
		return true;
	},

	async delete(this: IHookFunctions): Promise<boolean> {
		if (isTest(this)) {
			await stopListening(this);
			return true;
		}
		dropMemory(scopeOf(this));
		releaseHeld(scopeOf(this));
		releaseCombined(scopeOf(this));
		dropQuestions(scopeOf(this));
		const saved = savedRegistration(this);
		if (saved === null) return true;
		await oneAtATime(saved.channel, async () => {
			withdraw(saved.url);
			await takeBack(this, saved);
			if (saved.account) await putAccountUrlBack(this, saved.channel);
		});
		delete this.getWorkflowStaticData('node')[REGISTERED];
		return true;
	},
};

/** What this workflow has registered, as n8n has saved it; null when there is nothing. */
export function savedRegistration(
	context: Pick<IHookFunctions, 'getInstanceId' | 'getWorkflow' | 'getWorkflowStaticData'>,
): Registration | null {
	const saved = readRegistration(context.getWorkflowStaticData('node')[REGISTERED]);
	return saved !== null && isOfOther(saved.owner, context) ? null : saved;
}

/**
 * What the same workflow had registered before n8n got another ID: with a new encryption key, or on
 * another server with the same address. The URL is that of this workflow alone, so whoever set it,
 * what it replaced is what to come back to. Nothing is taken back by it before it is saved anew: a
 * restored copy of n8n must not turn off what the original has set up.
 */
function movedRegistration(context: IHookFunctions, url: string): Registration | null {
	const stored = readRegistration(context.getWorkflowStaticData('node')[REGISTERED]);
	return stored?.url === url ? stored : null;
}

async function register(context: IHookFunctions, plan: RegistrationPlan): Promise<void> {
	const earlier = savedRegistration(context) ?? movedRegistration(context, plan.url);
	const numbers = await chosenNumbers(context, plan);
	const ours = [plan.url, ...(earlier === null ? [] : [earlier.url])];
	const foreign = findForeign(numbers, plan.kinds, ours, isSpareHere);
	if (foreign !== null && !plan.takeOver) {
		throw belongsToOther(context, foreign, 'this workflow is unpublished');
	}

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
		owner: ownerOf(context),
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
			await updateAccount(context, plan.channel, plan.url);
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
	const ours = Object.keys(saved.replaced);
	if (ours.length === 0) return;
	for (const number of await withoutLeftovers(context, saved.channel, ours)) {
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

async function putAccountUrlBack(context: IHookFunctions, channel: string): Promise<void> {
	const url = previousAccountUrl(context);
	if (url === '') return;
	await updateAccount(context, channel, url);
}

async function chosenNumbers(
	context: IHookFunctions,
	plan: RegistrationPlan,
): Promise<NumberCallbacks[]> {
	if (plan.numbers.length === 0) return [];
	return chosenOf(context, await withoutLeftovers(context, plan.channel, plan.numbers), plan);
}
