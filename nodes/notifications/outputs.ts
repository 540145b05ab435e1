import {
	type IDataObject,
	type INodeExecutionData,
	type INodeProperties,
	NodeConnectionTypes,
} from 'n8n-workflow';

import type { EventKind, NotificationItem } from './items/types';

interface OutputRow {
	readonly kind: EventKind;
	readonly name: string;
	/** On the node, where long names cover its neighbors. */
	readonly label: string;
	readonly description: string;
}

/**
 * What a trigger can listen to, in the order of its outputs.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/configure-message-receipts
 */
const OUTPUTS = Object.freeze([
	{
		kind: 'inbound',
		name: 'Inbound Message',
		label: 'Inbound',
		description: 'When a person writes to a business number',
	},
	{
		kind: 'status',
		name: 'Delivery Status',
		label: 'Status',
		description: 'When a message that was sent is delivered, read or fails',
	},
	{
		kind: 'audit',
		name: 'Template and Account Review',
		label: 'Review',
		description: 'When a template, a number or a business account is reviewed or changes',
	},
]) satisfies readonly OutputRow[];

/** The parameter of both triggers that says what starts the workflow. */
export const eventsProperty: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	noDataExpression: true,
	default: ['inbound'],
	builderHint: {
		propertyHint: 'One output for each chosen kind, always in the order inbound, status, audit.',
	},
	options: OUTPUTS.map(({ kind, name, description }) => ({ name, value: kind, description })),
};

const OUTPUT_TABLE = JSON.stringify(
	OUTPUTS.map(({ kind, label }) => [kind, { type: NodeConnectionTypes.Main, displayName: label }]),
);

/** One output for each chosen kind. The editor and n8n evaluate it from the parameter. */
export const outputsExpression: `={{${string}}}` = `={{ ${OUTPUT_TABLE}.filter((row) => ($parameter["events"] || []).includes(row[0])).map((row) => row[1]) }}`;

const LABELS = JSON.stringify(Object.fromEntries(OUTPUTS.map(({ kind, label }) => [kind, label])));

/** Below the name of a trigger: what it starts on, as the labels of its outputs. */
export const eventsSubtitle = `={{ ($parameter["events"] || []).map((kind) => (${LABELS})[kind]).join(", ") }}`;

/** The chosen kinds in the order of the outputs, whatever the order of choosing. */
export function chosenEvents(parameter: unknown): EventKind[] {
	const chosen: readonly unknown[] = Array.isArray(parameter) ? parameter : [parameter];
	return OUTPUTS.map(({ kind }) => kind).filter((kind) => chosen.includes(kind));
}

/**
 * Puts items on the outputs of their kinds. Unknown ones leave by the first output: nobody could
 * choose them, and dropping them would hide what the service started to send.
 *
 * @returns items by output, or null when none is of a chosen kind, so that no run is due
 */
export function routeItems(
	items: readonly NotificationItem[],
	events: readonly EventKind[],
): INodeExecutionData[][] | null {
	const outputs: INodeExecutionData[][] = events.map(() => []);
	for (const item of items) {
		const output = item.event === 'unknown' ? 0 : events.indexOf(item.event);
		outputs[output]?.push({ json: item satisfies IDataObject });
	}
	return outputs.some((output) => output.length > 0) ? outputs : null;
}
