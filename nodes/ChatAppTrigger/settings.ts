import type { IDataObject, INode } from 'n8n-workflow';

import { publishingError } from '../notifications/publishingError';
import type { JoinSettings } from '../notifications/joining/joiner';
import { readJoining } from '../notifications/joining/joinProperties';
import type { MediaSettings } from '../notifications/media';
import { readMediaSettings } from '../notifications/mediaProperties';
import { readSelection } from '../notifications/selection/readSelection';
import type { Selection } from '../notifications/selection/select';
import { chosenEvents } from '../notifications/outputs';
import { passesAnswers } from '../notifications/waiting/properties';
import { readCombining } from './combining';
import { secretProblem } from './pathSecret';

export interface TriggerSettings {
	/** Those that a path may end in; none when it ends in no secret. */
	readonly secrets: readonly string[];
	readonly selection: Selection;
	/** Null when nothing is to be downloaded. */
	readonly media: MediaSettings | null;
	/** Null when every message starts a run of its own. */
	readonly joining: JoinSettings | null;
	/** Whether statuses of several pushes start one run. */
	readonly combines: boolean;
	/** Whether the node registers its URL, and saves what it replaced. */
	readonly registers: boolean;
	/** Whether answers go to the executions that wait for them. */
	readonly passAnswers: boolean;
}

interface ParameterSource {
	getNode(): INode;
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

/** The answer does not wait for slow downloads, the run does. */
const MEDIA_FOR_MS = 30_000;

/**
 * Reads what a call of the webhook needs.
 *
 * @throws NodeOperationError that names the field which cannot be used
 */
export function readSettings(context: ParameterSource): TriggerSettings {
	const node = context.getNode();
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	const events = chosenEvents(context.getNodeParameter('events', []));
	if (events.length === 0) {
		throw publishingError(node, "'Trigger On' is empty", 'Choose what starts the workflow.');
	}
	const secret = secretOf(options.pathSecret);
	const previous = secretOf(options.previousPathSecret);
	for (const [label, value] of [
		['Path Secret', secret],
		['Previous Path Secret', previous],
	] as const) {
		const problem = secretProblem(value);
		if (problem !== null) {
			throw publishingError(node, `'${label}' cannot be part of a URL`, problem);
		}
	}
	return {
		// Whoever is let in without a secret may come by the path with the previous one as well.
		secrets: secret === '' ? [] : [secret, previous].filter((one) => one !== ''),
		selection: readSelection(
			node,
			events,
			filters,
			options,
			context.getNodeParameter('phoneNumbers', []),
		),
		media: readMediaSettings(options, MEDIA_FOR_MS),
		joining: readJoining(options),
		combines: readCombining(options),
		registers: context.getNodeParameter('registerAutomatically', false) === true,
		passAnswers: passesAnswers(options),
	};
}

function secretOf(value: IDataObject[string]): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
