/** What a workflow does about a failed message: a word to branch by. */
export type DeliveryAction =
	/** Correct the message, the template or the account first. */
	| 'fix'
	/** The same message can go through later. */
	| 'wait'
	/** This person cannot be reached this way. */
	| 'otherChannel'
	/** This person does not want these messages: take the person off the list. */
	| 'stopWriting';

/** What to do about one code of a failed delivery. */
export interface DeliveryAdvice {
	/** Full sentences that say what happened and what to do. */
	readonly advice: string;
	readonly action: DeliveryAction;
	/** Whether the same message can go through later without a change. */
	readonly retryable: boolean;
	/** Seconds to wait before the same message is sent again; `null` where waiting does not help. */
	readonly retryAfter: number | null;
}

/** The codes of one chat app, with the page that documents them. */
export interface DeliveryCodes {
	readonly app: string;
	readonly source: string;
	readonly rows: Readonly<Record<string, DeliveryAdvice>>;
}

const ASK_SUPPORT =
	'Open a ticket with Alibaba Cloud support and quote this code and the message ID.';
const REGISTRATION = 'Register the business number again with Phone Number > Register.';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The same message can go through later: a workflow may try again by itself. */
function again(advice: string, retryAfter: number = 5 * MINUTE): DeliveryAdvice {
	return { advice, action: 'wait', retryable: true, retryAfter };
}

/** Time helps, but a workflow that tries again by itself does harm. */
function later(advice: string, retryAfter: number): DeliveryAdvice {
	return { advice, action: 'wait', retryable: false, retryAfter };
}

function stop(advice: string, action: DeliveryAction = 'fix'): DeliveryAdvice {
	return { advice, action, retryable: false, retryAfter: null };
}

const PROVIDER_RIGHTS = stop(
	`The connection between Alibaba Cloud and WhatsApp lacks a permission or its token has expired. ${ASK_SUPPORT}`,
);
const TEMPORARY = again('WhatsApp had a temporary error. Send the message again in a few minutes.');
const CALL_LIMIT = again(
	'The business account made too many requests. Send more slowly, then send this message again.',
);

