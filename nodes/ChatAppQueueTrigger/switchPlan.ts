import type { IHookFunctions, INode, ITriggerFunctions } from 'n8n-workflow';

import { chosenEvents } from '../notifications/outputs';
import { chosenNumbers } from '../notifications/numbers/chosenNumbers';
import { publishingError } from '../notifications/publishingError';

/** Whose queue is to be on while the workflow is published. */
export interface SwitchPlan {
	readonly channel: string;
	/** Digits only. */
	readonly numbers: readonly string[];
}

/**
 * Reads the parameters of Switch Queue On.
 *
 * @returns null when nothing is to be switched
 * @throws NodeOperationError that names the field which is empty
 */
export function readSwitchPlan(context: IHookFunctions | ITriggerFunctions): SwitchPlan | null {
	const source = context as Source;
	if (source.getNodeParameter('switchQueueOn', false) !== true) return null;
	const events = chosenEvents(source.getNodeParameter('events', []));
	if (!events.includes('inbound') && !events.includes('status')) return null;
	const channel = source.getNodeParameter('channel', '', { extractValue: true });
	const plan = {
		channel: String(channel ?? '').trim(),
		numbers: chosenNumbers(source.getNodeParameter('phoneNumbers', [])),
	};
	if (plan.channel === '') {
		const advice = "Choose the channel whose queue to switch on, or turn off 'Switch Queue On'.";
		throw publishingError(source.getNode(), "'Channel' is empty", advice);
	}
	if (plan.numbers.length === 0) {
		const advice = "Choose the numbers whose queue to switch on, or turn off 'Switch Queue On'.";
		throw publishingError(source.getNode(), "'Phone Number Names or IDs' is empty", advice);
	}
	return plan;
}

interface Source {
	getNode(): INode;
	getNodeParameter(name: string, fallback: unknown, options?: { extractValue: boolean }): unknown;
}
