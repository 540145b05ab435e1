import type { IDataObject } from 'n8n-workflow';

import type { ApiFailure } from './failure';
import { parseUrl } from '../wire/url';

/**
 * What the service said about a failed call. It is the `context.data` of an error, which n8n shows
 * under *Error details*, and which a workflow for errors reads. Holds nothing secret.
 */
export interface ErrorDetails extends IDataObject {
	/** The service's own text, shortened; left out where it says nothing or quotes what was signed. */
	message?: string;
	code: string;
	/** Left out when no answer arrived. */
	httpStatus?: number;
	/** Left out where the message names what failed. */
	action?: string;
	requestId?: string;
	/** The service's page on this request. */
	diagnosis?: string;
}

/** @param message the service's text as it may be shown, `null` for none */
export function detailsOf(failure: ApiFailure, message: string | null): ErrorDetails {
	const { code, httpStatus, action, requestId, recommend } = failure;
	return {
		...(message === null ? {} : { message }),
		code,
		...(httpStatus === null ? {} : { httpStatus }),
		action,
		...(requestId ? { requestId } : {}),
		...(recommend ? { diagnosis: recommend } : {}),
	};
}

/** The details of an error of the client, `null` for any other error. */
export function readDetails(context: IDataObject): ErrorDetails | null {
	const data = context.data as ErrorDetails | null | undefined;
	return typeof data?.code === 'string' ? data : null;
}

/** The details in sentences, for where an error is one text. */
export function detailsText({ message, code, httpStatus, requestId, diagnosis }: ErrorDetails) {
	const parts = [
		message === undefined ? '' : `The service says: "${message}".`,
		code === '' ? '' : `Code: ${code}.`,
		httpStatus === undefined ? '' : `HTTP status: ${httpStatus}.`,
		requestId ? `Request ID: ${requestId}.` : '',
		diagnosis ? `Diagnosis: ${diagnosis}` : '',
	];
	return parts.filter((part) => part !== '').join(' ');
}

/** Where the service has its pages on failed requests. */
const DIAGNOSIS_HOST = /\.(?:alibabacloud|aliyun)\.com$/;

/**
 * The diagnosis as a link. n8n makes links clickable in the description of an error and nowhere
 * else, so it ends the description. Empty for an address that is not the service's.
 */
export function diagnosisLink(diagnosis: string | null | undefined): string {
	const url = parseUrl(diagnosis ?? '');
	if (url === null) return '';
	const { protocol, hostname, href } = url;
	if (protocol !== 'https:' || !DIAGNOSIS_HOST.test(hostname)) return '';
	return `<a href="${href.replace(/&/g, '&amp;').replace(/'/g, '%27')}" target="_blank">Open the diagnosis of this request</a>`;
}

/** A description without the link to the diagnosis, for where nobody can click. */
export function withoutLink(description: string, { diagnosis }: ErrorDetails): string {
	const link = diagnosisLink(diagnosis);
	return link === '' ? description : description.replace(link, '').replace(/ {2}/g, ' ').trim();
}
