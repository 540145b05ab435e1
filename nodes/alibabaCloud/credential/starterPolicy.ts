/**
 * What the README does with a credential: its test, the lists, a first message, a reply, a question,
 * the registration of a URL, and Channel > Check. A test runs all of that and compares.
 */
export const STARTER_ACTIONS: readonly string[] = Object.freeze([
	'cams:GetChatappOpenStatus',
	'cams:ListInstance',
	'cams:QueryChatappPhoneNumbers',
	'cams:ListChatappTemplate',
	'cams:GetChatappTemplateDetail',
	'cams:SendChatappMessage',
	'cams:ListChatappMessage',
	'cams:UpdatePhoneWebhook',
	'cams:QueryChatappBindWaba',
	'cams:GetWhatsappHealthStatus',
]);

/** One statement of a RAM policy as JSON, ready to paste, which allows them. */
export const STARTER_STATEMENT = JSON.stringify({
	Effect: 'Allow',
	Action: STARTER_ACTIONS,
	Resource: '*',
});
