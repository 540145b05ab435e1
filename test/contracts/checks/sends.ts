import { randomBytes } from 'node:crypto';

import { textOf } from '../../../nodes/alibabaCloud/input/text';
import { rowsOf } from '../../../nodes/alibabaCloud/lists/pages';
import type { ApiValue } from '../../../nodes/alibabaCloud/wire/serialize';
import { messageContent } from '../../../nodes/ChatApp/messages/content';
import { isWindowCode } from '../../../nodes/ChatApp/messages/window';
import { readDefinition } from '../../../nodes/ChatApp/templates/definition';
import { templateVariables } from '../../../nodes/ChatApp/templates/variables';
import type { Exchange } from '../account';
import type { SentMessage } from '../memory';
import { DoesNotApply, NotTried, type Check, type Run } from '../run';
import { listMessages } from './messageLog';

/** What the nodes send at most. */
const LONGEST_TASK_ID = 256;
const ID_LENGTH = 200;
const AFTER_ANSWER = ' after an answer';
const LOG_PATIENCE_MS = 60_000;
const LOG_AT_ONCE_MS = 5_000;

/** How many messages `--send` sends to the phone. */
export function messagesOf(run: Pick<Run, 'settings'>): number {
	const { template, levels } = run.settings;
	// Without the queues nobody would see what is tapped, so the list is not sent.
	return (template === null ? 0 : 1) + (levels.has('queue') ? 2 : 1);
}

/** The IDs of the buttons and rows that a person can choose. */
export interface Offer {
	readonly sent: SentMessage;
	readonly ids: readonly string[];
}

interface Sent {
	readonly message: SentMessage;
	readonly exchange: Exchange | null;
	readonly isUnknown: boolean;
}

/**
 * Sends one message, once for all runs: what is written down first says that it may have been sent,
 * so an interrupted run never sends it again.
 */
async function send(
	run: Run,
	step: string,
	parameters: Readonly<Record<string, ApiValue>>,
	taskId: string,
): Promise<Sent> {
	return await run.once(`send ${step}`, async () => {
		const { memory } = run;
		const before = memory.sent(step);
		if (before?.state === 'started') {
			throw new NotTried(
				'An earlier run was stopped while it sent this. --again sends it once more',
			);
		}
		if (before && isDone(run, step, before))
			return { message: before, exchange: null, isUnknown: false };
		const at = Date.now();
		memory.keepSent(step, { ...{ state: 'started', messageId: null, taskId, at, code: null } });
		run.redactor.learn(taskId);
		const asked = await run.ask(
			'SendChatappMessage',
			{
				...{ ChannelType: 'whatsapp', CustSpaceId: await run.channel() },
				...{ From: await run.businessNumber(), To: run.settings.person, TaskId: taskId },
				...parameters,
			},
			{ changes: true },
		);
		const isUnknown = !asked.ok && asked.outcome === 'unknown';
		const messageId = textOf(asked.envelope.MessageId) || null;
		const { code } = asked;
		const state = asked.ok ? 'accepted' : isUnknown ? 'started' : 'refused';
		const message: SentMessage = { state, messageId, taskId, at, code };
		memory.keepSent(step, message);
		run.redactor.learn(messageId);
		return { message, exchange: asked.exchange, isUnknown };
	});
}

/** What was accepted is never sent again, nor what was refused before the person wrote. */
function isDone({ memory }: Run, step: string, { state, code }: SentMessage): boolean {
	if (state === 'accepted') return true;
	return isWindowCode(code) || memory.sent(`${step}${AFTER_ANSWER}`) !== undefined;
}

const newTaskId = (): string =>
	`verify-${randomBytes(LONGEST_TASK_ID).toString('hex')}`.slice(0, LONGEST_TASK_ID);

/** The approved template, filled with harmless values. */
async function sendTemplate(run: Run): Promise<Sent> {
	const { template } = run.settings;
	if (template === null) throw new NotTried('No template was named in VERIFY_TEMPLATE');
	const rows = await run.templates('WHATSAPP');
	const row = rows.find(
		({ TemplateCode, TemplateName, Language }) =>
			[TemplateCode, TemplateName].includes(template.name) && Language === template.language,
	);
	if (row === undefined) throw new NotTried('The channel does not have the template');
	const definition = readDefinition((await run.details(row)).envelope);
	const values = templateVariables(definition).map(({ name, example }) => [name, example ?? '1']);
	return await send(
		run,
		'template',
		{
			...{ Type: 'template', TemplateCode: definition.code, Language: definition.language },
			...(values.length > 0 ? { TemplateParams: Object.fromEntries(values) as object } : {}),
		} as Record<string, ApiValue>,
		newTaskId(),
	);
}

const sendAnswer: Check = async (run) => {
	const { message, exchange, isUnknown } = await sendTemplate(run);
	const seen = { code: message.code };
	if (message.state === 'accepted' && message.messageId !== null) return { outcome: 'known', seen };
	if (isUnknown || message.state === 'accepted') {
		return { outcome: 'unknown', seen, exchanges: [exchange] };
	}
	throw new NotTried(`The template was refused: ${run.redactor.word(message.code ?? 'no code')}`);
};

