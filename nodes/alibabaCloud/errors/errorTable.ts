/** What is known about one error code. */
export interface ErrorRow {
	/** What happened, as the first line of an error: no code, no final period. */
	readonly cause: string;
	/** What the user does next, in full sentences. */
	readonly advice: string;
	/**
	 * Whether the same call can succeed later without a change; `reads` where it may have been
	 * carried out all the same, so that only what changes nothing may be retried.
	 */
	readonly retryable: boolean | 'reads';
	/** `permission` rows are explained with the RAM statement to add. */
	readonly topic?: 'permission' | 'throttling';
	/** The service's own text quotes what it signed, token included, so it must not be shown. */
	readonly hideServiceMessage?: true;
}

interface ErrorGroup {
	readonly source: string;
	readonly rows: Readonly<Record<string, ErrorRow>>;
}

/** A row with the page that documents its code. */
export interface ErrorEntry extends ErrorRow {
	readonly source: string;
}

const API_ERROR_CODES =
	'https://help.aliyun.com/zh/chatapp/developer-reference/api-error-codes' as const;
const GATEWAY_ERROR_CODES = 'https://www.alibabacloud.com/help/doc-detail/69008.htm' as const;
const SEND_SKILL =
	'https://github.com/aliyun/alibabacloud-aiops-skills/tree/main/skills/entcmc/cams' as const;
const PRODUCT_PAGE =
	'https://www.alibabacloud.com/help/en/chatapp/send-chat-app-messages-through-api' as const;
const SIGNATURE_PAGE =
	'https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature' as const;

const PUBLIC_ERROR_CODES =
	'https://help.aliyun.com/en/chatapp/developer-reference/api-cams-2020-06-06-errorcodes' as const;

const ATTACH_STATEMENT =
	'Attach a policy with the statement below to the RAM user or role. If a policy lists resources, they must include the one of this call.';
const LATER_OR_TICKET =
	'Run the workflow again later; if it persists, open a ticket with the request ID.';
const CHECK_CREDENTIAL = "Open the node's credential and correct it";
const SEE_TEMPLATE = "Choose the template again in the 'Template' list";
const SLOW_DOWN =
	"Lower 'Requests Per Second' or 'Max Concurrent Requests' on the Settings tab of the node, or run the workflow again later.";

const product = {
	source: PRODUCT_PAGE,
	rows: {
		'Product.Unsubscript': {
			cause: 'Chat App Message Service is not activated for this Alibaba Cloud account',
			advice:
				'Activate the product in the Chat App Message Service console with the main account, then try again.',
			retryable: false,
		},
		'Ram.PermissionDeny': {
			cause: 'The RAM identity of the credential has no permission for this action',
			advice: ATTACH_STATEMENT,
			retryable: false,
			topic: 'permission',
		},
		'System.LimitControl': {
			cause: 'Too many requests per second for this account',
			advice: SLOW_DOWN,
			retryable: true,
			topic: 'throttling',
		},
		'Unknown.ResourceOwnerId': {
			cause: 'The channel does not belong to this account',
			advice:
				"Choose the channel from the 'Channel' list, or use a credential of the account that owns it.",
			retryable: false,
		},
	},
} as const satisfies ErrorGroup;

