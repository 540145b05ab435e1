import fc from 'fast-check';
import { NodeHelpers, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { ChatApp } from '../../../nodes/ChatApp/ChatApp.node';
import { resources } from '../../../nodes/ChatApp/resources';
import { decidingFirst } from '../../../nodes/ChatApp/runtime/decidingFirst';
import { sharedProperties } from '../../../nodes/ChatApp/runtime/sharedProperties';

const MOST_CHARACTERS = 208_000;
const { description } = new ChatApp();
const node: INode = {
	id: '1',
	name: 'Chat App',
	type: description.name,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({ resource, operation })),
);
const LISTS = ['resource', 'operation'];

test(`the description has at most ${MOST_CHARACTERS} characters`, () => {
	expect(JSON.stringify(description).length).toBeLessThanOrEqual(MOST_CHARACTERS);
});

test.each(operations.map(({ resource, operation }) => [`${resource.value}.${operation.value}`]))(
	'%s shows what it would show on its own, in its order',
	(name) => {
		const [resource = '', operation = ''] = name.split('.');
		const own =
			operations
				.find((one) => one.resource.value === resource && one.operation.value === operation)
				?.operation.properties.filter(({ type }) => type !== 'hidden') ?? [];
		const chosen = { resource, operation };
		const alone = own.map((property) => shownFor(property, chosen));
		const merged = description.properties.filter(
			({ name: property, type, isNodeSetting }) =>
				!LISTS.includes(property) && type !== 'hidden' && !isNodeSetting,
		);
		fc.assert(
			fc.property(valuesFor(own), (values) => {
				const parameters = { ...values, ...chosen };
				expect(shown(merged, parameters)).toEqual(shown(alone, parameters));
			}),
			{ numRuns: 25 },
		);
	},
);

/** How many names n8n looks at to find those that decide about each property. */
function looksOf(properties: readonly INodeProperties[]): number {
	const names = properties.map(({ name }) => name);
	return properties
		.flatMap(({ displayOptions }) => Object.values(displayOptions ?? {}))
		.flatMap((rule) => Object.keys(rule as object))
		.reduce((sum, name) => sum + Math.max(0, names.indexOf(name)), 0);
}

test('n8n finds what decides about a property sooner than in the order of the operations', () => {
	const inOrder = sharedProperties(resources);
	expect(looksOf(decidingFirst(inOrder))).toBeLessThan(0.3 * looksOf(inOrder));
});

/** As the node described each operation before equal properties were merged. */
function shownFor(
	property: INodeProperties,
	{ resource, operation }: { resource: string; operation: string },
): INodeProperties {
	const { show, ...others } = property.displayOptions ?? {};
	return {
		...property,
		displayOptions: {
			...others,
			show: { resource: [resource], operation: [operation], ...show },
		},
	};
}

/** What n8n shows, without the conditions that name the operation. */
function shown(
	properties: readonly INodeProperties[],
	parameters: INodeParameters,
	isRoot = true,
): unknown[] {
	return properties
		.filter((property) =>
			NodeHelpers.displayParameter(
				isRoot ? parameters : {},
				property,
				node,
				description,
				parameters,
			),
		)
		.map(({ displayOptions, disabledOptions: _disabled, options, ...property }) => {
			const {
				resource: _resource,
				operation: _operation,
				'/operation': _rootOperation,
				...show
			} = displayOptions?.show ?? {};
			const entries =
				property.type === 'collection'
					? shown(options as INodeProperties[], parameters, false)
					: options;
			return JSON.stringify({ ...property, options: entries, show, hide: displayOptions?.hide });
		});
}

/** Any choice of values for the fields that decide about others. */
function valuesFor(properties: readonly INodeProperties[]): fc.Arbitrary<INodeParameters> {
	const values = new Map<string, Set<string | boolean>>();
	for (const { displayOptions } of properties) {
		for (const conditions of [displayOptions?.show, displayOptions?.hide]) {
			for (const [name, wanted] of Object.entries(conditions ?? {})) {
				const known = values.get(name) ?? new Set<string | boolean>(['other']);
				for (const value of wanted ?? []) known.add(value as string | boolean);
				values.set(name, known);
			}
		}
	}
	return fc.record(
		Object.fromEntries([...values].map(([name, known]) => [name, fc.constantFrom(...known)])),
	);
}

test('of fields that each channel has in its own form, that of WhatsApp comes first', () => {
	const sends = ['send', 'sendTemplate', 'sendBulk', 'sendAndWait', 'getWindow'];
	const late = sends.flatMap((operation) => {
		const own = description.properties.filter(
			({ displayOptions: { show = {} } = {} }) =>
				show.resource?.includes('message') && show.operation?.includes(operation),
		);
		return ['from', 'to', 'messageType'].filter((name) => {
			const first = own.find((property) => property.name === name)?.displayOptions?.show
				?.channelType;
			return first && !first.includes('whatsapp');
		});
	});
	expect(late).toEqual([]);
});

test.each<[object, boolean]>([
	[{ operation: 'sendTemplate', channelType: 'viber' }, true],
	[{ operation: 'sendBulk', channelType: 'whatsapp' }, true],
	[{ operation: 'send', channelType: 'whatsapp', whenWindowClosed: 'sendTemplate' }, true],
	[{ operation: 'send', channelType: 'whatsapp' }, false],
	[{ operation: 'send', channelType: 'viber' }, false],
])('the options of a template with %j are offered: %s', (chosen, areOffered) => {
	const given = { resource: 'message', ...chosen };
	const parameters =
		NodeHelpers.getNodeParameters(description.properties, given, true, false, node, description) ??
		undefined;
	const isShown = (values: INodeParameters | undefined, property: INodeProperties): boolean =>
		NodeHelpers.displayParameter(values ?? {}, property, node, description, parameters);
	const { options } =
		description.properties.find(
			(property) =>
				property.type === 'collection' &&
				property.name === 'options' &&
				isShown(parameters, property),
		) ?? {};
	const offered = ((options ?? []) as INodeProperties[])
		.filter((option) => isShown({}, option))
		.map(({ name }) => name)
		.filter((name) => ['allowedTemplates', 'emptyValues', 'unfitValues'].includes(name));
	expect(offered).toHaveLength(areOffered ? 3 : 0);
});
