import type { IDataObject } from 'n8n-workflow';

import { toMilliseconds } from '../../../nodes/alibabaCloud/input/dates';
import { textOf } from '../../../nodes/alibabaCloud/input/text';
import { rowsOf } from '../../../nodes/alibabaCloud/lists/pages';
import { deliveryOfRow } from '../../../nodes/ChatApp/waiting/messageRow';
import type { Asked } from '../account';
import { DoesNotApply, NotTried, type Check, type Run } from '../run';

const DAY_MS = 86_400_000;

/** A list of the messages of the business number, without judging the answer. */
export async function listMessages(run: Run, days: number, size = 50): Promise<Asked> {
	return await run.ask('ListChatappMessage', {
		...{ ChannelType: 'whatsapp', CustSpaceId: await run.channel() },
		...{ BusinessNumber: await run.businessNumber(), Page: { Index: 1, Size: size } },
		...{ StartTime: Date.now() - days * DAY_MS, EndTime: Date.now() },
	});
}

async function rows(run: Run): Promise<{ list: IDataObject[]; asked: Asked }> {
	const asked = await run.once('log', async () => listMessages(run, 30));
	if (!asked.ok) throw new NotTried('The messages could not be listed');
	const list = rowsOf(asked.envelope, 'Data');
	if (list.length === 0) throw new DoesNotApply('There was no message in the last 30 days');
	return { list, asked };
}

const period: Check = async (run) => {
	const days90 = await listMessages(run, 90, 1);
	if (days90.ok) return { outcome: 'days90' };
	const days30 = await listMessages(run, 30, 1);
	const seen = { code: days90.code };
	const exchanges = [days90.exchange, days30.exchange];
	return { outcome: days30.ok ? 'days30' : 'fewer', seen, exchanges };
};

/** Words by which a state says that nothing is known yet. */
const UNDER_WAY = /accept|send|pend|process|wait|queue/i;

const states: Check = async (run) => {
	const { list } = await rows(run);
	const sent = list.filter((row) => textOf(row.EventAction).toUpperCase() !== 'UP');
	if (sent.length === 0) throw new DoesNotApply('The business sent no message in the last 30 days');
	const words = (row: IDataObject) =>
		[row.MessageStatus, row.MessageStatusName].map(textOf).join('/');
	const unread = sent.filter((row) => deliveryOfRow(row) === null && !UNDER_WAY.test(words(row)));
	const seen = { states: [...new Set(sent.map(words))].slice(0, 12) };
	return unread.length === 0
		? { outcome: 'read', seen }
		: { outcome: 'unread', seen, payloads: unread.slice(0, 2) };
};

const window: Check = async (run) => {
	const { list } = await rows(run);
	const times = list.map((row) => textOf(row.SendTime));
	const read = times.map((time) => {
		try {
			return toMilliseconds(time, 'UTC', 'SendTime');
		} catch {
			return null;
		}
	});
	if (read.some((time) => time === null)) return { outcome: 'unread', payloads: list.slice(0, 2) };
	const moments = read.map(Number);
	const isSorted = (sign: 1 | -1) =>
		moments.every((time, index) => index === 0 || sign * ((moments[index - 1] ?? 0) - time) >= 0);
	const hasZone = times.every((time) => /(?:^\d+|Z|[+-]\d\d:?\d\d)$/i.test(time));
	const seen = { rows: list.length, hasZone };
	if (moments.length > 1 && !isSorted(1)) {
		return { outcome: 'oldestFirst', seen, payloads: list.slice(0, 2) };
	}
	return { outcome: hasZone ? 'newestFirst' : 'noZone', seen, payloads: list.slice(0, 1) };
};

export const messageLogChecks = {
	'log-period': period,
	'log-states': states,
	'log-window': window,
} satisfies Record<string, Check>;
