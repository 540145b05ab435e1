import type { Refusal } from '../client/answer';
import { errorTable } from '../errors/errorTable';
import { isThrottled } from '../errors/explain';
import { LOCAL_CODES, type LocalCode } from '../errors/failure';
import { CredentialError } from '../signing/credentialError';

const SERVICE = 'Security Token Service';

/** Causes for which the usual look at the network and the endpoint is no help. */
const OWN_ADVICE: ReadonlySet<string> = new Set([
	LOCAL_CODES.blockedByN8n,
	LOCAL_CODES.certificateNotTrusted,
]);

/** The error of a request to Security Token Service that got no answer. */
export function unreachedError(code: LocalCode, timeoutMs: number): CredentialError {
	const entry = OWN_ADVICE.has(code) ? errorTable.get(code) : undefined;
	const what =
		entry?.cause.replace('the service', SERVICE) ??
		(code === LOCAL_CODES.timeout
			? `${SERVICE} did not answer within ${timeoutMs / 1000} seconds`
			: `${SERVICE} could not be reached`);
	const advice =
		entry?.advice ??
		"Check the network of n8n and the 'STS Endpoint' of the credential, then run the node again.";
	return new CredentialError(
		`${what}, so the RAM role could not be assumed. ${advice} Code: ${code}.`,
	);
}

const CLOCK = 'The clock of the machine that runs n8n is wrong. Synchronize it with NTP.';
const WRONG_SECRET = "The secret does not belong to the AccessKey. Check 'AccessKey Secret'.";

/**
 * https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole and
 * https://www.alibabacloud.com/help/doc-detail/42775.htm
 */
export const ROLE_ADVICE = Object.freeze({
	NoPermission:
		"Allow sts:AssumeRole to the RAM user of the AccessKey, and name that user in the role's trust policy. The AccessKey of a main account can assume no role.",
	'EntityNotExist.Role': "No such role exists. Check 'Role ARN' in the RAM console.",
	'InvalidParameter.RoleArn':
		"'Role ARN' is malformed. It looks like acs:ram::1234567890123456:role/chat-app.",
	'InvalidParameter.RoleSessionName':
		"'Session Name' is malformed. Use two or more letters, digits and the characters . @ - _ without spaces.",
	'InvalidAccessKeyId.NotFound': "The AccessKey does not exist. Check 'AccessKey ID'.",
	'InvalidAccessKeyId.Inactive': 'The AccessKey is disabled. Enable it in the RAM console.',
	MissingSecurityToken:
		'The AccessKey is a temporary one. Enter the AccessKey of a RAM user to assume a role.',
	SignatureDoesNotMatch: WRONG_SECRET,
	IncompleteSignature: WRONG_SECRET,
	'InvalidTimeStamp.Expired': CLOCK,
	'InvalidTimeStamp.Format': CLOCK,
}) satisfies Readonly<Record<string, string>>;

/** The error of a role that Security Token Service, or somebody on the way to it, did not grant. */
export function refusedError(roleArn: string, status: number, refusal: Refusal): CredentialError {
	const { code, isOwn, requestId } = refusal;
	const details = [
		isOwn ? `Code: ${code}.` : `HTTP status: ${status}.`,
		...(isOwn && requestId ? [`Request ID: ${requestId}.`] : []),
	];
	return new CredentialError(
		`The RAM role '${roleArn}' could not be assumed. ${adviceFor(status, refusal)} ${details.join(' ')}`,
	);
}

function adviceFor(status: number, { code, isOwn }: Refusal): string {
	if (isThrottled({ code: code ?? '', httpStatus: status })) {
		return 'Too many requests. Wait a few seconds, then try again.';
	}
	if (!isOwn) {
		return `The response is not from ${SERVICE}. Check 'Region', 'STS Endpoint' and any proxy in between.`;
	}
	if (code !== null && Object.hasOwn(ROLE_ADVICE, code))
		return ROLE_ADVICE[code as keyof typeof ROLE_ADVICE];
	if (status >= 500) return `${SERVICE} had an internal error. Try again later.`;
	return "Check 'Role ARN', 'External ID' and the role's trust policy.";
}
