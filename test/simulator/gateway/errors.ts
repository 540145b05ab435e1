/** A refusal; `origin` tells whether the gateway or the product behind it says no. */
export class ServiceError extends Error {
	constructor(
		readonly code: string,
		message: string,
		readonly status = 400,
		readonly origin: 'gateway' | 'product' = 'gateway',
		readonly extra: Readonly<Record<string, unknown>> = {},
	) {
		super(message);
	}
}

/** A refusal by the product itself: answered as `behavior.productErrors` says. */
export function productError(code: string, message: string): ServiceError {
	return new ServiceError(code, message, 400, 'product');
}

export function missing(parameter: string): ServiceError {
	return new ServiceError(`Missing${parameter}`, `${parameter} is mandatory for this action.`);
}

export function invalid(parameter: string): ServiceError {
	return new ServiceError(
		'InvalidParameter',
		`The specified parameter "${parameter}" is not valid.`,
	);
}

/**
 * The gateway's own refusals, common to all RPC APIs.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/common-errors
 */
export const refusals = {
	unknownAction: () =>
		new ServiceError(
			'InvalidAction.NotFound',
			'Specified api is not found, please check your url and method.',
			404,
		),
	version: () =>
		new ServiceError('InvalidVersion', 'Specified parameter Version is not valid.', 400),
	incomplete: (what: string) =>
		new ServiceError(
			'IncompleteSignature',
			`The request signature does not conform to Alibaba Cloud standards: ${what}.`,
		),
	unknownKey: () =>
		new ServiceError('InvalidAccessKeyId.NotFound', 'Specified access key is not found.', 404),
	missingToken: () =>
		new ServiceError('MissingSecurityToken', 'SecurityToken is mandatory for this action.'),
	wrongToken: () =>
		new ServiceError(
			'InvalidSecurityToken.MismatchWithAccessKey',
			'Specified SecurityToken mismatch with the AccessKey.',
		),
	expiredToken: () =>
		new ServiceError('InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.'),
	malformedTime: () =>
		new ServiceError(
			'InvalidTimeStamp.Format',
			'Specified time stamp or date value is not well formatted.',
		),
	expiredTime: () =>
		new ServiceError('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.'),
	nonceUsed: () =>
		new ServiceError('SignatureNonceUsed', 'Specified signature nonce was used already.'),
	signature: (stringToSign: string) =>
		new ServiceError(
			'SignatureDoesNotMatch',
			'Specified signature is not matched with our calculation. ' +
				`server string to sign is:${stringToSign}`,
		),
};
