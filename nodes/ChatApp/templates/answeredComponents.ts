import type { IDataObject } from 'n8n-workflow';

import { answeredJson } from '../../alibabaCloud/wire/answeredJson';
import { isObject } from '../../alibabaCloud/wire/parseJson';

/** Lists within components. The service has other lists that it answers as JSON in a text. */
const LISTS: ReadonlySet<string> = new Set(['Buttons', 'Cards', 'CardComponents']);

/**
 * The components of an answer, each with the documented keys. All that is told of a template goes
 * by those keys, so another spelling would make its variables and buttons disappear.
 */
export function answeredComponents(value: unknown): IDataObject[] {
	const list = answeredJson(value);
	return Array.isArray(list) ? list.map(componentIn) : [];
}

/**
 * A component with documented keys at any depth: `buttons` becomes `Buttons`.
 *
 * @param isKey which names are keys; others stay as they are.
 */
export function asDocumented(
	component: IDataObject,
	isKey: (name: string) => boolean = () => true,
): IDataObject {
	return Object.fromEntries(
		Object.entries(component)
			.map(([key, value]) => {
				const name = capitalized(key);
				return [isKey(name) ? name : key, key, value] as const;
			})
			// Where both spellings are given, the documented one counts.
			.filter(([name, key]) => name === key || (component[name] ?? null) === null)
			.map(([name, , value]) => [name, documentedValue(name, value, isKey)]),
	);
}

function documentedValue(
	name: string,
	value: unknown,
	isKey: (name: string) => boolean,
): IDataObject[string] {
	const given = LISTS.has(name) ? (answeredJson(value) ?? value) : value;
	if (Array.isArray(given)) {
		return given.map((entry) => documentedValue('', entry, isKey)) as IDataObject[];
	}
	return isObject(given) ? asDocumented(given, isKey) : (given as IDataObject[string]);
}

function componentIn(entry: unknown): IDataObject {
	const component = answeredJson(entry);
	return isObject(component) ? asDocumented(component) : {};
}

function capitalized(key: string): string {
	return key.charAt(0).toUpperCase() + key.slice(1);
}
