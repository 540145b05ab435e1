import type { ICredentialTestRequest } from 'n8n-workflow';

import { DEFAULT_REGION } from '../wire/endpoints';
import { PRODUCTS } from '../wire/products';
import { STARTER_STATEMENT } from './starterPolicy';

const NO_PERMISSION = `The AccessKey is valid but has no permission to use Chat App Message Service. Add this statement to a RAM policy of the user or role: ${STARTER_STATEMENT}`;
const NOT_ACTIVATED =
	'The AccessKey is valid, but Chat App Message Service is not activated for this account. Activate it in the Chat App Message Service console.';
const TOKEN_EXPIRED = 'The security token has expired. Get a new temporary key and token.';
const CLOCK_OFF =
	'The clock of the machine that runs n8n is off by more than 15 minutes. Synchronize it with NTP, then test again.';

/** What the gateway answers, by code: https://api.alibabacloud.com/document/cams/2020-06-06/errorCode */
const MESSAGE_BY_CODE = Object.freeze({
	'InvalidAccessKeyId.NotFound':
		"Alibaba Cloud does not know this AccessKey ID. Check 'AccessKey ID'; a deleted AccessKey cannot be restored.",
	'InvalidAccessKeyId.Inactive': 'This AccessKey is disabled. Enable it in the RAM console.',
	SignatureDoesNotMatch:
		"The secret does not belong to this AccessKey ID. Enter 'AccessKey Secret' again; it is shown once, when the key is created.",
	IncompleteSignature:
		"The secret does not belong to this AccessKey ID. Enter 'AccessKey Secret' again.",
	MissingSecurityToken:
		"This is a temporary key. Choose 'STS Token' as 'Authentication' and fill in 'Security Token'.",
	'InvalidSecurityToken.Expired': TOKEN_EXPIRED,
	'InvalidSecurityToken.Malformed': "'Security Token' is malformed. Copy it again, in full.",
	'InvalidSecurityToken.MismatchWithAccessKey':
		"'Security Token' belongs to another key. Copy the AccessKey ID, AccessKey Secret and token from the same response.",
	'InvalidTimeStamp.Expired': CLOCK_OFF,
	'InvalidTimeStamp.Format': CLOCK_OFF,
	'Forbidden.RAM': NO_PERMISSION,
	Forbidden: NO_PERMISSION,
	NoPermission: NO_PERMISSION,
	'Ram.PermissionDeny': NO_PERMISSION,
	'Authentication.NoAuth': NO_PERMISSION,
	'Product.Unsubscript': NOT_ACTIVATED,
	'Throttling.User': 'Too many requests. Wait a few seconds and test again.',
	Throttling: 'Too many requests. Wait a few seconds and test again.',
	'System.LimitControl': 'Too many requests. Wait a few seconds and test again.',
	ServiceUnavailable: 'Chat App Message Service is not available. Test again later.',
	InternalError: 'Chat App Message Service had an internal error. Test again later.',
}) satisfies Readonly<Record<string, string>>;

const NOT_THE_SERVICE =
	"The response is not from Chat App Message Service. Check 'Region', 'Custom Endpoints' and any proxy in between.";

/**
 * The address as the nodes form it (`endpointOf`); n8n takes an expression here and no function.
 * Only the origin of a URL counts, blanks around a field do not.
 */
const ENDPOINT = `={{ ((custom, region) => ((endpoint) => (/^https?:\\/\\//i.test(endpoint) ? endpoint : "https://" + endpoint))(custom || "cams." + (region || "${DEFAULT_REGION}") + ".aliyuncs.com").replace(/^(https?:\\/\\/[^\\/?#]*).*$/i, "$1"))($credentials.customEndpoints ? ($credentials.camsEndpoint || "").trim() : "", ($credentials.regionId || "").trim()) }}`;

/**
 * Proves key, secret, clock, permission and activation with one call that changes nothing.
 *
 * HTTP errors are let through so that the rules below see the service's own code, which says far
 * more than a status. n8n compares each rule with the answer and shows the message of the first
 * that fits. The last ones fit whatever lacks a sign of success, so that no refusal passes.
 */
export const credentialTest: ICredentialTestRequest = {
	request: {
		baseURL: ENDPOINT,
		url: '/',
		method: 'POST',
		headers: {
			'x-acs-action': 'GetChatappOpenStatus',
			'x-acs-version': PRODUCTS.cams.version,
		},
		ignoreHttpStatusErrors: true,
	},
	rules: [
		...Object.entries(MESSAGE_BY_CODE).map(([code, message]) => ({
			type: 'responseSuccessBody' as const,
			properties: { key: 'Code', value: code, message },
		})),
		{
			type: 'responseSuccessBody',
			properties: { key: 'OpenStatus', value: false, message: NOT_ACTIVATED },
		},
		{
			type: 'responseSuccessBody',
			properties: { key: 'RequestId', value: undefined, message: NOT_THE_SERVICE },
		},
		{
			type: 'responseSuccessBody',
			properties: {
				key: 'OpenStatus',
				value: undefined,
				message:
					'Alibaba Cloud refused the AccessKey for an unknown reason. Run Channel > Get Many with this credential to see the error code and message.',
			},
		},
	],
};
