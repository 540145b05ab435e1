import type { IDataObject } from 'n8n-workflow';

import type { StatusItem } from '../../../nodes/notifications/items/types';
import type { SentMessage } from '../memory';
import { queuesOfNumber } from '../notices';
import { digits, NotTried, type Check, type Run } from '../run';
import { offers, sentTemplate, type Offer } from './sends';

const KNOWN_STATUSES: ReadonlySet<string> = new Set([
	...['sent', 'delivered', 'read', 'failed', 'deleted', 'subscribed', 'unsubscribed'],
]);

/** Reads the queues once, until everything came that was asked for or the time is over. */
async function watched(run: Run): Promise<void> {
	needsQueue(run);
	await run.once('watch', async () => {
		const { settings, notices, memory, account, stop } = run;
		const queues = queuesOfNumber(await run.number());
		if (queues.length === 0) throw new NotTried('The number has no queue');
		for (const { name } of queues) run.redactor.learn(name);
		const isSending = settings.levels.has('send');
		const offered = isSending ? await offers(run).catch(onlyIfStopped(run)) : null;
		if (offered) run.tell('Please tap "One" in the first message, then choose "Two" in the list.');
		const until = Date.now() + settings.minutes * 60_000;
		run.tell(
			`Reading ${queues.length} queues until ${new Date(until).toISOString().slice(11, 16)} UTC.`,
		);
		const ours = () =>
			memory.messages.map(({ messageId }) => messageId).filter((id) => id !== null);
		const isOurs = (item: { event: string }): boolean => {
			const { messageId, context, from } = item as unknown as {
				messageId?: string | null;
				context?: { messageId: string | null } | null;
				from?: { phone?: string | null } | string | null;
			};
			if (item.event === 'status') return ours().includes(messageId ?? '');
			if (item.event !== 'inbound') return false;
			const isPerson = digits((from as { phone?: string })?.phone) === settings.person;
			return isPerson && ours().includes(context?.messageId ?? '');
		};
		const isEnough = (): boolean => {
			if (!isSending) return notices.inbound.length > 0 && notices.statuses.length > 0;
			const accepted = memory.messages.filter(({ state }) => state === 'accepted');
			const isTold = accepted.every((sent) => statusesOf(run, sent).length > 0);
			const isTapped = !offered || [offered.buttons, offered.list].every((one) => tapOf(run, one));
			return isTold && isTapped;
		};
		await notices.watch(account, queues, settings.site, { until, isOurs, isEnough, stop });
	});
}

/** Before anything is sent whose effect only the queues show. */
function needsQueue({ settings: { levels } }: Run): void {
	if (!levels.has('queue')) throw new NotTried('Needs --queue as well');
}

/** Without an offer the statuses can still be read. */
function onlyIfStopped(run: Run): (error: unknown) => null {
	return (error) => {
		if (run.stop.aborted || !(error instanceof NotTried)) throw error;
		return null;
	};
}

function statusesOf(run: Run, sent: SentMessage): StatusItem[] {
	return run.notices.statuses.filter(({ messageId }) => messageId === sent.messageId);
}

/** The notification of a tap on what was offered. */
function tapOf(run: Run, { sent, ids }: Offer) {
	return run.notices.inbound.find(
		({ context, reply }) =>
			reply !== null && (context?.messageId === sent.messageId || ids.includes(reply.value ?? '')),
	);
}

const endpoint: Check = async (run) => {
	await watched(run);
	const { opened, failures } = run.notices;
	if (opened.size > 0) return { outcome: 'opens', seen: { queues: [...opened] } };
	return { outcome: 'refused', seen: { codes: [...failures.values()] } };
};

const body: Check = async (run) => {
	await watched(run);
	const { all } = run.notices;
	if (all.length === 0) throw new NotTried('No message came from the queues in time');
	const forms = new Set(all.map(({ form }) => form));
	const seen = { forms: [...forms], most: Math.max(...all.map(({ items }) => items.length)) };
	if (forms.has('other')) {
		const other = all.filter(({ form }) => form === 'other');
		return { outcome: 'other', seen, payloads: rawOf(other.flatMap(({ items }) => items)) };
	}
	return { outcome: forms.has('base64') ? 'base64' : 'plain', seen };
};