const documented = {
	source: API_ERROR_CODES,
	rows: {
		'Authentication.NoAuth': {
			cause: 'This account has no permission for this action',
			advice: 'Attach a policy with the statement below, and check that the channel is yours.',
			retryable: false,
			topic: 'permission',
		},
		'InvalidParameter.MessageInvalid': {
			cause: 'The template text is not valid',
			advice:
				'Write variables as $(name), not as {{1}}, give the template type, and remove content that WhatsApp forbids.',
			retryable: false,
		},
		'InvalidParameter.FooterHaveVariable': {
			cause: 'The footer contains a variable',
			advice:
				'Remove the variable from the footer; only header, body and buttons can have variables.',
			retryable: false,
		},
		'InvalidParameter.HeaderMoreVarable': {
			cause: 'The header contains more than one variable',
			advice: 'Keep one variable in the header and move the others to the body.',
			retryable: false,
		},
		'InvalidParameter.HeaderMoreVariable': {
			cause: 'The header contains more than one variable',
			advice: 'Keep one variable in the header and move the others to the body.',
			retryable: false,
		},
		'InvalidParameter.HeaderTypeNotSupport': {
			cause: 'The header format is not supported',
			advice: 'Use TEXT, IMAGE, VIDEO or DOCUMENT as the format of the header.',
			retryable: false,
		},
		'InvalidParameter.ButtonTextHaveVariable': {
			cause: 'The text of a button contains a variable',
			advice: 'Use a fixed button text. Only its URL or coupon code can have a variable.',
			retryable: false,
		},
		'InvalidParameter.UrlMoreVarable': {
			cause: 'The URL of a button contains more than one variable',
			advice: 'Keep one variable, at the end of the URL.',
			retryable: false,
		},
		'InvalidParameter.UrlMoreVariable': {
			cause: 'The URL of a button contains more than one variable',
			advice: 'Keep one variable, at the end of the URL.',
			retryable: false,
		},
		'InvalidParameter.PhoneNumberError': {
			cause: 'The phone number is not valid',
			advice:
				"Check the phone numbers in the node, such as 'From' and 'To': country code and number, for example +65 9123 4567. A number of your own has to belong to the chosen channel.",
			retryable: false,
		},
		'InvalidParameter.TemplateNameExist': {
			cause: 'A template with this name already exists',
			advice: 'Choose another name, or another language for the same name.',
			retryable: false,
		},
		'InvalidParameter.CreateError': {
			cause: 'The template could not be created',
			advice: 'Check name, category, language and components of the template.',
			retryable: false,
		},
		'DelError.TemplateNotExist': {
			cause: 'The template to delete does not exist',
			advice: `${SEE_TEMPLATE}; it may have been deleted, or belong to another channel.`,
			retryable: false,
		},
		'DetailError.TemplateNotExist': {
			cause: 'The template does not exist in this channel and language',
			advice: `${SEE_TEMPLATE} and in the 'Language' list; it may have been deleted, or belong to another channel. 'By ID' takes the code of a template, not its name.`,
			retryable: false,
		},
		'TemplateListError.QueryError': {
			cause: 'The templates could not be listed',
			advice: "Check 'Channel' and the filters, then try again.",
			retryable: false,
		},
		'InvalidParameter.PageInvalid': {
			cause: 'The page number or page size is not valid',
			advice: "Use a smaller 'Limit'.",
			retryable: false,
		},
		'InvalidParameter.LanguageNotSupport': {
			cause: 'The language is not supported',
			advice: "Choose the language from the 'Language' list, for example en or zh_CN.",
			retryable: false,
		},
		'InvalidParameter.AuditStatusNotSupport': {
			cause: 'The service does not know this review state',
			advice: "Choose the state from the list of the 'Review State' filter.",
			retryable: false,
		},
		'InvalidParameter.TemplateTypeNotSupport': {
			cause: 'The template type is not supported',
			advice: 'Use WHATSAPP or VIBER, matching the channel.',
			retryable: false,
		},
		'InvalidParameter.ChannelTypeNotSupport': {
			cause: 'The channel type is not supported for this call',
			advice: "Choose another 'Channel Type'. The type has to match the channel.",
			retryable: false,
		},
		'InvalidParameter.MessageTypeNotEmpty': {
			cause: 'The message type is missing',
			advice: "Choose a 'Message Type'.",
			retryable: false,
		},
		'InvalidParameter.ContentNotEmpty': {
			cause: 'The message has no content',
			advice: 'Fill in the content of the message.',
			retryable: false,
		},
		'InvalidParameter.ContentError': {
			cause: 'The content of the message has the wrong format',
			advice: "Check that the content fits the 'Message Type'.",
			retryable: false,
		},
		'InvalidParameter.TextNotEmpty': {
			cause: 'The text of the message is empty',
			advice: "Fill in 'Text'.",
			retryable: false,
		},
		'InvalidParameter.MessageTypeNotSupport': {
			cause: 'The channel does not support this message type',
			advice: "Choose another 'Message Type'.",
			retryable: false,
		},
		'InvalidParameter.LinkNotEmpty': {
			cause: 'The link to the media is empty',
			advice: 'Enter a public URL of the media file.',
			retryable: false,
		},
		'InvalidParameter.TemplateCodeNotEmpty': {
			cause: 'The template is missing',
			advice: "Choose a template in the 'Template' list.",
			retryable: false,
		},
		'InvalidParameter.LanguageNotEmpty': {
			cause: 'The language of the template is missing',
			advice: "Choose a language in the 'Language' list.",
			retryable: false,
		},
		'InvalidParameter.SendSmsNotSupport': {
			cause: 'SMS fallback is not available here',
			advice: 'Remove the fallback; it exists for accounts of the international site only.',
			retryable: false,
		},
		'InvalidParameter.FromOnlyNumeric': {
			cause: "'From' can contain digits only",
			advice: "Choose the number from the 'From' list, or enter it without a plus sign or spaces.",
			retryable: false,
		},
		'InvalidParameter.ToOnlyNumeric': {
			cause: "'To' can contain digits only",
			advice: "Enter the recipient's number with its country code, for example +65 9123 4567.",
			retryable: false,
		},
	},
} as const satisfies ErrorGroup;

