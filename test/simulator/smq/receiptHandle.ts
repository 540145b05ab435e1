import { randomBytes } from 'node:crypto';

/**
 * Three bytes that read "+/+/" in base64. Real handles hold '+', '/' and '=', and a client that
 * reads its own query as a form turns the '+' into a space; without them no test would notice.
 */
const MARK = Buffer.from([0xfb, 0xff, 0xbf]);
const PREFIX = '1-';

/** A fresh handle for the message with this sequence number; no two are alike. */
export function issueReceiptHandle(sequence: number): string {
	const unique = randomBytes(6).toString('hex');
	const bytes = Buffer.concat([MARK, Buffer.from(`${sequence}-${unique}`)]);
	// A length of 3n+1 or 3n+2 makes base64 end in '='.
	const padded = bytes.length % 3 === 0 ? Buffer.concat([bytes, Buffer.from('-')]) : bytes;
	return PREFIX + padded.toString('base64');
}

/** The sequence number a handle was issued for, or undefined when it is no handle of ours. */
export function sequenceOf(handle: string): number | undefined {
	if (!handle.startsWith(PREFIX)) return undefined;
	const bytes = Buffer.from(handle.slice(PREFIX.length), 'base64');
	if (!bytes.subarray(0, MARK.length).equals(MARK)) return undefined;
	const match = /^(\d+)-[0-9a-f]{12}-?$/.exec(bytes.subarray(MARK.length).toString('latin1'));
	return match?.[1] === undefined ? undefined : Number(match[1]);
}
