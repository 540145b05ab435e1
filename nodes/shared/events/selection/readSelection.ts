import type { IDataObject, INode } from 'n8n-workflow';

import { publishingError } from '../../errors/publishing';
import type { EventKind } from '../types';
import { type FilterName, readFilters } from './filters';
import { filtersProperty } from './properties';
import type { Selection } from './select';

/**
 * Reads the parameters of `filters` and `options` that both triggers share.
 *
 * @throws NodeOperationError that names the filter which cannot be used
 */
export function readSelection(
	node: INode,
	events: readonly EventKind[],
	filters: IDataObject,
	options: IDataObject,
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
		deduplicate: options.deduplicate !== false,
		suppressLateStates: options.suppressLateStates === true,
	};
}

function labelOf(name: FilterName): string {
	const fields = (filtersProperty.options ?? []) as ReadonlyArray<{
		name: string;
		displayName?: string;
	}>;
	return fields.find((field) => field.name === name)?.displayName ?? name;
}
