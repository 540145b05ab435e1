import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { isObject, jsonIn } from '../../alibabaCloud/wire/parseJson';
import type { ApiValue } from '../../alibabaCloud/wire/serialize';
import { InvalidInput, optionalText, requiredText } from '../../alibabaCloud/input/invalidInput';
import { ownDigits } from '../../alibabaCloud/input/phoneNumber';
import { channelLocator } from '../../alibabaCloud/channels/channelLocator';
import { typedFlag } from '../runtime/fieldTypes';
import { senderLocator } from './locators';

/** A field of the editor together with the parameter of the action that it fills. */
export interface CallParameter {
	readonly property: INodeProperties;
	/** The name in the call. */
	readonly sentAs: string;
	/**
	 * The value to send; `undefined` leaves it out.
	 *
	 * @throws InvalidInput that names the field.
	 */
	read(given: unknown): ApiValue;
}

/** What the editor shows of a field; kind and empty value come with the kind of parameter. */
type Field = Omit<INodeProperties, 'type' | 'default'> & Partial<Pick<INodeProperties, 'default'>>;

/** What a text has to look like. */
export interface TextForm {
	/** In code points: an emoji counts once. */
	readonly longest?: number;
	readonly pattern?: RegExp;
	/** Names the pattern to the user, after "is not". */
	readonly wanted?: string;
	/** Brings usual spellings into the wanted form before they are checked. */
	readonly tidy?: (text: string) => string;
}

export const WEB_ADDRESS: TextForm = Object.freeze({
	pattern: /^https?:\/\/[^\s/]+/i,
	wanted: 'a URL that starts with https://',
});

/** IDs of Meta: digits that may be too many for a number. */
export const META_ID: TextForm = Object.freeze({ pattern: /^\d+$/, wanted: 'a numeric ID' });

/** A parameter that is text, checked against its form before the call. */
export function textParameter(sentAs: string, field: Field, form: TextForm = {}): CallParameter {
	const label = field.displayName;
	return {
		sentAs,
		property: { type: 'string', default: '', ...field },
		read(given) {
			const text = field.required ? requiredText(given, label) : optionalText(given, label);
			return text === undefined ? undefined : formed(text, label, form);
		},
	};
}

/**
 * A condition that is sent as it is, in the service's spelling if it is an option: the service may
 * know more values than the editor lists. What is empty is no condition.
 */
export function conditionParameter(
	sentAs: string,
	field: Field & Partial<Pick<INodeProperties, 'type'>>,
): CallParameter {
	return {
		sentAs,
		property: { type: 'string', default: '', ...field },
		read(given) {
			const text = optionalText(given, field.displayName);
			return text && (optionOf(text, field.options as INodePropertyOptions[] | undefined) ?? text);
		},
	};
}

/** One of the options, whatever its case. */
export function choiceParameter(
	sentAs: string,
	field: Field & { readonly options: INodePropertyOptions[] },
): CallParameter {
	return {
		sentAs,
		property: { type: 'options', default: field.options[0]?.value ?? '', ...field },
		read: (given) => known(given, field.displayName, field.options),
	};
}

/** Several of the options; at least one when required. */
export function choicesParameter(
	sentAs: string,
	field: Field & { readonly options: INodePropertyOptions[] },
): CallParameter {
	const label = field.displayName;
	return {
		sentAs,
		property: { type: 'multiOptions', default: [], ...field },
		read(given) {
			const values = Array.isArray(given)
				? given
				: optionalText(given, label)
						?.split(',')
						.map((value) => value.trim());
			if (values?.length) return values.map((value) => known(value, label, field.options));
			return field.required ? requiredText('', label) : undefined;
		},
	};
}

/** Yes or no; some actions want it as `Y` and `N`. */
export function flagParameter(
	sentAs: string,
	field: Field,
	written: 'boolean' | 'letter' = 'boolean',
): CallParameter {
	return {
		sentAs,
		property: { type: 'boolean', default: false, ...field },
		read(given) {
			// It was typed as it was read, but for what is empty: as text that is neither.
			const flag = typedFlag(field, String(given), []);
			return written === 'boolean' ? flag : flag ? 'Y' : 'N';
		},
	};
}

/** An ID picked from a list or entered. */
export function locatorParameter(sentAs: string, property: INodeProperties): CallParameter {
	return { sentAs, property, read: (given) => requiredText(given, property.displayName) };
}

export const channelParameter = locatorParameter('CustSpaceId', channelLocator);

/** A number of the business, in digits with country code. */
export function ownNumberParameter(sentAs = 'PhoneNumber'): CallParameter {
	const property = senderLocator({
		displayName: 'Phone Number',
		name: 'phoneNumber',
		description: 'The business phone number to use',
	});
	return {
		sentAs,
		property,
		read: (given) => ownDigits(requiredText(given, property.displayName), property.displayName),
	};
}

/** @throws InvalidInput for anything but an object; what is empty stands for an empty one. */
export function jsonObject(given: unknown, label: string, example: string): IDataObject {
	const json = jsonIn(typeof given === 'string' ? given.trim() || '{}' : (given ?? {}));
	if (isObject(json)) return json;
	throw new InvalidInput(`'${label}' is not a JSON object`, `Enter it as ${example}.`);
}

/** @throws InvalidInput with limit and size, or with the wanted form. */
export function formed(given: string, label: string, form: TextForm): string {
	const text = form.tidy ? form.tidy(given) : given;
	assertLength(text, label, form.longest ?? Infinity);
	if (form.pattern && !form.pattern.test(text)) {
		throw new InvalidInput(
			`'${label}' is not ${form.wanted ?? 'valid'}: ${given.slice(0, 200)}`,
			`Enter '${label}' as ${form.wanted ?? 'described in the field'}.`,
		);
	}
	return text;
}

/** @throws InvalidInput with limit and size. */
export function assertLength(text: string, label: string, longest: number): void {
	const length = [...text].length;
	if (length <= longest) return;
	throw new InvalidInput(
		`'${label}' is too long: ${length} characters, maximum ${longest}`,
		`Shorten '${label}'.`,
	);
}

/** @throws InvalidInput with limit and size. */
export function assertCount(count: number, label: string, most: number): void {
	if (count <= most) return;
	throw new InvalidInput(
		`'${label}' has too many entries: ${count}, maximum ${most}`,
		`Remove entries from '${label}'.`,
	);
}

/** The value of the option that a text names in any case. */
function optionOf(
	text: string,
	options: readonly INodePropertyOptions[] = [],
): INodePropertyOptions['value'] | undefined {
	return options.find(({ value }) => String(value).toLowerCase() === text.toLowerCase())?.value;
}

function known(
	given: unknown,
	label: string,
	options: readonly INodePropertyOptions[],
): string | number | boolean {
	const text = requiredText(given, label);
	const found = optionOf(text, options);
	if (found !== undefined) return found;
	throw new InvalidInput(
		`'${label}' is not known: ${text}`,
		`Use one of ${options.map(({ value }) => String(value)).join(', ')}.`,
	);
}
