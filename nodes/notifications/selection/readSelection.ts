import type { IDataObject, INode } from 'n8n-workflow';

import { publishingError } from '../publishingError';
import { ownNumbersOf } from '../items/echo';
import { readStopWords, type StopWords } from '../items/stopWords';
import type { EventKind } from '../items/types';
import { addressesOf, type FilterName, readFilters } from './filters';
import { filtersProperty } from './properties';
import type { Selection } from './select';

/**
 * Reads the parameters of `filters` and `options` that both triggers share.
 *
 * @param phoneNumbers of the business that the trigger knows from elsewhere
 * @throws NodeOperationError that names the filter or option which cannot be used
 */
export function readSelection(
	node: INode,
	events: readonly EventKind[],
	filters: IDataObject,
	options: IDataObject,
	phoneNumbers: unknown = [],
): Selection {
	const reading = readFilters(filters);
	if (!reading.ok) {
		throw publishingError(
			node,
			`The filter '${labelOf(reading.filter)}' cannot be used`,
			`${reading.reason}. ${reading.advice}`,
		);
	}
	return {
		events,
		passes: reading.passes,
		ownNumbers: ownNumbersOf(addressesOf(filters.businessNumbers), addressesOf(phoneNumbers)),
		stopWords: stopWordsOf(node, options.stopWords),
		deduplicate: options.deduplicate !== false,
		suppressOutdatedStatuses: options.suppressLateStates === true,
	};
}

/** Undefined while the usual words count. */
function stopWordsOf(node: INode, value: unknown): StopWords | undefined {
	if (value === undefined) return undefined;
	const words = readStopWords(value);
	if (words !== undefined) return words;
	throw publishingError(
		node,
		"'Stop Words' is not a list",
		'Enter up to 1,000 words, separated with commas or line breaks.',
	);
}

function labelOf(name: FilterName): string {
	const fields = (filtersProperty.options ?? []) as ReadonlyArray<{
		name: string;
		displayName?: string;
	}>;
	return fields.find((field) => field.name === name)?.displayName ?? name;
}
