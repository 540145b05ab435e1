import type { FieldType, ResourceMapperField } from 'n8n-workflow';

import type { ActionParameter, ApiAction } from './notation';
import { pageParameters, pagingStyleOf } from './paging';

const FIELD_TYPES = Object.freeze({
	string: 'string',
	// As text: the service has whole numbers that are IDs of more digits than a number holds.
	integer: 'string',
	number: 'number',
	boolean: 'boolean',
	object: 'object',
	array: 'array',
}) satisfies Readonly<Record<ActionParameter['type'], FieldType>>;

const NOTES = Object.freeze({
	string: '',
	integer: 'number',
	number: '',
	boolean: '',
	object: 'JSON object',
	array: 'JSON array',
}) satisfies Readonly<Record<ActionParameter['type'], string>>;

/** One field for each parameter of an action: required ones first, deprecated ones put away. */
export function mapperFields(action: ApiAction): ResourceMapperField[] {
	const style = pagingStyleOf(action);
	const filledIn = style ? pageParameters(style) : [];
	return [...action.parameters]
		.sort((a, b) => rank(a) - rank(b))
		.map((parameter) => mapperField(parameter, filledIn.includes(parameter.name)));
}

function rank({ required, deprecated }: ActionParameter): number {
	if (deprecated) return 2;
	return required ? 0 : 1;
}

function mapperField(parameter: ActionParameter, isFilledIn: boolean): ResourceMapperField {
	const { name, required, deprecated } = parameter;
	const notes = [
		NOTES[parameter.type],
		isFilledIn ? 'handled automatically' : '',
		deprecated ? 'deprecated' : '',
	].filter((note) => note !== '');
	return {
		id: name,
		displayName: notes.length > 0 ? `${name} (${notes.join(', ')})` : name,
		required: required && !isFilledIn,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		...typeOf(parameter),
		...(deprecated ? { removed: true } : {}),
	};
}

function typeOf({ type, required, allowed }: ActionParameter): Partial<ResourceMapperField> {
	if (type !== 'array' && allowed !== null) {
		return { type: 'options', options: allowed.map((value) => ({ name: value, value })) };
	}
	// A switch cannot be left untouched, and "off" would be sent although nobody chose it.
	if (type === 'boolean' && !required) {
		return {
			type: 'options',
			options: [
				{ name: 'False', value: 'false' },
				{ name: 'True', value: 'true' },
			],
		};
	}
	return { type: FIELD_TYPES[type] };
}
