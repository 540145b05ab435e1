import { itemsOf, type Execution } from '../test/n8n/client';
import type { MessageView } from '../test/simulator/control/state';
import { BUSINESS_NUMBER, setDelivery } from './console';
import { BOOK, READY_PATH } from './deliveryDay';
import { fields, type Narrator } from '../test/n8n/reporter';
import { eventually } from '../test/n8n/eventually';
import type { ImportedWorkflow, Stage } from '../test/n8n/stage';
import type { DemoStage } from './stage';

const MEI = '6591230001';
/** The simulator knows no WhatsApp user whose number ends in 0000. */
const NOBODY = '6591230000';

/** Plays the main job: order, delivery statuses, a failure, questions and their answers, the queue. */
export async function playStory(demo: DemoStage, narrator: Narrator): Promise<void> {
	const { stage, workflows } = demo;
	const { simulator } = stage;
	const crmUrl = stage.webhookUrl(workflows.crm, 'CRM Order', 'crm-order-shipped');
	const seen = await seenBefore(demo);
	let sentId = '';

	await narrator.tell(
		'In the console, the receipt URLs of the number are set to the two n8n triggers',
		async () => {
			const inboundUrl = stage.webhookUrl(workflows.helpdesk, 'Inbound Message');
			const statusUrl = stage.webhookUrl(workflows.states, 'Delivery Status');
			await setDelivery(simulator, { by: 'http', inboundUrl, statusUrl });
			return [`inbound messages to ${inboundUrl}`, `delivery statuses to ${statusUrl}`];
		},
	);

	await narrator.tell(
		'The CRM reports a shipped order, and Mei gets a template message',
		async () => {
			const answer = await callCrm(crmUrl, MEI, 'A-1001');
			sentId = String(answer.messageId);
			const message = await onPhone(stage, ({ id }) => id === sentId);
			return [
				`n8n sent it, and the service returned ${fields(answer, ['messageId', 'requestId'])}`,
				`Mei's phone shows "${message.appearance.header?.text}" / "${message.appearance.body}"`,
				`with the buttons ${message.appearance.buttons.map(({ text }) => `[${text}]`).join(' ')}`,
			];
		},
	);

	await narrator.tell('Its delivery statuses start a workflow: sent, delivered, read', async () => {
		await onPhone(stage, ({ id, status }) => id === sentId && status === 'delivered');
		simulator.control.read({ messageId: sentId });
		return await Promise.all(
			['sent', 'delivered', 'read'].map(async (status) => {
				const logged = await itemFrom(stage, workflows.states, 'Log Status', seen, (item) => {
					return item.messageId === sentId && item.status === status;
				});
				return `the workflow logged ${fields(logged, ['status', 'to', 'taskId', 'at'])}`;
			}),
		);
	});

	await narrator.tell(
		'A message to a number without WhatsApp fails, and the failure is logged separately',
		async () => {
			const { messageId } = await callCrm(crmUrl, NOBODY, 'A-1002');
			const logged = await itemFrom(stage, workflows.states, 'Log Failure', seen, (item) => {
				return item.messageId === messageId;
			});
			return [
				`the workflow logged ${fields(logged, ['to', 'code', 'whatHappened'])}`,
				`and what to do: ${fields(logged, ['whatToDo'])}`,
			];
		},
	);

	await narrator.tell(
		'Mei asks a question, and a workflow routes it, replies and creates a ticket',
		async () => {
			return await ask(stage, seen, {
				text: 'Where is my parcel?',
				workflow: workflows.helpdesk,
				trigger: 'Inbound Message',
				team: 'Delivery Team',
			});
		},
	);

	await narrator.tell('Mei taps the button "Talk to us" of the template', async () => {
		const button = await tapped(stage, sentId, 'Talk to us');
		const item = await itemFrom(stage, workflows.helpdesk, 'Inbound Message', seen, (inbound) => {
			return inbound.messageId === button.id;
		});
		return [
			`the trigger returned ${fields(item, ['type', 'text', 'reply.value', 'context.messageId'])}`,
		];
	});

	await narrator.tell(
		'A workflow asks Mei for a day and waits, and the same run continues with her tap',
		async () => await askForDay(demo, seen),
	);

	await narrator.tell('In the console, the number is switched from HTTP to the queue', async () => {
		await setDelivery(simulator, { by: 'queue' });
		return ['n8n now reads the messages itself, and needs no public URL'];
	});

	await narrator.tell('Mei asks again, and the same workflow runs from the queue', async () => {
		const lines = await ask(stage, seen, {
			text: 'Can I get the invoice again?',
			workflow: workflows.queueHelpdesk,
			trigger: 'Queue Message',
			team: 'Billing Team',
		});
		const queue = await eventually('The deletion from the queue', () =>
			simulator.control
				.state()
				.queues.find(
					({ name, active, inactive }) =>
						name.endsWith('ChatAppInbound') && active + inactive === 0,
				),
		);
		return [...lines, `the message was deleted after the run succeeded: ${queue.name} is empty`];
	});

	await narrator.tell('Every notification started exactly one run', async () => {
		const questions = ['Where is my parcel?', 'Can I get the invoice again?'];
		const answers = simulator.control
			.state()
			.messages.filter(
				({ direction, type, user }) => direction === 'out' && type === 'text' && user === MEI,
			);
		// Two questions and one tapped button; more would mean that a run happened twice, or that the
		// answer which a run waited for started another one.
		if (answers.length !== questions.length + 1) {
			throw new Error(`Mei got ${answers.length} replies instead of ${questions.length + 1}`);
		}
		const repeated = simulator.control.state().pushes.filter(({ attempts }) => attempts > 1);
		const refused = simulator.control.state().pushes.filter(({ outcome }) => outcome === 'waiting');
		if (repeated.length + refused.length > 0) {
			throw new Error(`${repeated.length + refused.length} pushes were not accepted at once`);
		}
		return await Promise.resolve([
			`Mei wrote three times and got ${answers.length} replies`,
			'the day that she tapped went to the run that asked, and started no other',
			'n8n accepted every push at the first attempt',
		]);
	});

	await setDelivery(simulator, {
		by: 'http',
		inboundUrl: stage.webhookUrl(workflows.helpdesk, 'Inbound Message'),
		statusUrl: stage.webhookUrl(workflows.states, 'Delivery Status'),
	});
}

