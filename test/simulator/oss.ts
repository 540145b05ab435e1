import type { FaultPlan } from './faults';
import { startHttpService, type HttpAnswer, type RunningServer } from './http';
import type { RequestLog } from './requests';

export interface OssSettings {
	host: string;
	port: number;
	faults: FaultPlan;
	requests: RequestLog;
	clock: () => number;
}

/** Object storage as somebody without any right sees it: every request is denied. */
export async function startOssServer(settings: OssSettings): Promise<RunningServer> {
	const { host, port, faults, requests, clock } = settings;
	return await startHttpService({
		...{ service: 'oss', host, port, faults },
		actionOf: (request) => `${request.method} Object`,
		faultAnswer: (fault) => error(fault.status ?? 503, fault.code ?? 'ServiceUnavailable'),
		async handle(request) {
			const { authorization: _secret, ...headers } = request.headers;
			requests.add({
				...{ service: 'oss', action: `${request.method} Object`, method: request.method },
				...{ params: {}, placement: {}, headers, status: 403, code: 'AccessDenied', at: clock() },
			});
			return error(403, 'AccessDenied');
		},
	});
}

function error(status: number, code: string): HttpAnswer {
	return {
		status,
		headers: { 'content-type': 'application/xml' },
		body:
			'<?xml version="1.0" encoding="UTF-8"?>\n' +
			`<Error><Code>${code}</Code><Message>You have no right to access this object.</Message></Error>`,
	};
}
