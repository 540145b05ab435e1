import type { Narrator } from '../n8n/reporter';
import { freePort } from '../n8n/ports';
import { Stage } from '../n8n/stage';
import { ScriptedModel, type Turn } from './agent/scriptedModel';
import { agentWorkflow, HOOK, PATH } from './agent/workflow';
import type { Part } from './part';

const MEI = '6591230001';
const ARIF = '60123450002';
const ANSWER = 'Mei knows about order A-7. I may not write to Arif.';
/** Characters that one result may take of a model's memory. */
const LONGEST_RESULT = 1_500;

/** What the model does, step by step: two people, of whom one may be written to. */
const TURNS: readonly Turn[] = [
	{
		tool: 'Send_Order_Update',
		values: {
			...{ recipient: '+65 9123 0001', order: 'A-7', customer: 'Mei', date: 'Friday' },
			track: 'T-7',
		},
	},
	{ tool: 'Send_Text', values: { recipient: `+${ARIF}`, text: 'Hello Arif' } },
	{ tool: 'Send_Text', values: { recipient: `+${MEI}`, text: 'Anything else?' } },
	{ tool: 'Find_Channel', values: { name: 'Acme Viber' } },
	{ answer: ANSWER },
];

export const agent: Part = {
	name: 'agent',
	title: 'The action node as a tool of an AI Agent',
	async run(folder, narrator) {
		const model = await ScriptedModel.start(TURNS);
		try {
			const port = await freePort();
			const stage = await Stage.set({ folder, port, simulator: {} }, narrator);
			try {
				await ask(stage, model, narrator);
			} finally {
				await stage.close();
			}
		} finally {
			await model.close();
		}
	},
};

async function ask(stage: Stage, model: ScriptedModel, narrator: Narrator): Promise<void> {
	const { simulator, n8n } = stage;
	const sentTo = (user: string) =>
		simulator.control
			.state()
			.messages.filter((message) => message.user === user && message.direction === 'out');
	// Both may be written to by the rules of WhatsApp, so that nothing but the option refuses.
	for (const user of [MEI, ARIF]) simulator.control.reply({ user, text: 'Where is my order?' });

	await narrator.tell('An agent sends a template and a text, and answers', async () => {
		const key = await n8n.putCredential('Scripted Model', 'openAiApi', {
			...{ apiKey: 'test-model-key', url: model.url, header: false },
		});
		const workflow = await stage.publish(agentWorkflow(key, `+${MEI}`));
		const response = await fetch(stage.webhookUrl(workflow, HOOK, PATH), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ question: 'Tell Mei and Arif where their orders are.' }),
		});
		const text = await response.text();
		if (!response.ok || !text.includes(ANSWER)) {
			throw new Error(`n8n answered ${response.status}: ${text.slice(0, 500)}`);
		}
		return [`the web hook answers ${text}`];
	});

	await narrator.tell('The model was told what each tool needs', () => {
		const offered = model.requests[0]?.tools ?? [];
		const lines = offered.map(({ function: { name, parameters } }) => {
			const { properties } = parameters as { properties?: object };
			return `${name}: ${Object.keys(properties ?? {}).join(', ')}`;
		});
		for (const wanted of ['Send_Order_Update: recipient, order', 'Send_Text: recipient, text']) {
			if (!lines.some((line) => line.startsWith(wanted))) throw new Error(lines.join('; '));
		}
		return Promise.resolve(lines);
	});

	await narrator.tell('What the tools sent arrived, filled in by the model', () => {
		const bodies = sentTo(MEI).map(({ appearance }) => appearance.body);
		const expected = [
			'Hi Mei, your order A-7 ships today and arrives on Friday.',
			'Anything else?',
		];
		if (JSON.stringify(bodies) !== JSON.stringify(expected)) {
			throw new Error(`Mei has ${JSON.stringify(bodies)}`);
		}
		return Promise.resolve(bodies.map((body) => `Mei: "${body}"`));
	});

	await narrator.tell('Another recipient is refused, and the agent sees why', () => {
		const [, refused = ''] = model.toolResults;
		if (sentTo(ARIF).length > 0) throw new Error('Arif got a message');
		if (!/not an allowed recipient/.test(refused)) throw new Error(`The agent saw: ${refused}`);
		return Promise.resolve([`the agent sees: ${refused}`]);
	});

	await narrator.tell('A tool returns only the fields that were selected', () => {
		const found = model.toolResults.at(-1) ?? '';
		const rows = JSON.parse(found) as object[];
		const expected = [{ channelId: 'cams-viber4u9t2x', instanceName: 'Acme Viber' }];
		if (JSON.stringify(rows) !== JSON.stringify(expected)) throw new Error(found);
		return Promise.resolve([found]);
	});

	await narrator.tell("Results take little of a model's memory", () => {
		const [first = '', , last = ''] = model.toolResults;
		for (const result of model.toolResults) {
			if (result.length > LONGEST_RESULT) throw new Error(`${result.length} characters: ${result}`);
		}
		if (!/messageId/.test(first) || !/messageId/.test(last)) throw new Error(`${first} ${last}`);
		return Promise.resolve([`template: ${first.length} characters, text: ${last.length}`, first]);
	});
}
