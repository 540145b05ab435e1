import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../nodes/ChatApp/runtime/operation';
import { resources } from '../../../../nodes/ChatApp/resources';
import { results, run, simulator, useSimulator } from '../workbench';
import { managementCases as cases } from './cases';
import { fullParameters, type OperationCase } from './operationCase';

const RESOURCES = [
	...['phoneNumber', 'channel', 'businessAccount', 'flow', 'qrCode', 'catalog'],
	...['chatGroup', 'chatFlow', 'conversion'],
];
/** Tested with the lists and the check of the channel. */
const ELSEWHERE = ['phoneNumber.getAll', 'channel.getAll', 'channel.check'];

test('every operation of these resources has a case', () => {
	const all = resources
		.filter(({ value }) => RESOURCES.includes(value))
		.flatMap(({ value, operations }) => operations.map((one) => `${value}.${one.value}`));
	const covered = [...cases.map(({ operation }) => operation), ...ELSEWHERE];
	expect([...new Set(covered)].sort()).toEqual(all.sort());
});

const called = cases.flatMap(({ sends }) => sends.map(([action]) => [action, 0] as const));
useSimulator({ requestsPerSecond: Object.fromEntries(called) });

function operationOf(name: string): Operation {
	const [resource, value] = name.split('.');
	const found = resources
		.find((one) => one.value === resource)
		?.operations.find((one) => one.value === value);
	if (!found) throw new Error(`${name} does not exist`);
	return found;
}

/** Runs the operation with a change, which must be refused before anything is called. */
async function refusal(one: OperationCase, change: object): Promise<string> {
	one.prepare?.(simulator);
	const before = simulator.requests.length;
	const { error } = await run({ ...fullParameters(one), ...change });
	const writes = simulator.requests.slice(before).filter(({ action }) => !isRead(action ?? ''));
	expect(writes).toEqual([]);
	return error?.message ?? 'no error';
}

const isRead = (action: string): boolean => /^(Query|Get(?!ChatappVerifyCode))/.test(action);

/** Values of expressions, which n8n itself does not check. */
const wrongValue = ({ type }: INodeProperties, text: string): unknown => {
	const value = `={{ '${text}' }}`;
	return type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
};

describe.each(cases.map((one) => [one.operation, one] as const))('%s', (_name, one) => {
	const { properties } = operationOf(one.operation);
	const applies = ({ displayOptions, name }: INodeProperties): boolean =>
		!displayOptions || name in one.parameters;

	test('sends exactly what was filled in and returns a flat result', async () => {
		one.prepare?.(simulator);
		const before = simulator.requests.length;
		const items = await results(fullParameters(one));
		const requests = simulator.requests.slice(before);
		expect(requests.map(({ action, params }) => [action, params])).toEqual(one.sends);
		expect(items).toEqual(
			one.returns.map((row): IDataObject => ({ ...row, requestId: expect.any(String) as string })),
		);
	});

	const required = properties.filter((property) => property.required && applies(property));
	if (required.length > 0) {
		test.each(required.map((property) => [property.displayName, property] as const))(
			'without %s nothing is called',
			async (label, property) => {
				const message = await refusal(one, { [property.name]: wrongValue(property, '') });
				expect(message).toContain(`'${label}' is empty`);
			},
		);
	}

	const choices = properties
		.flatMap((property) =>
			property.type === 'collection' && property.name !== 'options'
				? (property.options as INodeProperties[]).map((inner) => ({ property, inner }))
				: [{ property, inner: property }],
		)
		.filter(({ inner }) => ['options', 'multiOptions'].includes(inner.type) && applies(inner));
	if (choices.length > 0) {
		test.each(choices.map((choice) => [choice.inner.displayName, choice] as const))(
			'an unknown %s is refused',
			async (label, { property, inner }) => {
				const wrong = wrongValue(inner, 'nonsense');
				const given = one.parameters[property.name] as object | undefined;
				const change = property === inner ? wrong : { ...given, [inner.name]: wrong };
				const message = await refusal(one, { ...one.ofOtherChoices, [property.name]: change });
				expect(message).toContain(`'${label}' is not known: nonsense`);
			},
		);
	}

	if (one.wrong) {
		test.each(one.wrong)('a limit or form is kept: %#', async (change, says) => {
			expect(await refusal(one, change)).toMatch(says);
		});
	}
});
