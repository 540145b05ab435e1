import { LOCAL_CODES } from '../../../../nodes/alibabaCloud/errors/failure';
import { readRefusal, storageError } from '../../../../nodes/alibabaCloud/files/storageFailure';

const REFUSAL = `<?xml version="1.0" encoding="UTF-8"?>
<!-- proxied -->
<Error>
  <Code>
    AccessDenied
  </Code>
  <Message>You have no right to access this object &amp; bucket.</Message>
  <RequestId><![CDATA[65F1A2B3C4D5E6F708192A3B]]></RequestId>
  <HostId>example-bucket.oss-ap-southeast-1.aliyuncs.com</HostId>
</Error>`;

it('reads code and request ID of a refusal however the XML is written', () => {
	expect(readRefusal(403, REFUSAL)).toEqual({
		code: 'AccessDenied',
		httpStatus: 403,
		requestId: '65F1A2B3C4D5E6F708192A3B',
	});
});

it.each([
	['the page of a proxy', '<html><head><title>Forbidden</title></head><body>no</body></html>'],
	['half of an answer', REFUSAL.slice(0, 150)],
	['a code in a comment', '<Error><!-- <Code>AccessDenied</Code> --></Error>'],
	['a code that is too long', `<Error><Code>${'A'.repeat(201)}</Code></Error>`],
	['no text', ''],
])('does not take a code from %s', (_what, body) => {
	expect(readRefusal(502, body)).toEqual({ code: '', httpStatus: 502, requestId: null });
});

it.each([
	[LOCAL_CODES.blockedByN8n, /SSRF protection/, /N8N_SSRF_ALLOWED_HOSTNAMES/],
	[LOCAL_CODES.certificateNotTrusted, /certificate/, /NODE_EXTRA_CA_CERTS/],
	[LOCAL_CODES.connectionLost, /connection/, /again later/],
	[LOCAL_CODES.connectionRefused, /cannot be reached/, /Allow the machine/],
	[LOCAL_CODES.hostNotFound, /was not found/, /DNS/],
	[LOCAL_CODES.timeout, /did not answer in time/, /fast connection/],
])('never says that the storage rejected what did not reach it: %s', (code, cause, advice) => {
	const node = {
		id: '',
		name: 'Node',
		type: 'chatApp',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	};
	const error = storageError(node, 0, 'a.jpg', { code, httpStatus: null, requestId: null });
	expect(error.message).toMatch(cause);
	expect(error.description).toMatch(advice);
});