const taskIdLength: Check = async (run) => {
	const { message, exchange } = await sendTemplate(run);
	if (message.state === 'accepted') return { outcome: 'accepted' };
	if (/taskid/i.test(message.code ?? '')) {
		return { outcome: 'refused', seen: { code: message.code }, exchanges: [exchange] };
	}
	throw new NotTried('The template was refused for another reason');
};

function offerOf(step: string): string[] {
	return [1, 2].map((index) => `${step}-${index}-`.padEnd(ID_LENGTH, 'a'));
}

function interactive(step: 'buttons' | 'list'): Readonly<Record<string, ApiValue>> {
	const [first, second] = offerOf(step);
	const entries = [
		{ id: first, title: 'One' },
		{ id: second, title: 'Two' },
	];
	const action =
		step === 'buttons'
			? { buttons: entries.map((reply) => ({ type: 'reply', reply })) }
			: { button: 'Choose', sections: [{ rows: entries }] };
	const content = {
		...{ type: step === 'buttons' ? 'button' : 'list', action },
		body: { text: 'A test of verify:real. Please choose.' },
	};
	return {
		...{ Type: 'message', MessageType: 'interactive' },
		Content: messageContent('whatsapp', 'interactive', content) ?? '',
	};
}

async function tryButtons(run: Run): Promise<Sent> {
	return await send(run, 'buttons', interactive('buttons'), newTaskId());
}

const closedWindow: Check = async (run) => {
	const { message, exchange } = await tryButtons(run);
	const seen = { code: message.code };
	if (message.state === 'refused') {
		if (isWindowCode(message.code)) return { outcome: 'refusedKnown', seen };
		return { outcome: 'refusedUnknown', seen, exchanges: [exchange] };
	}
	const failed = run.notices.statuses.find(({ messageId }) => messageId === message.messageId);
	if (failed?.error?.code === '131047') return { outcome: 'receipt' };
	throw new DoesNotApply('The window was open: the person wrote within 24 hours');
};

/** Buttons and a list in an open window; asks the person to open it where it is closed. */
export async function offers(run: Run): Promise<{ buttons: Offer; list: Offer }> {
	return await run.once('offers', async () => {
		const first = await tryButtons(run);
		const isClosed = first.message.state === 'refused';
		if (isClosed) await untilPersonWrites(run, first.message.at);
		const buttons = isClosed
			? await send(run, `buttons${AFTER_ANSWER}`, interactive('buttons'), newTaskId())
			: first;
		const list = await send(run, 'list', interactive('list'), newTaskId());
		for (const { message } of [buttons, list]) {
			if (message.state === 'accepted') continue;
			throw new NotTried(`It was refused: ${run.redactor.word(message.code ?? 'no code')}`);
		}
		return {
			buttons: { sent: buttons.message, ids: offerOf('buttons') },
			list: { sent: list.message, ids: offerOf('list') },
		};
	});
}

/** What was written since the refusal counts, also if this is another run. */
async function untilPersonWrites(run: Run, refusedAt: number): Promise<void> {
	run.tell('Please write any message from your phone to the business number.');
	const since = refusedAt - 2_000;
	const end = Date.now() + run.settings.minutes * 60_000;
	while (Date.now() < end) {
		const asked = await run.ask('ListChatappMessage', {
			...{ ChannelType: 'whatsapp', CustSpaceId: await run.channel(), EventAction: 'UP' },
			...{ BusinessNumber: await run.businessNumber(), Page: { Index: 1, Size: 10 } },
			...{ UserNumber: run.settings.person, StartTime: since, EndTime: Date.now() + 60_000 },
		});
		const isHere = rowsOf(asked.envelope, 'Data').some(
			(row) => textOf(row.UserNumber).replace(/\D/g, '') === run.settings.person,
		);
		if (asked.ok && isHere) return;
		await run.pause(1_500);
	}
	throw new NotTried('The person did not write in time');
}

const logDelay: Check = async (run) => {
	const template = run.settings.template === null ? null : await sendTemplate(run);
	const { message } = template ?? (await tryButtons(run));
	if (message.state !== 'accepted') throw new NotTried('No message was accepted');
	while (Date.now() - message.at < LOG_PATIENCE_MS) {
		const { envelope } = await listMessages(run, 1);
		const ids = rowsOf(envelope, 'Data').flatMap((row) => [row.MessageId, row.UniqueMessageId]);
		const waited = Date.now() - message.at;
		if (ids.includes(message.messageId)) {
			const seen = { seconds: Math.round(waited / 1000) };
			return { outcome: waited <= LOG_AT_ONCE_MS ? 'atOnce' : 'later', seen };
		}
		await run.pause(2_000);
	}
	return { outcome: 'never' };
};

/** The template's message, where one was accepted. */
export async function sentTemplate(run: Run): Promise<SentMessage> {
	const { message } = await sendTemplate(run);
	if (message.state !== 'accepted') throw new NotTried('The template was refused');
	return message;
}

export const sendChecks = {
	'send-answer': sendAnswer,
	'task-id-length': taskIdLength,
	'log-delay': logDelay,
	'closed-window': closedWindow,
} satisfies Record<string, Check>;
