import { randomBytes } from 'node:crypto';
import type { HttpAnswer } from '../http';

/** A refusal in the words of the object storage. */
export class OssRefusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
	) {
		super(message);
	}
}

/** https://www.alibabacloud.com/help/en/oss/support/error-codes-http-status-codes-and-descriptions */
export function refusalAnswer({ status, code, message }: OssRefusal): HttpAnswer {
	const requestId = randomBytes(12).toString('hex').toUpperCase();
	return {
		status,
		headers: { 'content-type': 'application/xml', 'x-oss-request-id': requestId },
		body:
			'<?xml version="1.0" encoding="UTF-8"?>\n' +
			`<Error>\n  <Code>${code}</Code>\n  <Message>${message}</Message>\n` +
			`  <RequestId>${requestId}</RequestId>\n  <HostId>127.0.0.1</HostId>\n</Error>\n`,
	};
}