const practice = {
	source: SEND_SKILL,
	rows: {
		'InvalidParameter.FileUrlError': {
			cause: 'The service could not download the media',
			advice:
				'Use a public https URL that answers without a login and stays available: until delivery for a message, always for a template.',
			retryable: false,
		},
		MissingType: {
			cause: "The parameter 'Type' is missing",
			advice: 'Each component of a template needs its Type, starting with a capital letter.',
			retryable: false,
		},
		MissingComponents: {
			cause: "The parameter 'Components' is missing",
			advice: 'Give the template at least one component with a Body.',
			retryable: false,
		},
		'Forbidden.RAM': {
			cause: 'The RAM identity of the credential has no permission for this action',
			advice: ATTACH_STATEMENT,
			retryable: false,
			topic: 'permission',
		},
		'Throttling.User': {
			cause: 'Too many requests per second for this account',
			advice: SLOW_DOWN,
			retryable: true,
			topic: 'throttling',
		},
		Throttling: {
			cause: 'Too many requests per second',
			advice: SLOW_DOWN,
			retryable: true,
			topic: 'throttling',
		},
		TemplateNotFound: {
			cause: 'The template does not exist',
			advice: `${SEE_TEMPLATE}; it may have been deleted, or belong to another channel.`,
			retryable: false,
		},
		TemplateParamInvalid: {
			cause: 'The variables do not fit the template',
			advice: "Refresh the fields of 'Template Variables' and fill in each of them.",
			retryable: false,
		},
		SessionWindowExpired: {
			cause: 'More than 24 hours have passed since the recipient last wrote',
			advice:
				"On WhatsApp, send a template: by 'Send Template', by 'When the Window Is Closed' in 'Send', or by 'Send As' in 'Send and Wait for Response'. On other channels, wait until the recipient writes again.",
			retryable: false,
		},
		PhoneNumberNotRegistered: {
			cause: 'The phone number is not registered',
			advice: "Choose a connected number in the 'From' list, and check 'To'.",
			retryable: false,
		},
	},
} as const satisfies ErrorGroup;

const published = {
	source: PUBLIC_ERROR_CODES,
	rows: {
		'999999': {
			cause: 'The service failed to process the call',
			advice: LATER_OR_TICKET,
			retryable: 'reads',
		},
		'ERR-COMMON-001': {
			cause: 'The service failed to process the call',
			advice: LATER_OR_TICKET,
			retryable: 'reads',
		},
		'CHAT.APIError': {
			cause:
				'The service failed to process the call, or this account has no permission for this action',
			advice:
				'Check that the channel belongs to the account of the credential and that its policy allows the action. If so, open a ticket with the request ID.',
			retryable: false,
		},
		'ERR-FB-001': {
			cause: 'Meta does not know the object, or the account has no access to it',
			advice:
				"Check the IDs in the node's fields: the object may have been deleted or belong to another business account. If they are correct, bind the account again with Business Account > Bind.",
			retryable: false,
		},
		'ERR-OPERATION-MAAP-0060': {
			cause: 'The channel has no WhatsApp Business account',
			advice: 'Bind one with Business Account > Bind, then try again.',
			retryable: false,
		},
		'ERR-OPERATION-MAAP-0065': {
			cause: 'The phone number does not belong to the channel',
			advice:
				'Choose the number from the list of the chosen channel, or add it with Phone Number > Add; Phone Number > Sync imports numbers that were added elsewhere.',
			retryable: false,
		},
		'ERR-OPERATION-MAAP-0085': {
			cause: 'A website does not start with http:// or https://',
			advice: 'Enter the full address, for example https://www.example.com.',
			retryable: false,
		},
	},
} as const satisfies ErrorGroup;

