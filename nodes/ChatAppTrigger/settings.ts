import type { IDataObject, INode } from 'n8n-workflow';

import { publishingError } from '../shared/errors/publishing';
import type { MediaSettings } from '../shared/events/media';
import { readMediaSettings } from '../shared/events/mediaProperties';
import { readSelection } from '../shared/events/selection/readSelection';
import type { Selection } from '../shared/events/selection/select';
import { chosenEvents } from '../shared/events/triggerOutputs';
import { secretProblem } from './pathSecret';

export interface TriggerSettings {
	/** Empty when the path has none. */
	readonly secret: string;
	readonly selection: Selection;
	/** Null when nothing is to be downloaded. */
	readonly media: MediaSettings | null;
}

interface ParameterSource {
	getNode(): INode;
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

/** The answer does not wait for slow downloads, the run does. */
const MEDIA_FOR_MS = 30_000;

/**
 * Reads what a call of the web hook needs.
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
	const secret = secretOf(options);
	const problem = secretProblem(secret);
	if (problem !== null) {
		throw publishingError(node, "'Path Secret' cannot be part of a URL", problem);
	}
	return {
		secret,
		selection: readSelection(
			node,
			events,
			filters,
			options,
			context.getNodeParameter('phoneNumbers', []),
		),
		media: readMediaSettings(options, MEDIA_FOR_MS),
	};
}

function secretOf({ pathSecret }: IDataObject): string {
	return typeof pathSecret === 'string' || typeof pathSecret === 'number' ? String(pathSecret) : '';
}
