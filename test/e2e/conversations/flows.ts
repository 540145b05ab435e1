import type { WorkflowFile } from '../../n8n/client';
import { chain, chatApp, httpTrigger, type Node, node, queueTrigger, webHook } from '../workflows';

export const NUMBER = '6531589000';
export const CHANNEL_ID = 'cams-8d2kq7h1pz';
export const STATUS_QUEUE = 'Alicom-Queue-1234567890123456-ChatAppStatus';
export const MEI = '6591230001';
export const ARIF = '60123450002';
/** The simulator knows no WhatsApp user whose number ends in 0000. */
export const NOBODY = '6591230000';

export const ASK = 'Ask';
export const AFTER = 'After';

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The node that asks; `to` may be an expression. */
export const asking = (name: string, to: string, parameters: object): Node =>
	chatApp(name, {
		...{ resource: 'message', operation: 'sendAndWait', channelType: 'whatsapp' },
		...{ channel: byId(CHANNEL_ID), from: byId(NUMBER), to },
		options: {},
		...parameters,
	});

/** Asks whoever the webhook is given, and goes on with the answer. */
export function askWorkflow(name: string, parameters: object): WorkflowFile {
	return chain(name, [
		webHook('Hook', pathOf(name), 'onReceived'),
		asking(ASK, '={{ $json.body.to }}', parameters),
		node(AFTER, 'n8n-nodes-base.noOp', 1, {}),
	]);
}

/** Sends to whoever the webhook is given, and goes on once it was delivered. */
export const deliveryWorkflow = (name: string): WorkflowFile =>
	chain(name, [
		webHook('Hook', pathOf(name), 'onReceived'),
		chatApp('Send', {
			...{ resource: 'message', operation: 'send', channelType: 'whatsapp' },
			...{ channel: byId(CHANNEL_ID), from: byId(NUMBER), to: '={{ $json.body.to }}' },
			...{ messageType: 'text', text: 'Your parcel is on its way' },
			options: {
				continueWhen: 'delivered',
				waitAtMost: { values: { amount: 10, unit: 'minutes' } },
			},
		}),
		node(AFTER, 'n8n-nodes-base.noOp', 1, {}),
	]);

export const pathOf = (name: string): string => name.toLowerCase().replace(/\W+/g, '-');

/** Takes what people write and are sent, with the URL registered by the trigger itself. */
export const inboxByHttp = (parameters: object = {}): WorkflowFile =>
	chain('Inbox', [
		httpTrigger({
			...{ events: ['inbound'], registerAutomatically: true, channel: byId(CHANNEL_ID) },
			...{ phoneNumbers: [NUMBER], takeOver: true },
			...parameters,
		}),
		node('Take', 'n8n-nodes-base.noOp', 1, {}),
	]);

export function inboxByQueue(options: object = {}): WorkflowFile {
	const trigger = queueTrigger(options);
	const statusQueue = { __rl: true, mode: 'name', value: STATUS_QUEUE };
	return chain('Queue Inbox', [
		{ ...trigger, parameters: { ...trigger.parameters, statusQueue } },
		node('Take', 'n8n-nodes-base.noOp', 1, {}),
	]);
}

const to = (name: string) => [{ node: name, type: 'main', index: 0 }];

/** Asks once for each order, one after the other. */
export const loopWorkflow = (): WorkflowFile => ({
	name: 'Loop',
	settings: { executionOrder: 'v1' },
	nodes: [
		webHook('Hook', 'loop', 'onReceived'),
		node('Orders', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.orders', options: {} }),
		node('Loop', 'n8n-nodes-base.splitInBatches', 3, { options: {} }),
		asking(ASK, MEI, {
			...{ message: '=Order {{ $json["body.orders"] }}?', responseType: 'approval' },
			approvalOptions: { values: { approvalType: 'double' } },
		}),
		node(AFTER, 'n8n-nodes-base.noOp', 1, {}),
	],
	connections: {
		Hook: { main: [to('Orders')] },
		Orders: { main: [to('Loop')] },
		Loop: { main: [to(AFTER), to(ASK)] },
		[ASK]: { main: [to('Loop')] },
	},
});

/** Asks again each minute, three times at most; the buttons of all questions count. */
export const remindingWorkflow = (): WorkflowFile => ({
	name: 'Reminding',
	settings: { executionOrder: 'v1' },
	nodes: [
		webHook('Hook', 'reminding', 'onReceived'),
		asking(ASK, ARIF, {
			...{ message: '=Question {{ $runIndex + 1 }}', responseType: 'approval' },
			options: {
				earlierQuestions: '={{ $json.question?.keys }}',
				limitWaitTime: { values: { resumeAmount: 1, resumeUnit: 'minutes' } },
			},
		}),
		node('Again?', 'n8n-nodes-base.if', 2.2, {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
				combinator: 'and',
				conditions: [
					{
						...{ id: 'again', rightValue: '' },
						leftValue: "={{ $json.outcome === 'noAnswer' && $runIndex < 2 }}",
						operator: { type: 'boolean', operation: 'true', singleValue: true },
					},
				],
			},
			...{ looseTypeValidation: true, options: {} },
		}),
		node(AFTER, 'n8n-nodes-base.noOp', 1, {}),
	],
	connections: {
		Hook: { main: [to(ASK)] },
		[ASK]: { main: [to('Again?')] },
		'Again?': { main: [to(ASK), to(AFTER)] },
	},
});

/** Sends what the webhook is given, once for each key. */
export const sendingOnce = (): WorkflowFile =>
	chain('Once', [
		webHook('Hook', 'once', 'lastNode'),
		chatApp('Send', {
			...{ resource: 'message', operation: 'send', channelType: 'whatsapp' },
			...{ channel: byId(CHANNEL_ID), from: byId(NUMBER), to: MEI },
			...{ messageType: 'text', text: '=Order {{ $json.body.key }}' },
			options: { idempotencyKey: '={{ $json.body.key }}' },
		}),
	]);

/** A workflow that asks, for others to call. */
export const calledWorkflow = (): WorkflowFile =>
	chain('Called', [
		node('Start', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }),
		asking(ASK, MEI, { message: 'From the sub-workflow?', responseType: 'approval' }),
		node('End', 'n8n-nodes-base.noOp', 1, {}),
	]);

export const callingWorkflow = (calledId: string): WorkflowFile =>
	chain('Calling', [
		webHook('Hook', 'calling', 'onReceived'),
		node('Call', 'n8n-nodes-base.executeWorkflow', 1.2, {
			...{ source: 'database', workflowId: byId(calledId), mode: 'each' },
			options: { waitForSubWorkflow: true },
		}),
		node(AFTER, 'n8n-nodes-base.noOp', 1, {}),
	]);