const whatsapp = {
	app: 'WhatsApp',
	source:
		'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes',
	rows: {
		'0': PROVIDER_RIGHTS,
		'1': TEMPORARY,
		'2': TEMPORARY,
		'3': PROVIDER_RIGHTS,
		'4': CALL_LIMIT,
		'10': PROVIDER_RIGHTS,
		'33': stop(
			'The business number was deleted. Choose another sender, or add the number to the channel again.',
		),
		'100': stop(
			'A parameter of the message is wrong. Compare the message with what the template or message type allows.',
		),
		'190': PROVIDER_RIGHTS,
		'368': later(
			'WhatsApp blocked the business account for a while because of its policies. Stop sending and look at the account in Meta Business Manager.',
			DAY,
		),
		'80007': CALL_LIMIT,
		'130403': stop(
			'The business itself has blocked this person. Remove the person from the list, or unblock the person in the WhatsApp account of the business first.',
			'stopWriting',
		),
		'130429': again(
			'The business number sends faster than WhatsApp allows. Send more slowly, then send this message again.',
			MINUTE,
		),
		'130472': later(
			'WhatsApp keeps this person out of marketing messages as part of an experiment. Wait for several days, or use another channel.',
			7 * DAY,
		),
		'130497': stop(
			'The business account may not send to this country. Use another channel for this person.',
			'otherChannel',
		),
		'131000': again(
			'WhatsApp gave no reason. Send the message once more; if it fails again, open a ticket.',
		),
		'131005': stop(`The business account lacks a permission. ${ASK_SUPPORT}`),
		'131008': stop(
			'A required parameter is missing. Fill in all fields of the message, or all variables of the template.',
		),
		'131009': stop(
			'A parameter has a value that is not allowed. Check the variables, the recipient and the media links.',
		),
		'131016': again('WhatsApp is overloaded. Send the message again in a few minutes.'),
		'131021': stop('Sender and recipient are the same number. Change one of them.'),
		'131026': stop(
			'The message cannot reach this number: it is not on WhatsApp, uses a very old version, or has not accepted the current terms. Check the number, or use another channel.',
			'otherChannel',
		),
		'131030': stop(
			'The sender is a test number and the recipient is not on its list. Add the recipient to the list, or send from a regular number.',
		),
		'131031': stop(
			'The business account is locked. Look at its state in Meta Business Manager and ask for a review there.',
		),
		'131037': later(
			'The display name of the business number is not approved yet. Wait for the approval, or send from another number.',
			DAY,
		),
		'131042': stop(
			'There is a payment issue with the business account. Check the balance and the payment settings.',
		),
		'131045': stop(`The business number is not registered properly. ${REGISTRATION}`),
		'131047': stop(
			'More than 24 hours passed since this person last wrote. Send an approved template message instead.',
		),
		'131048': again(
			'Too many messages of this number were blocked or reported as spam. Check its quality rating and send less for some days.',
			DAY,
		),
		'131049': later(
			'WhatsApp held the message back because this person got many marketing messages. Wait for at least 24 hours, and do not send it again at once.',
			DAY,
		),
		'131050': stop(
			'This person stopped marketing messages from the business. Remove the person from the marketing list.',
			'stopWriting',
		),
		'131051': stop('WhatsApp does not know this type of message. Choose another message type.'),
		'131052': stop(
			'The media that the person sent could not be fetched. Ask the person to send it again.',
		),
		'131053': stop(
			'The media could not be fetched or has a type or size that is not allowed. Check that its link is public, and check its format and size.',
		),
		'131055': stop(
			'The business account may not send this kind of message in this way. Send it as another message type or with a template.',
		),
		'131056': again(
			'Too many messages went to this person within a short time. Wait for some minutes, then send it again.',
			10 * MINUTE,
		),
		'131057': again(
			'The business account is in maintenance, for example because of an upgrade. Send the message again later.',
			HOUR,
		),
		'131062': stop(
			'This message cannot be sent to a user ID, as is the case for authentication templates. Send it to the phone number of this person, or use another channel.',
			'otherChannel',
		),
		'131063': stop(
			'Marketing messages are turned off for this connection to WhatsApp. Send a utility template if the content is one, or have marketing messages enabled by Alibaba Cloud support.',
		),
		'131064': later(
			'The account has reached a limit that WhatsApp set because of how its templates are classified. Send less marketing and wait for a day before trying again.',
			DAY,
		),
		'132000': stop(
			'The number of variables differs from that of the template. Choose the template again so that its variables are loaded again.',
		),
		'132001': stop(
			'The template does not exist in this language, or is not approved. Choose a language in which it is approved.',
		),
		'132005': stop(
			'The template is too long with these values. Shorten the values of its variables.',
		),
		'132007': stop(
			'The content breaks a WhatsApp rule on content or format. Change the template and submit it again.',
		),
		'132012': stop(
			'A variable has a different format than the template requires. Compare the values with the samples of the template.',
		),
		'132015': stop(
			'The template is paused because of low quality. Use another template, or improve this one and wait until the pause ends.',
		),
		'132016': stop(
			'The template is disabled for good because of low quality. Create a new template with other content.',
		),
		'132018': stop(
			'The values of the variables do not fit the template. Choose the template again so that its variables are loaded again, and compare the values with its samples.',
		),
		'132068': stop(
			'The WhatsApp Flow of this message is blocked. Correct the flow and publish it again.',
		),
		'132069': again(
			'The WhatsApp Flow of this message is throttled. Send more slowly and look at the health of the flow.',
			HOUR,
		),
		'133000': stop(`An earlier removal of the business number did not finish. ${REGISTRATION}`),
		'133004': again('The registration servers of WhatsApp are not available. Try again later.'),
		'133005': stop(
			'The two-step verification PIN is wrong. Enter the correct PIN, or reset it in WhatsApp Manager.',
		),
		'133006': stop('The business number has to be verified again before it is registered.'),
		'133008': later(
			'There were too many attempts with a wrong PIN. Wait for the time that WhatsApp states.',
			HOUR,
		),
		'133009': again('The PIN was entered too fast. Wait a moment, then enter it again.', MINUTE),
		'133010': stop(`The business number is not registered on WhatsApp. ${REGISTRATION}`),
		'133015': again(
			'The business number was deleted a moment ago. Wait for five minutes, then add it again.',
			5 * MINUTE,
		),
		'133016': later(
			'The business number was registered and removed too often. Wait for 72 hours, then register it again.',
			72 * HOUR,
		),
		'134011': stop(
			'The terms of WhatsApp Payments are not accepted for this account. Accept them in Meta Business Manager.',
		),
		'134100': stop(
			'This way of sending is only for marketing templates. Choose a template of the category Marketing, or send this one with Send Template from another number.',
		),
		'134101': again(
			'WhatsApp is still preparing the template for marketing messages. Wait for ten minutes, then send the message again.',
			10 * MINUTE,
		),
		'134102': stop(
			'The template cannot be used for marketing messages. Look at its state with Template > Get, or send another template.',
		),
		'135000': stop(
			'WhatsApp refused the message without a clear reason. Check all parameters of the message.',
		),
		'147005': stop('Another number uses this username. Choose another one, or transfer it.'),
		'2494100': again(
			'The business number is in maintenance. Send the message again in an hour.',
			HOUR,
		),
	},
} as const satisfies DeliveryCodes;

