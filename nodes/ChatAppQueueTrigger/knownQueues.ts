import type { ITriggerFunctions } from 'n8n-workflow';

import { chosenOf, readNumbers } from '../notifications/numbers/atService';
import type { TriggerSettings } from './settings';
import { readSwitchPlan } from './switchPlan';

/** The settings with the queues of the chosen numbers, where no name was given. */
export async function withKnownQueues(
	context: ITriggerFunctions,
	settings: TriggerSettings,
): Promise<TriggerSettings> {
	if (settings.queues.every(({ name }) => name !== '')) return settings;
	const plan = readSwitchPlan(context);
	if (plan === null) return settings;
	const [number] = chosenOf(context, await readNumbers(context, plan.channel), plan);
	const queues = settings.queues.map((queue) => ({
		...queue,
		name:
			queue.name === '' && queue.kind !== 'audit' ? (number?.queues[queue.kind] ?? '') : queue.name,
	}));
	return { ...settings, queues };
}
