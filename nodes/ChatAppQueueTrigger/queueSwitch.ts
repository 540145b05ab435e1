import {
	type IDataObject,
	type IHookFunctions,
	type JsonObject,
	NodeApiError,
	sleep,
} from 'n8n-workflow';

import { BoundedMap } from '../alibabaCloud/wire/boundedMap';
import { scopeOf } from '../notifications/nodeScope';
import { chosenOf, readNumbers, updateNumber } from '../notifications/numbers/atService';
import type { NumberCallbacks } from '../notifications/numbers/callbacks';
import { oneAtATime } from '../notifications/numbers/oneAtATime';
import { isOfOther, ownerOf } from '../notifications/savedBy';
import { readSwitchPlan, type SwitchPlan } from './switchPlan';

/** Where the node's static data holds what was switched on, to be switched off again. */
const SWITCHED = 'switchedOn';

/** Numbers of a channel whose queue was off before. */
type Switched = SwitchPlan;

/**
 * What the published workflows of this n8n have switched on, as far as this process knows. n8n asks
 * each of them again when it starts.
 */
const switchedHere = new BoundedMap<string, Switched>(1_000);

/**
 * To publish a changed workflow, n8n unpublishes it and publishes it again. What arrived while the
 * queue is off would be lost, so it is switched off only when nothing has come after.
 */
const SWITCH_OFF_AFTER_MS = 3_000;

/** What is about to be switched off, by node. */
const switchingOff = new BoundedMap<string, Switched>(1_000);

/**
 * Switches the queue of the chosen numbers on when the workflow is published, and off when it is
 * unpublished, where it was off before. URLs stay as they are. n8n may call each of these again at
 * any time.
 *
 * A queue is on for all who read it, so one that was on before stays on, and so does one that
 * another published workflow of this n8n has asked for.
 */
export const queueSwitch = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		const plan = readSwitchPlan(this);
		if (plan === null) return true;
		const saved = savedOf(this);
		if (saved?.channel !== plan.channel) return false;
		const numbers = await oneAtATime(plan.channel, async () =>
			chosenOf(this, await readNumbers(this, plan.channel), plan),
		);
		const isOn = numbers.every(({ queued }) => queued);
		if (isOn) switchedHere.set(scopeOf(this), saved);
		return isOn;
	},

	async create(this: IHookFunctions): Promise<boolean> {
		const plan = readSwitchPlan(this);
		if (plan !== null) await oneAtATime(plan.channel, async () => await switchOn(this, plan));
		return true;
	},

	async delete(this: IHookFunctions): Promise<boolean> {
		const saved = savedOf(this);
		const scope = scopeOf(this);
		switchedHere.delete(scope);
		delete this.getWorkflowStaticData('node')[SWITCHED];
		if (saved === null || saved.numbers.length === 0) return await Promise.resolve(true);
		switchingOff.set(scope, saved);
		void switchOffSoon(this, scope, saved);
		return true;
	},
};

/** If n8n stops before, the queue stays on: that does less harm than to cut off a reader. */
async function switchOffSoon(
	context: IHookFunctions,
	scope: string,
	{ channel, numbers }: Switched,
): Promise<void> {
	await sleep(SWITCH_OFF_AFTER_MS);
	try {
		await oneAtATime(channel, async () => {
			if (switchingOff.get(scope)?.numbers !== numbers) return;
			switchingOff.delete(scope);
			const unwanted = numbers.filter((number) => !isIn(switchedHere, channel, number));
			if (unwanted.length === 0) return;
			for (const number of await readNumbers(context, channel)) {
				if (!unwanted.includes(number.number) || !number.queued) continue;
				await updateNumber(context, channel, { ...number, queued: false });
			}
		});
	} catch (error) {
		context.logger.error(
			`The queue of the channel ${channel} is still on: ${(error as Error).message}. Switch it off in the Chat App Message Service console.`,
		);
	}
}

async function switchOn(context: IHookFunctions, plan: SwitchPlan): Promise<void> {
	const saved = savedOf(context);
	const numbers = chosenOf(context, await readNumbers(context, plan.channel), plan);
	const known = saved?.channel === plan.channel ? saved.numbers : [];
	const wereOff = numbers.filter(
		({ number, queued }) =>
			!queued ||
			known.includes(number) ||
			isIn(switchedHere, plan.channel, number) ||
			isIn(switchingOff, plan.channel, number),
	);
	const changed: NumberCallbacks[] = [];
	try {
		for (const number of numbers.filter(({ queued }) => !queued)) {
			changed.push(number);
			await updateNumber(context, plan.channel, { ...number, queued: true });
		}
	} catch (error) {
		// n8n does not save what it is told before a failure, so nothing may stay changed.
		for (const number of changed) {
			await updateNumber(context, plan.channel, number).catch(() => undefined);
		}
		throw new NodeApiError(context.getNode(), error as JsonObject);
	}
	const switched = { channel: plan.channel, numbers: wereOff.map(({ number }) => number) };
	const owner = ownerOf(context);
	context.getWorkflowStaticData('node')[SWITCHED] = { ...switched, owner } as IDataObject;
	switchedHere.set(scopeOf(context), switched);
	switchingOff.delete(scopeOf(context));
}

function isIn(all: ReadonlyMap<string, Switched>, channel: string, wanted: string): boolean {
	return [...all.values()].some((one) => one.channel === channel && one.numbers.includes(wanted));
}

function savedOf(context: IHookFunctions): Switched | null {
	const stored = context.getWorkflowStaticData('node')[SWITCHED];
	if (typeof stored !== 'object' || stored === null) return null;
	const { channel, numbers, owner } = stored as Partial<Switched> & { owner?: unknown };
	if (isOfOther(owner, context)) return null;
	if (typeof channel !== 'string' || !Array.isArray(numbers)) return null;
	return { channel, numbers: numbers.map(String) };
}
