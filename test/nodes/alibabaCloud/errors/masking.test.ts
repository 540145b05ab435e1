import fc from 'fast-check';

import { withoutSecrets } from '../../../../nodes/alibabaCloud/errors/masking';

const SECRET = 'test-secret-of-the-key';
const TOKEN = 'CAIS'.padEnd(400, 'aB3+/x9Q');

test.each([
	[`the key ${SECRET} is wrong`, 'the key *** is wrong'],
	[`https://x.example/?t=${encodeURIComponent('a+b/c=secret')}`, 'https://x.example/?t=***'],
	[`token ${TOKEN}`, 'token ***'],
	[
		`bad header: ACS3-HMAC-SHA256 Credential=a,Signature=b`,
		'bad header: [the quoted request is left out]',
	],
	['string to sign is:POST /', '[the quoted request is left out]'],
	['x-acs-security-token: short', '[the quoted request is left out]'],
	['Authorization: whoever', '[the quoted request is left out]'],
	['The template does not exist.', 'The template does not exist.'],
	[
		'https://api.alibabacloud.com/troubleshoot?q=InvalidParameter.TextNotEmpty&requestId=90E63D28-1C2B-5E1D-9C0F-0123456789AB',
		'https://api.alibabacloud.com/troubleshoot?q=InvalidParameter.TextNotEmpty&requestId=90E63D28-1C2B-5E1D-9C0F-0123456789AB',
	],
])('%s becomes %s', (text, masked) => {
	expect(withoutSecrets(text, [SECRET, 'a+b/c=secret'])).toBe(masked);
});

test('no secret of the credential is left, wherever the service puts it', () => {
	const secret = fc.stringMatching(/^[A-Za-z0-9+/=.-]{8,80}$/);
	fc.assert(
		fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
			const text = withoutSecrets(`${before}${hidden}${after}${hidden}`, [hidden]);
			expect(text).not.toContain(hidden);
		}),
	);
});

test('a value too short to be a secret tears no words apart', () => {
	expect(withoutSecrets('The template', ['', 'e', 'temp'])).toBe('The template');
});

test.each(['A', 'x '])('a text of megabytes (%j) is read as far as anybody is shown', (piece) => {
	const text = withoutSecrets(piece.repeat(9_000_000), [SECRET, TOKEN]);
	expect(text.length).toBeLessThanOrEqual(10_000);
});