async function callCrm(
	url: string,
	phone: string,
	order: string,
): Promise<Record<string, unknown>> {
	return await post(url, {
		customer: 'Mei',
		phone: `+${phone}`,
		order: { number: order, arrival: 'Friday', tracking: `${order}-SG` },
	});
}

async function post(url: string, body: object): Promise<Record<string, unknown>> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`n8n answered ${response.status} to the CRM: ${text}`);
	return JSON.parse(text) as Record<string, unknown>;
}

interface Question {
	readonly text: string;
	readonly workflow: ImportedWorkflow;
	readonly trigger: string;
	readonly team: string;
}

async function ask(
	stage: Stage,
	seen: ReadonlySet<string>,
	{ text, workflow, trigger, team }: Question,
): Promise<string[]> {
	const question = stage.simulator.control.reply({ user: MEI, to: BUSINESS_NUMBER, text });
	const execution = await executionWith(stage, workflow, trigger, seen, (item) => {
		return item.messageId === question.id;
	});
	const [inbound, routed, ticket] = [trigger, team, 'Create Ticket'].map(
		(node) => itemsOf(execution, node)[0]?.json,
	);
	if (!inbound || !routed || !ticket) {
		throw new Error(`The run ended "${execution.status}" without a ticket from the ${team}`);
	}
	const answer = await onPhone(stage, ({ id }) => id === ticket.answerId);
	return [
		`the trigger returned ${fields(inbound, ['event', 'type', 'text', 'from.name', 'from.address'])}`,
		`the workflow routed it to the ${fields(routed, ['team'])} team and created ${fields(ticket, ['customer', 'question'])}`,
		`Mei's phone shows the reply "${answer.appearance.body}"`,
	];
}

/** The number is on HTTP then, and the trigger of the helpdesk passes the answer on. */
async function askForDay(
	{ stage, workflows: { deliveryDay } }: DemoStage,
	seen: ReadonlySet<string>,
): Promise<string[]> {
	const url = stage.webhookUrl(deliveryDay, 'Order Ready', READY_PATH);
	await post(url, { phone: `+${MEI}`, order: 'A-1001' });
	const waiting = await eventually('The run that waits', async () =>
		(await stage.n8n.waiting(deliveryDay.id)).find((id) => !seen.has(id)),
	);
	const question = await onPhone(
		stage,
		({ user, appearance }) =>
			user === MEI && appearance.body === 'When can we deliver order A-1001?',
	);
	await tapped(stage, question.id, 'Tuesday');
	const execution = await executionWith(stage, deliveryDay, BOOK, seen, (item) => {
		return item.questionId === question.id;
	});
	const booked = itemsOf(execution, BOOK)[0]?.json ?? {};
	if (execution.id !== waiting || booked.day !== 'Tuesday') {
		throw new Error(`Run ${waiting} waited, and run ${execution.id} got "${String(booked.day)}"`);
	}
	return [
		`Mei's phone shows "${question.appearance.body}" with ${question.appearance.buttons.map(({ text }) => `[${text}]`).join(' ')}`,
		`run ${waiting} waited, and continued with ${fields(booked, ['outcome', 'order', 'day'])}`,
	];
}

async function tapped(stage: Stage, messageId: string, label: string): Promise<MessageView> {
	await onPhone(stage, ({ id }) => id === messageId);
	return stage.simulator.control.tap(messageId, label);
}

async function onPhone(
	stage: Stage,
	isIt: (message: MessageView) => boolean,
): Promise<MessageView> {
	return await eventually('The message on the phone', () =>
		stage.simulator.control.state().messages.find(isIt),
	);
}

async function itemFrom(
	stage: Stage,
	workflow: ImportedWorkflow,
	node: string,
	seen: ReadonlySet<string>,
	isIt: (item: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
	const execution = await executionWith(stage, workflow, node, seen, isIt);
	const found = itemsOf(execution, node).find(({ json }) => isIt(json));
	return found?.json ?? {};
}

/** Waits for a finished run in which a node gave such an item. */
async function executionWith(
	stage: Stage,
	workflow: ImportedWorkflow,
	node: string,
	seen: ReadonlySet<string>,
	isIt: (item: Record<string, unknown>) => boolean,
): Promise<Execution> {
	return await eventually(`A run of "${workflow.file.name}" with the item`, async () => {
		const executions = await stage.n8n.executions(workflow.id);
		return executions.find(
			(execution) =>
				!seen.has(execution.id) &&
				execution.status !== 'running' &&
				itemsOf(execution, node).some(({ json }) => isIt(json)),
		);
	});
}

/** Runs of an earlier demo stay in n8n's database; they are no part of this story. */
async function seenBefore({ stage: { n8n }, workflows }: DemoStage): Promise<ReadonlySet<string>> {
	const lists = await Promise.all(Object.values(workflows).map(({ id }) => n8n.executions(id)));
	return new Set(lists.flat().map(({ id }) => id));
}
