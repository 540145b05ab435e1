import { errorTable } from '../../../../nodes/alibabaCloud/errors/errorTable';
import { explainFailure } from '../../../../nodes/alibabaCloud/errors/explain';

const SAID = 'server string to sign is POST\nx-acs-security-token:STS.what-was-signed';

const explained = (code: string): string => {
	const { message, description } = explainFailure({
		action: 'SendChatappMessage',
		product: 'cams',
		httpStatus: 400,
		code,
		serviceMessage: SAID,
		requestId: 'r-1',
		recommend: null,
		outcome: 'refused',
		retry: 'never',
	});
	return `${message} ${description}`;
};

it.each([
	'SignatureDoesNotMatch',
	'IncompleteSignature',
	'InvalidSecurityToken.Expired',
	'InvalidSecurityToken.MismatchWithAccessKey',
	'InvalidSecurityToken.Malformed',
])('the text of %s, which quotes what was signed, is not shown', (code) => {
	expect(explained(code)).not.toContain('what-was-signed');
});

it('every code is either free to quote its text or hides all of it', () => {
	for (const [code, { hideServiceMessage }] of errorTable) {
		if (hideServiceMessage) expect(explained(code)).not.toContain('server string to sign');
	}
});