const viber = {
	app: 'Viber',
	source: 'https://www.alibabacloud.com/help/en/chatapp/developer-reference/viber-api-error-codes',
	rows: {
		SRVC_BAD_DATA: stop(
			'Viber could not read the message. Check its text, its buttons and its links.',
		),
		SRVC_INTERNAL_FAILURE: again(
			'Viber had an internal error. Send the message again in a few minutes.',
		),
		SRVC_INVALID_TTL: stop(
			'The validity period of the message is outside the range that Viber allows. Change the period.',
		),
		SRVC_NO_SUITABLE_DEVICE: stop(
			'This person has no device with a Viber version that can show the message. Use another channel.',
			'otherChannel',
		),
		SRVC_NOT_PERMITTED: stop(
			'The Viber service may not send this kind of message. Check what the service ID is approved for.',
		),
		SRVC_NOT_VIBER_USER: stop(
			'This number is not on Viber. Check the number, or use another channel.',
			'otherChannel',
		),
		SRVC_TIMEOUT: again('Viber did not answer in time. Send the message again later.'),
		SRVC_UNAUTHORIZED_IP: stop(
			`Viber does not accept messages from the address that sent this one. ${ASK_SUPPORT}`,
		),
		SRVC_USER_BLOCKED: stop(
			'This person blocked the business on Viber. Remove the person from the list for this channel.',
			'stopWriting',
		),
		SRVC_WAIT_FOR_USER_RESPONSE: stop(
			'Viber accepts no more messages until this person replies. Wait until the person writes.',
			'wait',
		),
	},
} as const satisfies DeliveryCodes;

export const deliveryCodes: readonly DeliveryCodes[] = Object.freeze([whatsapp, viber]);

const TABLE: ReadonlyMap<string, DeliveryAdvice> = new Map(
	deliveryCodes.flatMap(({ rows }) => Object.entries(rows)),
);

/** Codes 200 to 299 are one family: a permission was not given or was revoked. */
const PERMISSION_FAMILY = /^2\d\d$/;

const NOT_LISTED = stop(
	'No advice is documented for this code. Look the code up in the help pages of Chat App Message Service, or open a ticket with the message ID.',
);

/** The advice for one of WhatsApp's own numeric codes, which the service passes on for some calls. */
export function adviceOfWhatsApp(code: string): string | undefined {
	return Object.hasOwn(whatsapp.rows, code)
		? whatsapp.rows[code as keyof typeof whatsapp.rows].advice
		: undefined;
}

/**
 * What to do about the error code of a failed delivery. Codes are text: WhatsApp's look like
 * numbers, Viber's are names.
 */
export function explainDeliveryCode(code: string | null): DeliveryAdvice {
	if (code === null) return NOT_LISTED;
	const known = TABLE.get(code) ?? TABLE.get(code.toUpperCase());
	return known ?? (PERMISSION_FAMILY.test(code) ? PROVIDER_RIGHTS : NOT_LISTED);
}
