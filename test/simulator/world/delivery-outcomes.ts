import type { Message } from './messages';

export interface DeliveryFailure {
	code: string;
	description: string;
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
	'131008': 'Required parameter is missing.',
	'131009': 'Parameter value is not valid.',
	'131021': 'Recipient cannot be sender.',
	'131026': 'Receiver is incapable of receiving this message(Message Undeliverable.)',
	'131047':
		'Re-engagement message(More than 24 hours have passed since the recipient last replied.)',
	'131049': 'This message was not delivered to maintain healthy ecosystem engagement.',
	'131050': 'User has stopped receiving marketing messages from this business.',
	'131056': 'Too many messages sent from the sender phone number to the same recipient.',
	'132000': 'Number of parameters does not match the expected number of params.',
	'132001': 'Template name does not exist in the translation.',
	'132005': 'Translated text is too long.',
	'132012': 'Parameter format does not match format in the created template.',
	'132015': 'Template is paused due to low quality.',
	'132016': 'Template is disabled due to low quality.',
	'132018': 'There is an issue with the parameters in your template.',
	'133010': 'Phone number is not registered.',
	SRVC_USER_BLOCKED: 'The user blocked the service.',
};

/**
 * Users who cannot be reached, by the end of their number. Every other number exists and gets what
 * is sent to it.
 */
const UNREACHABLE: ReadonlyArray<{ ending: string; code: string; marketingOnly: boolean }> = [
	{ ending: '0000', code: '131026', marketingOnly: false },
	{ ending: '0049', code: '131049', marketingOnly: true },
	{ ending: '0050', code: '131050', marketingOnly: true },
	{ ending: '0056', code: '131056', marketingOnly: false },
];

/** The receipt's description repeats the code: "131026:Receiver is ...". */
export function deliveryFailure(code: string, description?: string): DeliveryFailure {
	return { code, description: `${code}:${description ?? DESCRIPTIONS[code] ?? 'Failed.'}` };
}

/** Why this message will fail, or null when it will arrive. */
export function outcomeOf(message: Message, optedOut = false): DeliveryFailure | null {
	if (message.user === message.business) return deliveryFailure('131021');
	if (optedOut && message.channelType === 'viber') return deliveryFailure('SRVC_USER_BLOCKED');
	if (optedOut && message.template?.category === 'MARKETING') return deliveryFailure('131050');
	const found = UNREACHABLE.find(
		(row) =>
			message.user.endsWith(row.ending) &&
			(!row.marketingOnly || message.template?.category === 'MARKETING'),
	);
	return found ? deliveryFailure(found.code) : null;
}
