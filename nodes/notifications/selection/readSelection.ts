import type { IDataObject, INode } from 'n8n-workflow';

import { publishingError } from '../publishingError';
import { ownNumbersOf } from '../items/echo';
import type { EventKind } from '../items/types';
import { type FilterName, listOf, readFilters } from './filters';
import { filtersProperty } from './properties';
import type { Selection } from './select';

/**
 * Reads the parameters of `filters` and `options` that both triggers share.
 *
 * @param phoneNumbers of the business that the trigger knows from elsewhere
 * @throws NodeOperationError that names the filter which cannot be used
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
			`${reading.reason}. Change the regular expression.`,
		);
	}
	return {
		events,
		passes: reading.passes,
		ownNumbers: ownNumbersOf(listOf(filters.businessNumbers), listOf(phoneNumbers)),
		deduplicate: options.deduplicate !== false,
		suppressOutdatedStatuses: options.suppressLateStates === true,
	};
}

function labelOf(name: FilterName): string {
	const fields = (filtersProperty.options ?? []) as ReadonlyArray<{
		name: string;
		displayName?: string;
	}>;
	return fields.find((field) => field.name === name)?.displayName ?? name;
}
