import type { INodeProperties } from 'n8n-workflow';

import { ChatApp } from '../../../../nodes/ChatApp/ChatApp.node';
import { typedValue } from '../../../../nodes/ChatApp/runtime/fieldTypes';
import { run, useSimulator } from '../workbench';
import { byId, CREATE_TEMPLATE, SEND, SEND_TEMPLATE } from './parameters';

useSimulator();

const LEVELS = 20_000;
const DEEP = '{"a":'.repeat(LEVELS) + '1' + '}'.repeat(LEVELS);

const INTERACTIVE = { ...SEND, messageType: 'interactive', interactiveBody: 'Hi' };
const CALL = {
	...{ resource: 'apiCall', operation: 'call', additionalParameters: '{}' },
	apiAction: { ...byId('SendChatappMassMessage'), mode: 'name' },
	parameters: { mappingMode: 'defineBelow', value: null },
};

interface Deep {
	readonly label: string;
	readonly of: (json: string) => object;
}

const fields: Deep[] = [
	{
		label: 'Input (JSON)',
		of: (input) => ({
			...{ resource: 'chatFlow', operation: 'trigger', chatFlow: byId('flow-1') },
			input,
		}),
	},
	{
		label: 'Additional Parameters (JSON)',
		of: (additionalParameters) => ({ ...CALL, additionalParameters }),
	},
	{
		label: 'Address Values (JSON)',
		of: (addressValues) => ({
			...{ ...INTERACTIVE, interactiveType: 'address_message', addressCountry: 'IN' },
			addressValues,
		}),
	},
	{
		label: 'Interactive (JSON)',
		of: (interactiveJson) => ({ ...INTERACTIVE, interactiveType: 'json', interactiveJson }),
	},
	{
		label: 'Content (JSON)',
		of: (contentJson) => ({ ...SEND, messageType: 'typing_indicator', contentJson }),
	},
	{
		label: 'Components (JSON)',
		of: (componentsJson) => ({ ...CREATE_TEMPLATE, designMode: 'json', componentsJson }),
	},
];

test.each(fields)('JSON that nests without end is refused in $label', async ({ label, of }) => {
	for (const value of [DEEP, '={{ $json.deep }}', '={{ JSON.parse($json.deep) }}']) {
		const { error } = await run(of(value), [{ deep: DEEP }]);
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toBe(`'${label}' is nested too deep: maximum 100 levels`);
		expect(error?.description).toContain(`Check the value of '${label}'`);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
	}
});

test.each([
	['SenderList', { ...CALL, parameters: { mappingMode: 'autoMapInputData', value: null } }],
	[
		'SenderList',
		{ ...CALL, parameters: { mappingMode: 'defineBelow', value: { SenderList: DEEP } } },
	],
	['Options', { ...SEND_TEMPLATE, options: { skipRecipients: '={{ $json.SenderList }}' } }],
])('and in %s', async (label, parameters) => {
	const { error } = await run({ ...parameters }, [{ SenderList: JSON.parse(DEEP) as never }]);
	expect(error?.message).toBe(`'${label}' is nested too deep: maximum 100 levels`);
});

test('every field for JSON has that limit, and none below it', () => {
	const all = (properties: readonly INodeProperties[]): INodeProperties[] =>
		properties.flatMap((one) => [one, ...all((one.options ?? []) as INodeProperties[])]);
	const json = all(new ChatApp().description.properties).filter(({ type }) => type === 'json');
	expect(json.length).toBeGreaterThan(12);
	const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
	for (const property of json) {
		expect(() => typedValue(property, nested(101), [])).toThrow(/is nested too deep/);
		expect(() => typedValue(property, JSON.parse(nested(101)), [])).toThrow(/is nested too deep/);
		for (const value of [nested(100), JSON.parse(nested(100)) as unknown]) {
			expect(typedValue(property, value, [])).toBe(value);
		}
	}
});
