import fc from 'fast-check';
import { mock } from 'jest-mock-extended';
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import { withPlainParameters } from '../../../../nodes/ChatApp/runtime/plainParameters';
import { runNode } from '../../../harness';

const NAMES = [
	'fixed',
	'reference',
	'nested',
	'list',
	'mixed',
	'deep',
	'computed',
	'sum',
	'text',
] as const;

/** Reads the same parameters by n8n's own function and by the quick one. */
function twice(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const quick = withPlainParameters(this);
	const read = (functions: IExecuteFunctions, item: number): unknown[] =>
		NAMES.map((name) => {
			try {
				return functions.getNodeParameter(name, item, 'fallback');
			} catch (error) {
				return (error as Error).message;
			}
		});
	const items = this.getInputData().map((_, item) => ({
		json: { n8n: read(this, item), quick: read(quick, item) } as IDataObject,
	}));
	return Promise.resolve([items]);
}

const reader = {
	description: {
		...{ displayName: 'Reader', name: 'reader', group: ['transform'], version: 1 },
		...{ description: '', defaults: { name: 'Reader' }, inputs: ['main'], outputs: ['main'] },
		properties: NAMES.map((name) => ({
			...{ displayName: name, name, type: 'json', default: '' },
		})),
	},
	execute: twice,
} as unknown as INodeType;

const PARAMETERS = {
	fixed: 'text {{ $json.a }}',
	reference: '={{ $json.a }}',
	nested: { mode: 'id', value: { one: '={{$json.b}}', two: 'fixed', three: 3, none: null } },
	list: ['={{ $json.a }}', 'x', true],
	mixed: { one: '={{ $json.b }}', two: '={{ $json.a + "!" }}' },
	deep: '={{ $json.b.c.d }}',
	computed: { one: ['={{ $json["a"] }}'], two: '={{ $json["b"].c.trim() }}', three: { four: [1] } },
	sum: '={{ $json.a + $json.b }}',
	text: '=Hello {{ $json.a }}, {{ String($json.b) }}',
};

test('every value is the one that n8n reads', async () => {
	const value = fc.oneof(
		fc.string(),
		fc.integer(),
		fc.boolean(),
		fc.constant(null),
		fc.constant('={{ 1 + 1 }}'),
		fc.array(fc.integer()),
		fc.record({ c: fc.oneof(fc.string(), fc.record({ d: fc.string() })) }, { requiredKeys: [] }),
	);
	const item = fc.record({ a: value, b: value }, { requiredKeys: [] });
	await fc.assert(
		fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 20 }), async (input) => {
			const run = await runNode(
				{ type: 'test.reader', parameters: PARAMETERS },
				{ nodeTypes: { 'test.reader': reader }, input: input as IDataObject[] },
			);
			if (run.error) throw run.error;
			for (const { n8n, quick } of run.jsonOf('Node')) expect(quick).toEqual(n8n);
		}),
		{ numRuns: 30 },
	);
});

function counted(parameters: IDataObject, items: IDataObject[]) {
	const asked: unknown[][] = [];
	const functions = {
		getNode: () => ({ parameters }),
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (...request: unknown[]) => {
			asked.push(request);
			return 'from n8n';
		},
	} as unknown as IExecuteFunctions;
	return { asked, quick: withPlainParameters(functions) };
}

test('a fixed value is asked for once, and again for another way of reading it', () => {
	const { asked, quick } = counted({ channel: { __rl: true, value: 'x' } }, [{}, {}, {}]);
	for (const item of [0, 1, 2]) quick.getNodeParameter('channel', item, '', { extractValue: true });
	expect(asked).toHaveLength(1);
	quick.getNodeParameter('channel', 0);
	expect(asked).toHaveLength(2);
});

test('a field of the item is not asked for; what is no plain value is', () => {
	const items = [{ to: '65' }, {}, { to: null }, { to: { a: 1 } }, { to: ['65'] }];
	const { asked, quick } = counted({ to: '={{ $json.to }}' }, items);
	expect(items.map((_, item) => quick.getNodeParameter('to', item))).toEqual([
		...['65', undefined, null],
		...['from n8n', 'from n8n'],
	]);
	expect(asked.map(([, item]) => item)).toEqual([3, 4]);
});

test.each([
	'={{ $json.constructor }}',
	'={{ $json.__proto__.x }}',
	'={{ $json.a.length }}',
	'={{ $("Node").item.json.a }}',
	'={{ $json.a }} {{ $now }}',
	"={{ $fromAI('a') }}",
	'={{ $json.a?.b }}',
])('%s is left to n8n', (expression) => {
	const { quick } = counted({ to: expression }, [{ a: 'x', constructor: 'x' }]);
	expect(quick.getNodeParameter('to', 0)).toBe('from n8n');
});

test('everything else of the functions stays', () => {
	expect(counted({}, [{ a: 1 }]).quick.getInputData()).toEqual([{ json: { a: 1 } }]);
});

test('the list of a run is not evaluated with the options of each item', () => {
	const asked: string[] = [];
	const functions = mock<IExecuteFunctions>();
	const options = { skipRecipients: '={{ longList() }}', taskId: '={{ id() }}', tag: 'a' };
	functions.getNode.mockReturnValue({ parameters: { options } } as unknown as INode);
	functions.getInputData.mockReturnValue([{ json: {} }]);
	functions.getNodeParameter.mockImplementation(((name: string) => {
		asked.push(name);
		return name;
	}) as never);
	const read = withPlainParameters(functions);
	expect(read.getNodeParameter('options', 0)).toEqual({
		...{ taskId: 'options.taskId', tag: 'options.tag' },
	});
	expect(asked).toEqual(['options.taskId', 'options.tag']);
});
