import type { Action, ActionTable } from '../gateway/action';
import { invalid } from '../gateway/errors';
import type { Message } from '../world/messages';
import { channelOf } from './lookups';
import { templateTypeOf } from './templates';

const STEP_MS = { DAILY: 24 * 3_600_000, HALF_HOUR: 1_800_000 } as const;
const WITHIN_JS = { min: 0, max: Number.MAX_SAFE_INTEGER };
const DELIVERED = new Set(['delivered', 'read']);

/** Counts what was sent with a template; every reply to such a message is a press of its button. */
const getChatappTemplateMetric: Action = {
	required: ['TemplateCode', 'Start', 'End', 'CustSpaceId'],
	qps: 50,
	handle({ params, world }) {
		const { custSpaceId } = channelOf(world, params.require('CustSpaceId'));
		const start = params.integer('Start', WITHIN_JS) ?? 0;
		const end = params.integer('End', WITHIN_JS) ?? 0;
		if (start >= end) throw invalid('End');
		const type = templateTypeOf(params);
		const step = STEP_MS[params.oneOf('Granularity', ['DAILY', 'HALF_HOUR']) ?? 'DAILY'];
		const code = params.require('TemplateCode');
		const language = params.get('Language');
		const sent = world.messages.all.filter(
			({ direction, template, channelType, createdAt, custSpaceId: channel }) =>
				direction === 'out' &&
				channel === custSpaceId &&
				template?.code === code &&
				channelType.toUpperCase() === type &&
				(language === undefined || template.language === language) &&
				createdAt >= start &&
				createdAt <= end,
		);
		const slots = new Map<number, Message[]>();
		for (const message of sent) {
			const slot = Math.floor(message.createdAt / step) * step;
			slots.set(slot, [...(slots.get(slot) ?? []), message]);
		}
		// Newest first: clients must not rely on the order.
		const rows = [...slots].sort(([a], [b]) => b - a);
		return {
			Data: rows.map(([slot, messages]) => ({
				...{ TemplateCode: code, Language: messages[0]?.template?.language ?? '' },
				...{ Start: slot, End: slot + step },
				SentCount: messages.filter(({ status }) => status !== 'failed').length,
				DeliveredCount: messages.filter(({ status }) => DELIVERED.has(status)).length,
				ReadCount: messages.filter(({ status }) => status === 'read').length,
				Cliented: clicks(world.messages.all, messages),
			})),
		};
	},
};

function clicks(all: readonly Message[], sent: readonly Message[]) {
	const counts = new Map<string, number>();
	for (const { direction, contextMessageId, appearance } of all) {
		const isReply = direction === 'in' && sent.some(({ id }) => id === contextMessageId);
		if (isReply) counts.set(appearance.body, (counts.get(appearance.body) ?? 0) + 1);
	}
	return [...counts].map(([ButtonContent, Count]) => ({
		...{ Type: 'quick_reply_button', ButtonContent, Count },
	}));
}

export const templateMetricActions: ActionTable = {
	GetChatappTemplateMetric: getChatappTemplateMetric,
};
