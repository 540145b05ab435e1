import type { ApiCall } from '../../alibabaCloud/client/client';
import { textOf } from '../../alibabaCloud/input/text';
import { jsonIn } from '../../alibabaCloud/wire/parseJson';
import {
	assertAllowedRecipient,
	assertAllowedTemplate,
	type SendLimits,
} from '../messages/allowList';
import { readDefinition } from '../templates/definition';
import type { CallLayer } from './callLayer';

/** Stands between all operations and the service, so that no field leads around the limits. */
export interface SendGuard {
	/**
	 * @param limits one for each item that the call is for, in the order of its receivers.
	 * @throws InvalidInput when the call would send what the limits do not allow.
	 */
	check(call: ApiCall, limits: readonly SendLimits[]): void;
	/** Keeps the name of a template that was read: sends carry its code alone. */
	learn(call: ApiCall, answer: object): void;
}

/**
 * Lets no call through that sends what must not be sent: not what holds an expression as plain text,
 * and nobody and nothing outside of the limits.
 *
 * @param limits those of the items that the calls are for.
 */
export function guardSends(
	guard: SendGuard,
	checkTexts: () => void,
	limits: () => readonly SendLimits[],
): CallLayer {
	return (next) => async (call) => {
		if (call.retry !== 'safe') {
			checkTexts();
			guard.check(call, limits());
		}
		const envelope = await next(call);
		guard.learn(call, envelope);
		return envelope;
	};
}

/** The guard of one run, which knows the templates that the run has read. */
export function createSendGuard(): SendGuard {
	const names = new Map<string, string>();
	return {
		check({ body, query }, limits) {
			const sent = { ...query, ...body };
			const all = [...new Set(limits)];
			const receivers = receiversOf(sent);
			receivers.forEach((to, index) => {
				// Where items and receivers do not correspond, each limit holds for each receiver.
				const ownLimits = receivers.length === limits.length ? limits[index] : undefined;
				assertAllowedRecipient(to, ownLimits ? [ownLimits] : all);
			});
			const code = textOf(sent.TemplateCode);
			const name = names.get(code) ?? textOf(sent.TemplateName);
			if (code || name) assertAllowedTemplate({ code, name }, all);
		},
		learn({ action, body }, answer) {
			if (action !== 'GetChatappTemplateDetail') return;
			names.set(textOf(body?.TemplateCode), readDefinition({ ...answer }).name);
		},
	};
}

function receiversOf({ To, SenderList }: Readonly<Record<string, unknown>>): string[] {
	const listed = jsonIn(SenderList);
	const entries: unknown[] = Array.isArray(listed) ? listed : [];
	return [To, ...entries.map((entry) => (entry as { To?: unknown } | null)?.To)]
		.map(textOf)
		.filter(Boolean);
}
