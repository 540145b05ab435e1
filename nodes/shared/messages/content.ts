import { InvalidInput } from '../errors/invalidInput';
import type { ChannelType } from './channels';
import { assertTextLimits } from './limits';

/** What a message type needs of its content beyond the limits. */
interface ContentRule {
	/** Keys that must not be empty, with the labels of their fields. */
	readonly required: Readonly<Record<string, string>>;
	readonly source: string;
}

/** One row a message type. */
export const CONTENT_RULES = Object.freeze({
	text: {
		required: { text: 'Text' },
		source:
			'https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmessage',
	},
}) satisfies Readonly<Record<string, ContentRule>>;

export type MessageTypeValue = keyof typeof CONTENT_RULES;

/**
 * The content of a free message as the service wants it: JSON text, checked before the call.
 *
 * @throws InvalidInput that names the field.
 */
export function messageContent(
	channel: ChannelType,
	messageType: MessageTypeValue,
	content: Readonly<Record<string, unknown>>,
): string {
	for (const [key, label] of Object.entries(CONTENT_RULES[messageType].required)) {
		const value = content[key];
		if (typeof value !== 'string' || value.trim() === '') {
			throw new InvalidInput(
				`'${label}' is empty`,
				`Fill in '${label}'. If it is an expression, check that the incoming item has the value.`,
			);
		}
	}
	assertTextLimits(channel, messageType, content);
	return JSON.stringify(content);
}
