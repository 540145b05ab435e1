import { itemsOf, type WorkflowFile } from '../../n8n/client';
import type { Narrator } from '../../n8n/reporter';
import type { Stage } from '../../n8n/stage';
import { ScriptedModel } from '../agent/scriptedModel';
import { chatApp, type Node, node, webHook } from '../workflows';
import { ask, ended, expectFields, lastTo, type Place, text, untilDelivered } from './conversation';
import { ARIF, byId, CHANNEL_ID, MEI, NUMBER } from './flows';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const AGENT = 'AI Agent';
const PATH = 'reviewed-agent';
const SENDER = { channelType: 'whatsapp', channel: byId(CHANNEL_ID), from: byId(NUMBER) };

const fromAi = (key: string, description: string): string =>
	`={{ $fromAI('${key}', '${description}', 'string') }}`;

/** An agent whose tool may run only after a person has tapped in the chat. */
function reviewed(modelCredential: string): WorkflowFile {
	const model: Node = {
		...node('Chat Model', `${LANGCHAIN}.lmChatOpenAi`, 1.3, {
			...{ model: byId('scripted'), responsesApiEnabled: false, options: { maxRetries: 0 } },
		}),
		credentials: { openAiApi: { id: modelCredential, name: 'Scripted Model' } },
	};
	const agent = node(AGENT, `${LANGCHAIN}.agent`, 3.1, {
		...{ promptType: 'define', text: '={{ $json.body.to }}', options: {} },
	});
	const tool = chatApp(
		'Send Text',
		{
			...{ ...SENDER, resource: 'message', operation: 'send', messageType: 'text', options: {} },
			...{ to: fromAi('recipient', 'Phone number'), text: fromAi('text', 'What to write') },
			...{ descriptionType: 'manual', toolDescription: 'Writes to a customer' },
		},
		'chatAppTool',
	);
	const review: Node = {
		...chatApp('Ask Mei', {
			...{ ...SENDER, to: MEI, options: {} },
			message: '=May the agent use {{ $tool.name }}? {{ JSON.stringify($tool.parameters) }}',
			approvalOptions: {
				values: { approvalType: 'double', approveLabel: 'Yes', disapproveLabel: 'No' },
			},
		}),
		type: 'n8n-nodes-alibabacloud-chatapp.chatAppHitlTool',
	};
	const to = (name: string, type: string) => ({ [type]: [[{ node: name, type, index: 0 }]] });
	return {
		name: 'Reviewed Agent',
		nodes: [webHook('Hook', PATH, 'onReceived'), agent, model, tool, review],
		connections: {
			Hook: to(AGENT, 'main'),
			[model.name]: to(AGENT, 'ai_languageModel'),
			[tool.name]: to(review.name, 'ai_tool'),
			[review.name]: to(AGENT, 'ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	};
}

/** A call of the tool as n8n's review wants it from the model. */
const refund = (amount: number) => ({
	tool: 'Send_Text',
	values: {
		toolParameters: { recipient: `+${ARIF}`, text: `Refund ${amount}` },
		hitlParameters: {},
	} as never,
});

/** Human review of an agent's tool, in the chat: yes, no, and feedback. */
export async function testReview(stage: Stage, place: Place, narrator: Narrator): Promise<void> {
	const { simulator, n8n } = stage;
	const model = await ScriptedModel.start(
		[500, 900, 100].flatMap((amount) => [refund(amount), { answer: `Done ${amount}` }]),
	);
	try {
		const key = await n8n.putCredential('Scripted Model', 'openAiApi', {
			...{ apiKey: 'test-model-key', url: model.url, header: false },
		});
		const { id } = await stage.publish(reviewed(key));
		const asked = { workflowId: id, path: PATH, to: MEI };
		const through = async (answer: (messageId: string) => Promise<void> | void) => {
			const { run, question } = await ask(place, asked);
			await answer(question.id);
			const execution = await ended(place, id, run);
			const said = itemsOf(execution, AGENT)[0]?.json ?? {};
			const seen = model.toolResults.at(-1) ?? '';
			return { question, said, seen, arif: lastTo(place, ARIF)?.appearance.body };
		};

		await narrator.tell('An agent writes only after a person has tapped Yes', async () => {
			const { question, said, arif } = await through((messageId) => {
				simulator.control.tap(messageId, 'Yes');
			});
			if (arif !== 'Refund 500') throw new Error(`Arif got ${arif}`);
			return [
				`the phone asks: ${question.appearance.body}`,
				expectFields(said, { output: 'Done 500' }),
			];
		});

		await narrator.tell('After No, nothing is written, and the agent is told', async () => {
			const { seen, arif } = await through((messageId) => {
				simulator.control.tap(messageId, 'No');
			});
			if (arif !== 'Refund 500') throw new Error(`Arif got ${arif}`);
			return [`the agent sees: ${seen.slice(0, 200)}`];
		});

		await narrator.tell('A typed answer reaches the agent as feedback', async () => {
			const { seen, arif } = await through(async (messageId) => {
				await untilDelivered(place, messageId);
				text(place, 'Not so much, offer 20');
			});
			if (arif !== 'Refund 500') throw new Error(`Arif got ${arif}`);
			if (!seen.includes('Not so much, offer 20')) throw new Error(`The agent saw: ${seen}`);
			return [`the agent sees: ${seen.slice(0, 200)}`];
		});
	} finally {
		await model.close();
	}
}