const gateway = {
	source: GATEWAY_ERROR_CODES,
	rows: {
		'InvalidAccessKeyId.NotFound': {
			cause: 'The AccessKey ID is not known to Alibaba Cloud',
			advice: `${CHECK_CREDENTIAL}: the AccessKey ID may be mistyped, deleted, or from another site.`,
			retryable: false,
		},
		'InvalidAccessKeyId.Inactive': {
			cause: 'The AccessKey is disabled',
			advice: 'Enable it in the RAM console, or use another AccessKey in the credential.',
			retryable: false,
		},
		'InvalidAction.NotFound': {
			cause: 'The service does not know this action',
			advice:
				"Check the name of the action. If 'Custom Endpoints' is on in the credential, check the endpoint for it as well.",
			retryable: false,
		},
		InvalidVersion: {
			cause: 'The endpoint does not support this version of the API',
			advice:
				"If 'Custom Endpoints' is on in the credential, turn it off, or clear the endpoint there, to use the documented one.",
			retryable: false,
		},
		'Throttling.Api': {
			cause: 'Too many requests per second for this action',
			advice: SLOW_DOWN,
			retryable: true,
			topic: 'throttling',
		},
		ServiceUnavailable: {
			cause: 'The service is not available at the moment',
			advice: 'Run the workflow again later.',
			retryable: 'reads',
		},
		InternalError: {
			cause: 'The service failed to process the call',
			advice: LATER_OR_TICKET,
			retryable: 'reads',
		},
	},
} as const satisfies ErrorGroup;

const signing = {
	source: SIGNATURE_PAGE,
	rows: {
		SignatureDoesNotMatch: {
			cause: 'The AccessKey Secret does not belong to the AccessKey ID',
			advice: `${CHECK_CREDENTIAL}: enter the AccessKey Secret again, without leading or trailing spaces.`,
			retryable: false,
			hideServiceMessage: true,
		},
		'InvalidTimeStamp.Expired': {
			cause: 'The clock of this machine is off by more than 15 minutes',
			advice: 'Synchronize the clock of the machine that runs n8n with NTP, then try again.',
			retryable: false,
		},
		SignatureNonceUsed: {
			cause: 'The service has seen this request before',
			advice: 'Run the workflow again; check for a proxy that sends requests twice.',
			retryable: false,
		},
		IncompleteSignature: {
			cause: 'The request arrived without a complete signature',
			advice: 'Check for a proxy that changes requests or drops headers.',
			retryable: false,
			hideServiceMessage: true,
		},
		'InvalidSecurityToken.Expired': {
			cause: 'The security token has expired',
			advice: `${CHECK_CREDENTIAL}: enter a new token, or use a RAM role, whose tokens are renewed automatically.`,
			retryable: false,
			hideServiceMessage: true,
		},
	},
} as const satisfies ErrorGroup;

const local = {
	source:
		'https://docs.n8n.io/integrations/builtin/core-nodes/n8n-nodes-base.httprequest/common-issues/',
	rows: {
		'Local.BlockedByN8n': {
			cause: "The address of the service is blocked by n8n's SSRF protection",
			advice:
				'Add the host to N8N_SSRF_ALLOWED_HOSTNAMES, or its address to N8N_SSRF_ALLOWED_IP_RANGES, and restart n8n.',
			retryable: false,
		},
		'Local.Timeout': {
			cause: 'The service did not answer in time',
			advice: "Raise 'Timeout' on the Settings tab of the node, or run the workflow again later.",
			retryable: 'reads',
		},
		'Local.ConnectionLost': {
			cause: 'The connection to the service was lost before the response arrived',
			advice: 'Check the network and any proxy between n8n and the service.',
			retryable: 'reads',
		},
		'Local.ConnectionRefused': {
			cause: 'Nothing responds at the address of the service',
			advice:
				"Check the network. If 'Custom Endpoints' is on in the credential, check the endpoints there, or turn it off to use the documented ones.",
			retryable: true,
		},
		'Local.HostNotFound': {
			cause: 'The host of the service does not exist',
			advice:
				"Check 'Region' in the credential and, if 'Custom Endpoints' is on, the endpoints there. Chat App Message Service is documented for ap-southeast-1 only.",
			retryable: false,
		},
		'Local.CertificateNotTrusted': {
			cause: 'The certificate of the service is not trusted',
			advice:
				"If a proxy between n8n and the service replaces certificates, set the environment variable NODE_EXTRA_CA_CERTS of n8n to the file with the proxy's certificate. If 'Custom Endpoints' is on in the credential, check the endpoints there.",
			retryable: false,
		},
		'Local.NotJson': {
			cause: 'The response is not from the service, or is incomplete',
			advice:
				"Check any proxy; often a login or error page responds instead. If 'Custom Endpoints' is on in the credential, check the endpoints there.",
			retryable: 'reads',
		},
		'Local.TooManyRequests': {
			cause: 'Too many requests: HTTP status 429 without an error code of the service',
			advice: SLOW_DOWN,
			retryable: true,
			topic: 'throttling',
		},
		'Local.InsecureEndpoint': {
			cause: 'The endpoint is not encrypted',
			advice:
				"Start the endpoint with https, in the credential under 'Custom Endpoints' or in the node; http is allowed only for this machine.",
			retryable: false,
		},
	},
} as const satisfies ErrorGroup;