const layouts: Check = async (run) => {
	await watched(run);
	const { items } = run.notices;
	if (items.length === 0) throw new NotTried('No notification came in time');
	const unread = items.filter(
		(item) => item.event === 'unknown' || (item.event === 'inbound' && item.type === 'unknown'),
	);
	const seen = { notifications: items.length, unread: unread.length };
	return unread.length === 0
		? { outcome: 'read', seen }
		: { outcome: 'unread', seen, payloads: rawOf(unread).slice(0, 3) };
};

const messageForm: Check = async (run) => {
	await watched(run);
	const raws = run.notices.inbound
		.map(({ raw }) => trimmed(raw))
		.filter(({ Type, Message }) => Message !== undefined && String(Type).toUpperCase() !== 'TEXT');
	if (raws.length === 0) throw new NotTried('Nothing but texts came in time');
	const forms = new Set(raws.map(({ Message }) => formOf(Message)));
	const seen = { forms: [...forms], plus: raws.some(({ From }) => String(From).startsWith('+')) };
	if (forms.has('other')) return { outcome: 'other', seen, payloads: raws.slice(0, 2) };
	if (forms.size > 1) return { outcome: 'both', seen };
	return { outcome: forms.has('text') ? 'text' : 'object', seen };
};

function formOf(message: unknown): 'text' | 'object' | 'other' {
	if (typeof message === 'string') return /^\s*[[{]/.test(message) ? 'text' : 'other';
	return typeof message === 'object' && message !== null ? 'object' : 'other';
}

function trimmed(raw: unknown): Record<string, unknown> {
	const entry = typeof raw === 'object' && raw !== null ? raw : {};
	return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key.trim(), value]));
}

const statusWords: Check = async (run) => {
	await watched(run);
	const { statuses } = run.notices;
	if (statuses.length === 0) throw new NotTried('No status came in time');
	const unknown = statuses.filter(({ status }) => !KNOWN_STATUSES.has(status));
	const seen = { statuses: [...new Set(statuses.map(({ status }) => status))] };
	return unknown.length === 0
		? { outcome: 'known', seen }
		: { outcome: 'unknown', seen, payloads: rawOf(unknown).slice(0, 2) };
};

function taskIdOf(find: (run: Run) => Promise<SentMessage>): Check {
	return async (run) => {
		needsQueue(run);
		const sent = await find(run);
		await watched(run);
		const statuses = statusesOf(run, sent);
		if (statuses.length === 0) throw new NotTried('No status of the message came in time');
		const ids = statuses.map(({ taskId }) => taskId);
		if (ids.some((id) => id === sent.taskId)) return { outcome: 'unchanged' };
		const payloads = rawOf(statuses).slice(0, 1);
		const isMissing = ids.every((id) => id === null || id === sent.messageId);
		return { outcome: isMissing ? 'missing' : 'changed', payloads };
	};
}

function idsOf(kind: 'buttons' | 'list'): Check {
	return async (run) => {
		needsQueue(run);
		const offer = (await offers(run))[kind];
		await watched(run);
		const tap = tapOf(run, offer);
		if (tap === undefined) throw new NotTried('Nobody tapped in time');
		const payloads = rawOf([tap]);
		const id = tap.reply?.id ?? tap.reply?.payload ?? null;
		if (id === null) return { outcome: 'missing', payloads };
		return offer.ids.includes(id) ? { outcome: 'unchanged' } : { outcome: 'changed', payloads };
	};
}

function rawOf(items: ReadonlyArray<{ raw: unknown }>): IDataObject[] {
	return items.map(({ raw }) => raw as IDataObject);
}

export const notificationChecks = {
	'queue-endpoint': endpoint,
	'queue-body': body,
	'notification-layouts': layouts,
	'message-form': messageForm,
	'status-words': statusWords,
	'receipt-task-id': taskIdOf(sentTemplate),
	'receipt-task-id-message': taskIdOf(async (run) => (await offers(run)).buttons.sent),
	'button-ids': idsOf('buttons'),
	'list-ids': idsOf('list'),
} satisfies Record<string, Check>;
