import { sampleHint } from '../../../../nodes/ChatApp/fields/sampleHint';
import { templateFields } from '../../../../nodes/ChatApp/templates/fields';
import { ORDER_UPDATE, templateOf } from '../../../fixtures/templates';
import { loadNode } from '../../../harness';
import { SEND, SEND_TEMPLATE } from '../fields/parameters';

/** As workflows stored the fields that still started with samples. */
const SAMPLES: Readonly<Record<string, string>> = { name: 'Mei', date: 'Friday' };
const schema = templateFields(templateOf(ORDER_UPDATE)).fields.map((field) => {
	const defaultValue = SAMPLES[field.id];
	return defaultValue === undefined ? field : { ...field, defaultValue };
});

/** Whether the editor shows the hint, by the same call that it uses. */
async function isShown(parameters: object): Promise<unknown> {
	const { workflow, node } = await loadNode({ type: 'chatApp', parameters });
	return workflow.expression.getSimpleParameterValue(
		node,
		sampleHint.displayCondition,
		'internal',
		{},
	);
}

const withValues = (value: object | null, mappingMode = 'defineBelow') => ({
	...SEND_TEMPLATE,
	variables: { mappingMode, value, schema },
});

test.each([
	['one value is still the sample', withValues({ name: 'Mei', date: 'Monday' }), true],
	['all values are own', withValues({ name: 'Arif', date: 'Monday' }), false],
	['values are expressions', withValues({ name: '={{ "Mei" }}' }), false],
	['values come from the item', withValues(null, 'autoMapInputData'), false],
	['nothing was filled in yet', withValues(null), false],
	['the workflow is older than the samples', SEND_TEMPLATE, false],
	['it only previews', { ...withValues({ name: 'Mei' }), operation: 'preview' }, false],
	['it is another operation', SEND, false],
])('the warning about samples when %s', async (_when, parameters, shown) => {
	expect(await isShown(parameters)).toBe(shown);
});
