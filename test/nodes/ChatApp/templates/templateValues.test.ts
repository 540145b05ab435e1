import type { IDataObject } from 'n8n-workflow';

import { STRUCTURES, type Structure } from '../../../fixtures/templateStructures';
import { resourceMapperFields } from '../../../harness';
import { byId, mapped, SEND_TEMPLATE, VIBER_CHANNEL } from '../fields/parameters';
import { addTemplate, callsOf, results, run, simulator, useSimulator } from '../workbench';

useSimulator();

const ADDRESS = 'Deliver to:\n1 Raffles Place';
const FLAT = 'Deliver to: 1 Raffles Place';
const variables = mapped({ ...SEND_TEMPLATE.variables.value, name: ADDRESS });

const structure = (name: string): Structure => {
	const found = STRUCTURES.find((one) => one.name === name);
	if (!found) throw new Error(`There is no structure ${name}`);
	return found;
};

/** The values of the one message or of the first recipient. */
function sentValues(): IDataObject {
	const [single] = callsOf('SendChatappMessage');
	if (single) return JSON.parse(single.TemplateParams ?? '{}') as IDataObject;
	const [bulk] = callsOf('SendChatappMassMessage');
	const [entry] = JSON.parse(bulk?.SenderList ?? '[]') as Array<{ TemplateParams: IDataObject }>;
	return entry?.TemplateParams ?? {};
}

describe.each(['sendTemplate', 'sendBulk'])('%s', (operation) => {
	test('adjusts what WhatsApp refuses, and names the variables', async () => {
		const [sent] = await results({ ...SEND_TEMPLATE, operation, variables });
		expect(sent).toMatchObject({ adjustedVariables: ['name'] });
		expect(sentValues()).toMatchObject({ name: FLAT, order: 'A-1' });
	});

	test('leaves values that fit alone', async () => {
		const [sent] = await results({ ...SEND_TEMPLATE, operation });
		expect(sent).toMatchObject({ adjustedVariables: [] });
	});

	test('fails instead when told to', async () => {
		const options = { unfitValues: 'fail' };
		const { error } = await run({ ...SEND_TEMPLATE, operation, variables, options });
		expect(error?.message).toContain("'name' has a line break");
		expect(simulator.requests.map(({ action }) => action)).toEqual(['GetChatappTemplateDetail']);
	});

	test('sends values for Viber as they are', async () => {
		const parameters = {
			...addTemplate(structure('text'), { type: 'VIBER', custSpaceId: VIBER_CHANNEL }),
			...{ operation, channelType: 'viber', channel: byId(VIBER_CHANNEL), from: byId('23919') },
			variables: mapped({ order: 'A-1', name: ADDRESS, track: 'a b' }),
		};
		const [sent] = await results(parameters);
		expect(sent).toMatchObject({ adjustedVariables: [] });
		expect(sentValues()).toEqual({ order: 'A-1', name: ADDRESS, track: 'a b' });
	});

	test('names all that cannot be sent at once', async () => {
		const wrong = {
			order: 'y'.repeat(80),
			name: 'Mei',
			date: '\u200b',
			track: 'https://x.example/1',
		};
		const { error } = await run({ ...SEND_TEMPLATE, operation, variables: mapped(wrong) });
		expect(error?.message).toMatch(/no value for 'date'.*'track' is a full link/);
		expect(error?.message).not.toContain('TemplateParamInvalid');
	});

	test('sends a code under the name that the user chose', async () => {
		const code = { ...addTemplate(structure('authentication ONE_TAP')), operation };
		await results({ ...code, variables: mapped({ code: '123456' }) });
		expect(sentValues()).toEqual({ verificationCode: '123456' });
		simulator.requests.length = 0;
		await run({
			...{ ...code, variables: mapped({ otp: '123456' }) },
			options: { codeVariable: 'otp' },
		});
		expect(sentValues()).toEqual({ otp: '123456' });
	});

	test('fills variables that were written in the manager of WhatsApp', async () => {
		const written = {
			...{ ...structure('text'), components: [{ Type: 'BODY', Text: 'Hi {{1}} of {{ city }}' }] },
			values: { 1: 'Mei', city: 'Ipoh' },
		};
		await results({ ...addTemplate(written), operation });
		expect(sentValues()).toEqual({ 1: 'Mei', city: 'Ipoh' });
	});

	test('takes variables that are called like parts of objects', async () => {
		const Text = 'Hi $(__proto__) of $(constructor)';
		const parameters = {
			...addTemplate({ ...structure('text'), components: [{ Type: 'BODY', Text }] }),
			...{ operation, variables: { mappingMode: 'autoMapInputData', value: null } },
		};
		const item = JSON.parse('{"__proto__":"Mei","constructor":"Acme"}') as IDataObject;
		const finished = await run(parameters, [item]);
		expect(finished.error).toBeUndefined();
		expect(JSON.stringify(sentValues())).toBe('{"__proto__":"Mei","constructor":"Acme"}');
	});
});

test('a preview shows what would be sent and what cannot be', async () => {
	const preview = { ...SEND_TEMPLATE, resource: 'template', operation: 'preview' };
	const [adjusted] = await results({ ...preview, variables });
	expect(adjusted).toMatchObject({ canBeSent: true, unfit: [], adjustedVariables: ['name'] });
	expect((adjusted?.rendered as IDataObject).body).toContain(FLAT);
	const wrong = mapped({ ...SEND_TEMPLATE.variables.value, order: 'y'.repeat(80), date: ['a'] });
	const [refused] = await results({ ...preview, variables: wrong });
	expect(refused).toMatchObject({
		...{ canBeSent: false, missing: [] },
		unfit: [
			expect.stringContaining("'date' is a list, not text"),
			expect.stringContaining("'order' makes the header 86 characters long"),
		],
	});
	const failing = { ...preview, variables, options: { unfitValues: 'fail' } };
	const [strict] = await results(failing);
	expect(strict).toMatchObject({ canBeSent: false, unfit: [expect.stringContaining("'name'")] });
});

test('the field of an unnamed code is called as the user names it', async () => {
	const parameters = addTemplate(structure('authentication ONE_TAP'));
	const idsWith = async (options: IDataObject) => {
		const { fields } = await resourceMapperFields(
			{ type: 'chatApp', parameters: { ...parameters, options } },
			'getTemplateVariables',
			{ credentials: { alibabaCloudApi: simulator.credential } },
		);
		return fields.map(({ id }) => id);
	};
	expect(await idsWith({})).toEqual(['verificationCode']);
	expect(await idsWith({ codeVariable: 'otp' })).toEqual(['otp']);
	expect(await idsWith({ codeVariable: '={{ $json.name }}' })).toEqual(['verificationCode']);
});
