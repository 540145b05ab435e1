import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { readDefinition } from '../../../../nodes/ChatApp/templates/definition';
import { templateFields } from '../../../../nodes/ChatApp/templates/fields';
import { renderTemplate } from '../../../../nodes/ChatApp/templates/render';
import { STRUCTURES, type Structure } from '../../../fixtures/templateStructures';
import { templateOf } from '../../../fixtures/templates';
import { fillTemplate } from './fillTemplate';

/** The same with lower camel case in place of the documented keys, at any depth. */
function uncapitalized(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(uncapitalized);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [
			key.charAt(0).toLowerCase() + key.slice(1),
			uncapitalized(entry),
		]),
	);
}

const LISTS = new Set(['Buttons', 'Cards', 'CardComponents']);

/** The same with each list within components as JSON in a text. */
function listsAsText(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(listsAsText);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => {
			const inner = listsAsText(entry);
			return [key, LISTS.has(key) ? JSON.stringify(inner) : inner];
		}),
	);
}

/** Other forms of the same answer. */
const FORMS: ReadonlyArray<[string, (data: IDataObject) => unknown]> = [
	['keys in lower camel case', uncapitalizedData],
	['components as text', (data) => ({ ...data, Components: JSON.stringify(data.Components) })],
	['each component as text', (data) => ({ ...data, Components: eachAsText(data.Components) })],
	['lists as text', listsAsText],
	['samples as text', (data) => ({ ...data, Example: JSON.stringify(data.Example) })],
	['all data as text', (data) => JSON.stringify(data)],
	['all of that', (data) => JSON.stringify(uncapitalizedData(listsAsText(data) as IDataObject))],
];

/** The names of variables are no keys of the service. */
function uncapitalizedData({ Example, ...data }: IDataObject): IDataObject {
	return { ...(uncapitalized(data) as IDataObject), example: Example };
}

const eachAsText = (list: unknown): string[] =>
	(list as IDataObject[]).map((component) => JSON.stringify(component));

describe.each(FORMS)('%s', (_form, asAnswered) => {
	test.each(STRUCTURES)('$name: fields, call and text are the same', (structure: Structure) => {
		const { components, category, example, values, labels, request, text } = structure;
		const data = {
			...{ TemplateCode: '1119000000000000001', Name: 'order_update', Language: 'en' },
			...{ Category: category, AuditStatus: 'pass', Components: components, Example: example },
		};
		const template = readDefinition({ Code: 'OK', Data: asAnswered(data) as IDataObject });
		const { fields } = templateFields(template);
		expect(fields.map(({ id, displayName }) => [id, displayName])).toEqual(labels);
		const filled = fillTemplate(template, { values, mayHaveMore: false });
		expect(JSON.parse(JSON.stringify(filled))).toEqual(request);
		expect(renderTemplate(template, filled).text).toBe(text);
	});
});

test('the documented spelling counts where both are there, in any order', () => {
	for (const component of [
		{ Type: 'BODY', Text: 'A', text: 'b', type: 'FOOTER' },
		{ type: 'FOOTER', text: 'b', Text: 'A', Type: 'BODY' },
		{ Type: 'BODY', Text: 'A', text: null },
		{ Type: 'BODY', Text: null, text: 'A' },
	]) {
		expect(templateOf([component]).components).toEqual([{ Type: 'BODY', Text: 'A' }]);
	}
});

test.each([[null], ['soon'], ['{}'], [7], [{}], ['[1, null, "x"]']])(
	'components that are no list of components have no parts: %j',
	(Components) => {
		const { components } = templateOf([], { Components });
		expect(components.flatMap((component) => Object.keys(component))).toEqual([]);
	},
);

test('whatever is answered is read', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (Components) => {
			const template = templateOf([], { Components: Components as IDataObject });
			expect(() => templateFields(template)).not.toThrow();
		}),
	);
});
