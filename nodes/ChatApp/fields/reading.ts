import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../../alibabaCloud/lists/alphabetical';
import type { ApiValue } from '../../alibabaCloud/wire/serialize';
import { isBinaryValue } from '../../alibabaCloud/files/binaryValue';
import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { isEmptyValue } from '../../alibabaCloud/input/plainValue';
import { textOf } from '../../alibabaCloud/input/text';
import { readCollection } from './parameters';
import type { CallParameter } from './parameter';

/** Parameters of a call by name. */
export type Sent = Readonly<Record<string, ApiValue>>;

/** Fields that a user adds one by one. */
export interface AddedFields {
	readonly displayName: 'Additional Fields' | 'Update Fields' | 'Filters';
	readonly name: 'additionalFields' | 'updateFields' | 'filters';
	readonly parameters: readonly CallParameter[];
	/** Fields that fill no parameter directly. */
	readonly others?: readonly INodeProperties[];
	/** Without any of them the call would change nothing. */
	readonly needed?: true;
}

/** Optional fields beside the fixed ones. */
export function additionalFields(
	parameters: readonly CallParameter[],
	others: readonly INodeProperties[] = [],
): AddedFields {
	return { displayName: 'Additional Fields', name: 'additionalFields', parameters, others };
}

/** The fields of a change, of which at least one is needed. */
export function updateFields(
	parameters: readonly CallParameter[],
	others: readonly INodeProperties[] = [],
): AddedFields {
	return { displayName: 'Update Fields', name: 'updateFields', parameters, others, needed: true };
}

/** The conditions of a list. */
export function filterFields(
	parameters: readonly CallParameter[],
	others: readonly INodeProperties[] = [],
): AddedFields {
	return { displayName: 'Filters', name: 'filters', parameters, others };
}

/** The collection as the editor shows it. */
export function addedField({
	displayName,
	name,
	parameters,
	others = [],
}: AddedFields): INodeProperties {
	const options = [...parameters.map(({ property }) => property), ...others];
	return {
		displayName,
		name,
		type: 'collection',
		placeholder: name === 'filters' ? 'Add Filter' : 'Add Field',
		default: {},
		options: alphabetical(options, (option) => option.displayName),
	};
}

/**
 * The values of an item for the fixed fields of a call and for those that were added.
 *
 * @throws InvalidInput that names the field.
 */
export function readGiven(
	functions: IExecuteFunctions,
	itemIndex: number,
	parameters: readonly CallParameter[],
	added: AddedFields | null | undefined,
): Sent {
	return {
		...readParameters(functions, itemIndex, parameters),
		...(added ? readAdded(functions, itemIndex, added) : {}),
	};
}

/** @throws InvalidInput that names the first field that cannot work. */
export function readParameters(
	functions: IExecuteFunctions,
	itemIndex: number,
	parameters: readonly CallParameter[],
): Sent {
	return Object.fromEntries(
		parameters.map((parameter) => [
			parameter.sentAs,
			parameter.read(readField(functions, itemIndex, parameter.property)),
		]),
	);
}

/**
 * Only what the user added; emptied fields are left out.
 *
 * @throws InvalidInput that names the field, or the collection when nothing in it is filled in.
 */
function readAdded(functions: IExecuteFunctions, itemIndex: number, added: AddedFields): Sent {
	const given = readCollection(functions, added.name, itemIndex);
	const sent = Object.fromEntries(
		added.parameters
			.filter(({ property }) => !isEmptyValue(given[property.name]))
			.map(({ property, sentAs, read }) => [sentAs, read(given[property.name])]),
	);
	const hasValue =
		Object.values(sent).some((value) => value !== undefined) ||
		added.others?.some(({ name }) => textOf(given[name]) !== '' || isBinaryValue(given[name]));
	if (added.needed && !hasValue) {
		throw new InvalidInput(
			`'${added.displayName}' is empty`,
			'Add at least one field to update. Nothing was sent.',
		);
	}
	return sent;
}

function readField(
	functions: IExecuteFunctions,
	itemIndex: number,
	{ name, type, default: fallback }: INodeProperties,
): unknown {
	return type === 'resourceLocator'
		? functions.getNodeParameter(name, itemIndex, '', { extractValue: true })
		: functions.getNodeParameter(name, itemIndex, fallback);
}