const groups: readonly ErrorGroup[] = [
	product,
	documented,
	practice,
	published,
	gateway,
	signing,
	local,
];

/** Every documented code with its cause, what to do and where it is documented. */
export const errorTable: ReadonlyMap<string, ErrorEntry> = new Map(
	groups.flatMap(({ source, rows }) =>
		Object.entries(rows).map(([code, row]) => [code, Object.freeze({ ...row, source })] as const),
	),
);

/** Families whose members are not all documented; the first matching prefix speaks. */
export const codeFamilies = Object.freeze([
	{
		prefix: 'Throttling',
		entry: { ...practice.rows.Throttling, source: practice.source },
	},
	{
		prefix: 'Forbidden',
		entry: { ...practice.rows['Forbidden.RAM'], source: practice.source },
	},
	{
		prefix: 'NoPermission',
		entry: { ...practice.rows['Forbidden.RAM'], source: practice.source },
	},
	{
		prefix: 'InvalidAccessKeyId',
		entry: { ...gateway.rows['InvalidAccessKeyId.NotFound'], source: gateway.source },
	},
	{
		prefix: 'InvalidSecurityToken',
		entry: {
			cause: 'The security token is not valid',
			advice: `${CHECK_CREDENTIAL}: the token must belong to the AccessKey ID.`,
			retryable: false,
			hideServiceMessage: true,
			source: signing.source,
		},
	},
	{
		prefix: 'InvalidTimeStamp',
		entry: { ...signing.rows['InvalidTimeStamp.Expired'], source: signing.source },
	},
	{
		prefix: 'ServiceUnavailable',
		entry: { ...gateway.rows.ServiceUnavailable, source: gateway.source },
	},
	{
		prefix: 'InternalError',
		entry: { ...gateway.rows.InternalError, source: gateway.source },
	},
	{
		prefix: 'CHAT.APIError',
		entry: { ...published.rows['CHAT.APIError'], source: published.source },
	},
	{
		prefix: 'ERR-COMMON-',
		entry: { ...published.rows['ERR-COMMON-001'], source: published.source },
	},
	{
		prefix: 'ERR-FB-',
		entry: {
			cause: 'Meta rejected the request',
			advice:
				"The text below is Meta's. Check the IDs in the node's fields and the state of the account with Business Account > Check Health.",
			retryable: false,
			source: published.source,
		},
	},
	{
		prefix: 'ERR-OPERATION-MAAP-',
		entry: {
			cause: 'The channel, its account or its phone number does not allow this',
			advice:
				"Check them with Channel > Check, and compare the node's fields with the message of the service.",
			retryable: false,
			source: published.source,
		},
	},
	{
		prefix: 'QueryParam.',
		entry: {
			cause: 'A search condition is missing or not valid',
			advice: 'The code names it after the dot. Fill in its field or change its value.',
			retryable: false,
			source: published.source,
		},
	},
] as const satisfies ReadonlyArray<{ prefix: string; entry: ErrorEntry }>);

/** Rate limits of gateways and products go by many names; these words are in all of them. */
const THROTTLING_WORDS = /throttl|too-?many-?requests|flow-?control|(?:qps|rate)-?limit/i;

/** Explains every rate limit whose code has no row of its own. */
export const THROTTLING: ErrorEntry = Object.freeze({
	...practice.rows.Throttling,
	source: practice.source,
});

/**
 * So many products say that something behind them took too long, and may still be at it. A code that
 * names a parameter is about the time limit that was sent.
 */
const TIMEOUT_WORDS = /^(?!InvalidParameter|Missing).*timed?[-_.]?out/i;

/** Explains every code of a time limit of the service, none of which is documented. */
export const TIMEOUT: ErrorEntry = Object.freeze({
	cause: 'The service did not complete the call in time',
	advice: LATER_OR_TICKET,
	retryable: 'reads',
	source: gateway.source,
});

/** The entry of a code: its own, that of its family, or `undefined` for a code nobody documented. */
export function findEntry(code: string): ErrorEntry | undefined {
	return (
		errorTable.get(code) ??
		codeFamilies.find(({ prefix }) => code.startsWith(prefix))?.entry ??
		(THROTTLING_WORDS.test(code) ? THROTTLING : undefined) ??
		(TIMEOUT_WORDS.test(code) ? TIMEOUT : undefined)
	);
}
