import { randomUUID } from 'node:crypto';
import type { Fault, ServiceName } from '../faults';
import { pause, startHttpService, type HttpAnswer, type HttpRequest } from '../http';
import type { RunningServer } from '../http';
import type { RequestLog } from '../requests';
import type { Credential } from '../world/credentials';
import type { World } from '../world/world';
import { authenticate, NonceMemory } from './access';
import type { ActionTable } from './action';
import { ServiceError, refusals } from './errors';
import { Limiter } from './limiter';
import { Params } from './params';

export interface GatewayProduct {
	readonly service: ServiceName;
	readonly versions: readonly string[];
	readonly actions: ActionTable;
	/** Prefix of RAM actions, e.g. "cams" in "cams:SendChatappMessage". */
	readonly ramPrefix: string;
	/** STS answers without Code and Message. */
	readonly envelope: boolean;
	/** The code for too many calls. */
	readonly throttleCode: string;
	readonly latencyMs: number;
	/** Where the newest official SDK puts the parameters of an action; absent: anywhere. */
	placeInSdk?(action: string): 'query' | 'body';
	/** Refusals of the product that come before every action. */
	before?(action: string, world: World): void;
}

export interface GatewaySettings {
	host: string;
	port: number;
	world: World;
	requests: RequestLog;
}

export interface Gateway extends RunningServer {
	/** Forgets nonces and counted calls. */
	reset(): void;
}

/** Starts the front door of one product: signature, limits, permissions, parameters, action. */
export async function startGateway(
	product: GatewayProduct,
	{ host, port, world, requests }: GatewaySettings,
): Promise<Gateway> {
	const nonces = new NonceMemory();
	const limiter = new Limiter();
	const nameOf = (request: HttpRequest) =>
		request.headers['x-acs-action'] ?? new Params(request).everything.Action ?? '';

	function call(request: HttpRequest, params: Params, name: string): Record<string, unknown> {
		const action = Object.hasOwn(product.actions, name) ? product.actions[name] : undefined;
		if (!action) throw refusals.unknownAction();
		const version = request.headers['x-acs-version'] ?? params.everything.Version ?? '';
		if (!product.versions.includes(version)) throw refusals.version();
		const { account } = world;
		const caller = authenticate(request, params, account.credentials, nonces, world.now);
		const perSecond = world.options.requestsPerSecond[name] ?? action.qps ?? 0;
		if (perSecond > 0 && !limiter.allows(`${account.id} ${name}`, perSecond)) {
			throw throttled(product);
		}
		permit(product, name, caller, world);
		if (world.options.behavior.placement === 'sdk' && product.placeInSdk) {
			params.keepOnly(product.placeInSdk(name));
		}
		product.before?.(name, world);
		for (const required of action.required ?? []) params.require(required);
		return action.handle({ params, world, caller, version });
	}

	function record(request: HttpRequest, action: string, status: number, code: string): void {
		const params = new Params(request);
		const { authorization: _secret, ...headers } = request.headers;
		requests.add({
			...{ service: product.service, action, method: request.method, headers, status, code },
			...{ params: params.values, placement: params.placement, at: world.now },
		});
	}

	const server = await startHttpService({
		...{ service: product.service, host, port, faults: world.faults },
		actionOf: nameOf,
		faultAnswer: (fault) => faultAnswer(product, fault),
		onFault(fault, request, status) {
			record(request, nameOf(request), status, faultCode(product, fault));
		},
		async handle(request) {
			const requestId = randomUUID().toUpperCase();
			const name = nameOf(request);
			await pause(product.latencyMs, request.signal);
			let answer: HttpAnswer;
			let code = 'OK';
			try {
				const result = call(request, new Params(request), name);
				const envelope = product.envelope ? { Code: 'OK', Message: 'OK' } : {};
				answer = json(200, { RequestId: requestId, ...envelope, ...result });
			} catch (error) {
				if (!(error instanceof ServiceError)) throw error;
				code = error.code;
				answer = refusal(error, requestId, request, world);
			}
			record(request, name, answer.status, code);
			return answer;
		},
	});
	return {
		...server,
		reset() {
			nonces.clear();
			limiter.clear();
		},
	};
}

function json(status: number, body: unknown): HttpAnswer {
	return {
		status,
		headers: { 'content-type': 'application/json;charset=utf-8' },
		body: JSON.stringify(body),
	};
}

function refusal(
	error: ServiceError,
	requestId: string,
	request: HttpRequest,
	world: World,
): HttpAnswer {
	const { code: Code, message: Message, extra } = error;
	if (error.origin === 'product' && world.options.behavior.productErrors === 'http200') {
		return json(200, { RequestId: requestId, Code, Message, ...extra });
	}
	return json(error.status, {
		...{ RequestId: requestId, HostId: request.headers.host ?? '', Code, Message },
		Recommend: `https://api.alibabacloud.com/troubleshoot?q=${Code}&requestId=${requestId}`,
		...extra,
	});
}

function throttled({ throttleCode }: GatewayProduct) {
	const origin = throttleCode.startsWith('System.') ? 'product' : 'gateway';
	return new ServiceError(
		throttleCode,
		'Request was denied due to request throttling.',
		400,
		origin,
	);
}

function faultCode(product: GatewayProduct, fault: Fault): string {
	if (fault.code) return fault.code;
	if (fault.kind === 'throttle') return product.throttleCode;
	if (fault.kind === 'status')
		return (fault.status ?? 503) >= 503 ? 'ServiceUnavailable' : 'InternalError';
	return fault.kind;
}

function faultAnswer(product: GatewayProduct, fault: Fault): HttpAnswer {
	const throttle = fault.kind === 'throttle';
	const Code = faultCode(product, fault);
	return json(fault.status ?? (throttle ? 400 : 503), {
		RequestId: randomUUID().toUpperCase(),
		HostId: product.service,
		Code,
		Message: throttle
			? 'Request was denied due to request throttling.'
			: 'The request has failed due to a temporary failure of the server.',
		Recommend: `https://api.alibabacloud.com/troubleshoot?q=${Code}`,
	});
}

function permit(product: GatewayProduct, name: string, caller: Credential, world: World): void {
	const action = `${product.ramPrefix}:${name}`;
	if (!caller.denied.has(action) && !caller.denied.has(`${product.ramPrefix}:*`)) return;
	const AccessDeniedDetail = {
		AuthAction: action,
		AuthPrincipalType: caller.identity.type === 'RAMUser' ? 'SubUser' : caller.identity.type,
		AuthPrincipalOwnerId: caller.identity.accountId,
		AuthPrincipalDisplayName: caller.identity.userId,
		PolicyType: 'AccountLevelIdentityBasedPolicy',
		NoPermissionType: 'ImplicitDeny',
		EncodedDiagnosticMessage: 'AQEAAAAAAAAA',
	};
	if (world.options.behavior.ramDenial === 'product') {
		throw new ServiceError(
			'Ram.PermissionDeny',
			'The RAM permission is insufficient.',
			400,
			'product',
			{
				AccessDeniedDetail,
			},
		);
	}
	throw new ServiceError(
		'Forbidden.RAM',
		"User not authorized to operate on the specified resource, or this API doesn't support RAM.",
		403,
		'gateway',
		{ AccessDeniedDetail },
	);
}
