import type { WorkflowFile } from '../../n8n/client';
import { chatApp, node, webHook, type Node } from '../workflows';

export const HOOK = 'Question';
export const AGENT = 'AI Agent';
export const PATH = 'ask-agent';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A value that the model gives. */
const fromAi = (key: string, description: string): string =>
	`={{ $fromAI('${key}', '${description}', 'string') }}`;

const RECIPIENT = fromAi('recipient', 'Phone number with country code');

const SENDING = {
	...{ resource: 'message', channelType: 'whatsapp', channel: byId('cams-8d2kq7h1pz') },
	...{ from: byId('6531589000'), to: RECIPIENT, descriptionType: 'manual' },
};

/**
 * The action node as three tools of an agent: a template, a text that may go to few people, and a
 * list of which the agent gets two fields.
 */
const tools = (allowedRecipients: string): Node[] => [
	chatApp(
		'Send Order Update',
		{
			...{ ...SENDING, operation: 'sendTemplate', toolDescription: 'Tells where an order is' },
			...{ template: byId('1119000000000000001'), language: byId('en') },
			variables: {
				mappingMode: 'defineBelow',
				value: {
					order: fromAi('order', 'Number of the order'),
					name: fromAi('customer', 'Name of the customer'),
					date: fromAi('date', 'Day of arrival'),
					track: fromAi('track', 'Tracking code'),
				},
			},
			options: { allowedRecipients },
		},
		'chatAppTool',
	),
	chatApp(
		'Send Text',
		{
			...{ ...SENDING, operation: 'send', toolDescription: 'Answers a customer' },
			...{ messageType: 'text', text: fromAi('text', 'What to write') },
			options: { allowedRecipients },
		},
		'chatAppTool',
	),
	chatApp(
		'Find Channel',
		{
			...{ resource: 'channel', operation: 'getAll', returnAll: true },
			...{ descriptionType: 'manual', toolDescription: 'Finds a channel by its name' },
			filters: { instanceName: fromAi('name', 'Name of the channel') },
			...{ output: 'selected', outputFields: 'channelId, instanceName' },
		},
		'chatAppTool',
	),
];

/** An agent of n8n that is asked by a web hook and answers with what it said last. */
export function agentWorkflow(modelCredential: string, allowedRecipients: string): WorkflowFile {
	const model: Node = {
		...node('Chat Model', `${LANGCHAIN}.lmChatOpenAi`, 1.3, {
			model: byId('scripted'),
			...{ responsesApiEnabled: false, options: { maxRetries: 0 } },
		}),
		credentials: { openAiApi: { id: modelCredential, name: 'Scripted Model' } },
	};
	const agent = node(AGENT, `${LANGCHAIN}.agent`, 3.1, {
		...{ promptType: 'define', text: '={{ $json.body.question }}', options: {} },
	});
	const given = tools(allowedRecipients);
	const to = (type: string) => ({ [type]: [[{ node: AGENT, type, index: 0 }]] });
	return {
		name: 'Agent with messages',
		nodes: [webHook(HOOK, PATH, 'lastNode'), agent, model, ...given],
		connections: {
			[HOOK]: to('main'),
			[model.name]: to('ai_languageModel'),
			...Object.fromEntries(given.map(({ name }) => [name, to('ai_tool')])),
		},
		settings: { executionOrder: 'v1' },
	};
}
