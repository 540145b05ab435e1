import { InvalidInput } from '../errors/invalidInput';
import type { ChannelType } from './channels';

interface TextLimit {
	readonly channels: readonly ChannelType[];
	readonly messageType: string;
	/** The label of the field. */
	readonly field: string;
	/** Key in the message's content. */
	readonly key: string;
	/** In code points: an emoji counts once. */
	readonly longest: number;
	readonly source: string;
}

/** Only documented limits; where a channel states none the service decides. */
export const TEXT_LIMITS = Object.freeze([
	{
		channels: ['whatsapp'],
		messageType: 'text',
		field: 'Text',
		key: 'text',
		longest: 4096,
		source:
			'https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/text-messages',
	},
]) satisfies readonly TextLimit[];

/**
 * Checks the texts of a message against the limits of its channel and type.
 *
 * @throws InvalidInput with field, limit and actual length.
 */
export function assertTextLimits(
	channel: ChannelType,
	messageType: string,
	content: Readonly<Record<string, unknown>>,
): void {
	for (const { field, key, longest } of limitsOf(channel, messageType)) {
		const value = content[key];
		const length = typeof value === 'string' ? [...value].length : 0;
		if (length > longest) {
			throw new InvalidInput(
				`'${field}' is too long: ${length} characters, at most ${longest} are allowed`,
				`Shorten '${field}', or send it as several messages.`,
			);
		}
	}
}

function limitsOf(channel: ChannelType, messageType: string): readonly TextLimit[] {
	const limits: readonly TextLimit[] = TEXT_LIMITS;
	return limits.filter(
		(limit) => limit.messageType === messageType && limit.channels.includes(channel),
	);
}
