import { resourceMapperFields, runNode, runWorkflow } from '../harness';
import { example, EXAMPLES } from './services';
import {
	ARIF,
	MEI,
	messagesTo,
	options,
	play,
	services,
	textsTo,
	useTheatre,
} from './exampleHarness';

useTheatre();

/** The nodes of all examples that fill in the variables of a template. */
const mappers = EXAMPLES.flatMap((file) =>
	example(file)
		.nodes.filter(
			({ parameters }) => parameters.template !== undefined && parameters.operation !== 'get',
		)
		.map((node) => ({ file, node })),
);

it.each(mappers)('names the variables of "$node.name" as the editor does ($file)', async (one) => {
	const { parameters } = one.node;
	const { fields } = await resourceMapperFields(
		{ type: 'chatApp', parameters },
		'getTemplateVariables',
		options(),
	);
	expect(parameters.variables).toMatchObject({
		schema: fields.map(({ defaultValue: _sample, ...field }) => field),
	});
});

it('sends the template when the CRM reports an order', async () => {
	const run = await runWorkflow(example('crm-order-to-template.json'), {
		...options(),
		startAt: 'CRM Order',
		input: [
			{
				body: {
					customer: 'Mei',
					phone: '+65 9123 0001',
					order: { number: 'A-1001', arrival: 'Friday', tracking: 'T-7' },
				},
			},
		],
	});
	expect(run.error).toBeUndefined();
	const [message] = messagesTo(MEI);
	expect(run.jsonOf('Send Order Update')).toEqual([
		expect.objectContaining({ messageId: message?.id, to: MEI }),
	]);
	expect(message).toMatchObject({
		taskId: 'order-A-1001',
		appearance: {
			header: { text: 'Order A-1001' },
			body: 'Hi Mei, your order A-1001 ships today and arrives on Friday.',
			buttons: [
				{ url: 'https://example.com/track/T-7' },
				{ text: 'Talk to us', payload: 'talk-A-1001' },
				{ text: 'Stop updates' },
			],
		},
	});
});

describe('one-time-password.json', () => {
	const file = 'one-time-password.json';
	const askFor = async () =>
		await play(file, 'Code Requested', { body: { phone: '+65 9123 0001' } });
	const enter = async (code: string) => {
		const body = { phone: '+65 9123 0001', code };
		return (await play(file, 'Code Entered', { body })).jsonOf('Respond to App');
	};

	it('sends six digits that are good for one try', async () => {
		const run = await askFor();
		const [message] = messagesTo(MEI);
		expect(run.jsonOf('Confirm Code Sent')).toMatchObject([{ messageId: message?.id }]);
		const code = String(services.rows[0]?.code);
		expect(code).toMatch(/^\d{6}$/);
		expect(message?.appearance.body).toBe(`${code} is your verification code.`);
		expect(await enter(code)).toEqual([{ verified: true }]);
		expect(await enter(code)).toEqual([{ verified: false }]);
	});

	it('takes no second try after a wrong code', async () => {
		await askFor();
		const code = String(services.rows[0]?.code);
		expect(await enter('000000')).toEqual([{ verified: false }]);
		expect(await enter(code)).toEqual([{ verified: false }]);
	});

	it('takes one of several tries at the same time', async () => {
		await askFor();
		const code = String(services.rows[0]?.code);
		const results = await Promise.all(Array.from({ length: 5 }, async () => await enter(code)));
		expect(results.flat().filter(({ verified }) => verified === true)).toHaveLength(1);
	});

	it('takes no code after five minutes', async () => {
		await askFor();
		const [row] = services.rows;
		expect(Number(row?.expiresAt) - Date.now()).toBeLessThanOrEqual(300_000);
		Object.assign(row ?? {}, { expiresAt: Date.now() - 1 });
		expect(await enter(String(row?.code))).toEqual([{ verified: false }]);
	});

	it('does not let n8n keep the codes in its executions', () => {
		expect(example(file).settings).toMatchObject({
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
		});
	});
});

describe('ai-agent-tool.json', () => {
	/** The tool's node as the agent runs it: what the agent chose stands in the item. */
	const callTool = async (choice: object) => {
		const tool = example('ai-agent-tool.json').nodes.find(({ type }) => type.endsWith('Tool'));
		const text = JSON.stringify(tool?.parameters).replace(
			/\$fromAI\('(\w+)', `[^`]*`, 'string'\)/g,
			(_call, key: string) => `$json.${key}`,
		);
		const parameters = JSON.parse(text) as object;
		const input = [{ json: { ...choice } }];
		return await runNode({ type: 'chatApp', parameters }, { ...options(), input });
	};
	const choice = { phone: MEI, order: 'A-1001', name: 'Mei', arrival: 'Friday', tracking: 'T-7' };

	it('sends the template with what the agent chose', async () => {
		const run = await callTool(choice);
		expect(run.error).toBeUndefined();
		expect(textsTo(MEI)).toEqual(['Hi Mei, your order A-1001 ships today and arrives on Friday.']);
	});

	it('does not write to numbers that are not allowed, whatever the agent chose', async () => {
		const run = await callTool({ ...choice, phone: ARIF });
		expect(run.error?.message).toMatch(/allowed/i);
		expect(messagesTo(ARIF)).toEqual([]);
	});
});
