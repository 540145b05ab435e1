import { randomBytes } from 'node:crypto';

import { type Fault, type FaultPlan } from '../faults';
import { type HttpAnswer, type HttpRequest, type RunningServer, startHttpService } from '../http';
import type { RequestLog } from '../requests';
import type { CredentialLookup } from '../world/credentials';
import { OPERATIONS, xml } from './operations';
import { actionOf, readQueueRequest } from './queueRequest';
import type { QueueStore } from './queueStore';
import { Refusal, refusal } from './refusals';
import { authorize } from './signature';
import { document, elements } from './xml';

export interface SmqOptions {
	readonly host: string;
	/** 0 = any free port. */
	readonly port: number;
	readonly store: QueueStore;
	readonly credentials: CredentialLookup;
	/** Milliseconds; decides about visibility, dates and tokens. Long polls wait in real time. */
	readonly clock: () => number;
	readonly faults: FaultPlan;
	readonly requests: Pick<RequestLog, 'add'>;
}

/**
 * Starts a stand-in of Simple Message Queue (formerly MNS), operations on messages only. `close`
 * ends waiting long polls at once.
 * https://www.alibabacloud.com/help/doc-detail/35137.htm
 */
export async function startSmqServer(options: SmqOptions): Promise<RunningServer> {
	const record = (request: HttpRequest, status: number, code: string) => {
		options.requests.add(recorded(request, status, code, options.clock()));
	};
	return await startHttpService({
		service: 'mns',
		host: options.host,
		port: options.port,
		faults: options.faults,
		actionOf,
		faultAnswer: (fault, request) => errorAnswer(refusalFor(fault), request),
		onFault: (fault, request, status) => {
			const code = status === 0 || fault.kind === 'html' ? fault.kind : refusalFor(fault).code;
			record(request, status, code);
		},
		handle: async (request) => {
			try {
				const answer = await perform(request, options);
				record(request, answer.status, answer.status < 400 ? 'OK' : 'PartialFailure');
				return answer;
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				record(request, error.status, error.code);
				return errorAnswer(error, request);
			}
		},
	});
}

async function perform(request: HttpRequest, options: SmqOptions): Promise<HttpAnswer> {
	const { store, credentials, clock } = options;
	const { queue, query } = readQueueRequest(request.target);
	authorize(request, queue, credentials, clock());
	if (!store.has(queue)) throw refusal('QueueNotExist');
	const action = actionOf(request);
	if (!isOperation(action)) throw refusal('InvalidRequestURL');
	return await OPERATIONS[action]({ queue, query, store, http: request });
}

function isOperation(action: string): action is keyof typeof OPERATIONS {
	return Object.hasOwn(OPERATIONS, action);
}

function refusalFor(fault: Fault): Refusal {
	if (fault.kind === 'throttle') {
		const usual = refusal('QpsLimitExceeded');
		return new Refusal(fault.status ?? usual.status, fault.code ?? usual.code, usual.message);
	}
	const usual = refusal('InternalError');
	return new Refusal(fault.status ?? 503, fault.code ?? usual.code, usual.message);
}

function errorAnswer(error: Refusal, request: HttpRequest): HttpAnswer {
	const fields = {
		Code: error.code,
		Message: error.message,
		RequestId: randomBytes(12).toString('hex').toUpperCase(),
		HostId: `http://${request.headers.host ?? 'localhost'}`,
	};
	return xml(error.status, document('Error', elements(fields)));
}

function recorded(request: HttpRequest, status: number, code: string, at: number) {
	const params: Record<string, string> = {};
	const placement: Record<string, 'query' | 'body'> = {};
	try {
		const { queue, query } = readQueueRequest(request.target);
		for (const [name, value] of query) {
			params[name] = value;
			placement[name] = 'query';
		}
		params.QueueName = queue;
	} catch {
		params.target = request.target;
	}
	if (request.body.length > 0) {
		params.body = request.body.toString('utf8');
		placement.body = 'body';
	}
	const { authorization: _authorization, ...headers } = request.headers;
	return {
		service: 'mns' as const,
		action: actionOf(request),
		method: request.method,
		params,
		placement,
		headers,
		status,
		code,
		at,
	};
}
