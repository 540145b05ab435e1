import type { INode } from 'n8n-workflow';

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
	[
		'Local.CertificateNotTrusted',
		'The certificate of the media storage is not trusted',
		'NODE_EXTRA_CA_CERTS',
	],
	[
		'Local.BlockedByN8n',
		"The address of the media storage is blocked by n8n's SSRF protection",
		'*.aliyuncs.com',
	],
	['Local.HostNotFound', 'The address of the media storage was not found', 'DNS'],
])('what went wrong on the way says what to do: %s', (code, cause, advice) => {
	const refusal = { code, httpStatus: null, requestId: null };
	const error = storageError({ name: 'Node' } as INode, 2, 'a.png', refusal);
	expect(error).toMatchObject({
		message: `${cause} (a.png)`,
		description: expect.stringContaining(advice),
		context: { itemIndex: 2, code, outcome: 'refused' },
	});
});

it('an answer with a request ID is one of the storage, with a code or without', () => {
	const refusal = { code: '', httpStatus: 400, requestId: '65F1A2B3C4D5E6F708192A3B' };
	const error = storageError({ name: 'Node' } as INode, 0, 'a.png', refusal);
	expect(error.message).toBe('The media storage of the channel rejected the file (a.png)');
});
