import type { IDataObject } from 'n8n-workflow';

import type { ApiProduct } from '../wire/products';
import type { ErrorDetails } from './errorDetails';

/** Conditions without an answer of the service to quote; they look like service codes. */
export const LOCAL_CODES = Object.freeze({
	blockedByN8n: 'Local.BlockedByN8n',
	timeout: 'Local.Timeout',
	connectionLost: 'Local.ConnectionLost',
	connectionRefused: 'Local.ConnectionRefused',
	hostNotFound: 'Local.HostNotFound',
	certificateNotTrusted: 'Local.CertificateNotTrusted',
	notJson: 'Local.NotJson',
	insecureEndpoint: 'Local.InsecureEndpoint',
	tooManyRequests: 'Local.TooManyRequests',
} as const);

export type LocalCode = (typeof LOCAL_CODES)[keyof typeof LOCAL_CODES];

/** One failed call, as the transport saw it. Holds nothing secret. */
export interface ApiFailure {
	readonly action: string;
	readonly product: ApiProduct;
	/** `null` when no answer arrived. */
	readonly httpStatus: number | null;
	/** The service's code, or one of `LOCAL_CODES`. */
	readonly code: string;
	readonly serviceMessage: string;
	readonly requestId: string | null;
	/** The service's link to a diagnosis of this request. */
	readonly recommend: string | null;
	/** JSON text the gateway adds when RAM denied the call. */
	readonly accessDeniedDetail?: string | null;
	/** `unknown`: the request may have been carried out although no usable answer arrived. */
	readonly outcome: 'refused' | 'unknown';
	readonly retry: 'safe' | 'never';
}

/** What a user reads about a failure. */
export interface Explanation {
	/** What happened, without a final period. */
	readonly message: string;
	/** What to do, with a link to the service's diagnosis if there is one. */
	readonly description: string;
	/** What the service said, with code, action and request ID. */
	readonly details: ErrorDetails;
}

/** What a failed item carries when the workflow goes on. */
export interface ErrorJson extends IDataObject {
	message: string;
	description: string | null;
	code: string | null;
	requestId: string | null;
	/** Status of the answer; `null` when none came or nothing was called. */
	httpCode: string | null;
	/** `null` when nothing was called. */
	outcome: string | null;
	retryable: boolean | null;
	/** Conditions that find a message of unknown outcome in the message log. */
	lookup: IDataObject | null;
}
