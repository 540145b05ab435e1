import type { ChannelType } from '../../alibabaCloud/channels/channels';
import { rulesOf } from './contentRules';
import { interactiveRules } from './interactiveRules';
import { assertRules } from './rule';

/**
 * The content of a free-form message as the service wants it: JSON text, checked before the call;
 * `undefined` for a message without content. Types whose content is not documented are passed on unchecked.
 *
 * @throws InvalidInput that names the field, the limit and the actual size.
 */
export function messageContent(
	channel: ChannelType,
	messageType: string,
	content: unknown,
): string | undefined {
	if (content === undefined) return undefined;
	const rules = rulesOf(channel, messageType);
	if (rules) assertRules(content, rules);
	if (rules && messageType === 'interactive') {
		assertRules(content, interactiveRules((content as { type?: unknown }).type));
	}
	return JSON.stringify(content);
}
