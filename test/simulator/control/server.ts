import { startHttpService, STREAMED, type HttpAnswer, type HttpRequest } from '../http';
import type { RunningServer } from '../http';
import type { World } from '../world/world';
import type { Control } from './control';
import { ControlError } from './error';
import type { TapOptions } from './people';
import type { StateEvent } from './state';

/** What can be called over HTTP. The argument is what the caller sent; the method checks it. */
const COMMANDS = [
	'reset',
	'state',
	'reply',
	'window',
	'optOut',
	'deliver',
	'read',
	'fail',
	'review',
	'push',
	'fault',
	'clearFaults',
	'permissions',
	'activate',
	'behave',
	'number',
	'channel',
] as const satisfies ReadonlyArray<keyof Control>;

type Command = (control: Control, given: unknown) => unknown;

/** Those that take more than one argument; over HTTP it is one object, too. */
const WITH_ARGUMENTS: Readonly<Record<string, Command>> = {
	tap(control, given) {
		const { messageId, choice, ...options } = given as {
			messageId: string;
			choice: number | string;
		} & TapOptions;
		return control.tap(messageId, choice, options);
	},
	buttonsOf: (control, given) => control.buttonsOf((given as { messageId: string }).messageId),
};

function commandOf(path: string): Command | undefined {
	const name = COMMANDS.find((one) => path === `/control/${one}`);
	// Each method takes one object and refuses what it cannot use.
	if (name)
		return (control, given) => (control[name].bind(control) as (one: unknown) => unknown)(given);
	const other = Object.keys(WITH_ARGUMENTS).find((one) => path === `/control/${one}`);
	return other === undefined ? undefined : WITH_ARGUMENTS[other];
}

export interface ControlServerSettings {
	host: string;
	port: number;
	world: World;
	control: Control;
	/** The phone page; null = none. */
	page: (() => string) | null;
	/** Tells of everything that changes; gives back the function that ends it. */
	listen(listener: (event: StateEvent) => void): () => void;
}

function json(status: number, body: unknown): HttpAnswer {
	return {
		status,
		headers: { 'content-type': 'application/json;charset=utf-8' },
		body: JSON.stringify(body ?? { ok: true }),
	};
}

/** POST /control/<name>, GET /control/state, GET /control/events, GET / (the page). */
export async function startControlServer(settings: ControlServerSettings): Promise<RunningServer> {
	const { host, port, world, control, page } = settings;
	return await startHttpService({
		...{ service: 'control', host, port, faults: world.faults },
		actionOf: (request) => request.path.split('/').at(-1) ?? '',
		faultAnswer: (fault) => json(fault.status ?? 503, { error: fault.code ?? 'fault' }),
		async handle(request) {
			// A strange web page in the developer's browser must not script the simulator.
			const { origin, host: named } = request.headers;
			if (origin !== undefined && origin !== `http://${named}`) {
				return json(403, { error: 'Only the page of the simulator may do this' });
			}
			if (request.method === 'GET') {
				if (request.path === '/control/state') return json(200, control.state());
				if (request.path === '/control/events') return stream(request, settings);
				if (request.path === '/' && page) {
					return {
						status: 200,
						headers: { 'content-type': 'text/html;charset=utf-8' },
						body: page(),
					};
				}
			}
			return command(request, control);
		},
	});
}

function command(request: HttpRequest, control: Control): HttpAnswer {
	const run = commandOf(request.path);
	if (request.method !== 'POST' || !run) return json(404, { error: 'There is no such control' });
	try {
		const text = request.body.toString('utf8');
		const argument: unknown = text === '' ? {} : JSON.parse(text);
		return json(200, run(control, argument));
	} catch (error) {
		const known = error instanceof ControlError || error instanceof SyntaxError;
		const message = error instanceof Error ? error.message : String(error);
		return json(known ? 400 : 500, { error: message });
	}
}

function stream(request: HttpRequest, { listen }: ControlServerSettings): typeof STREAMED {
	const { response, signal } = request;
	response.writeHead(200, {
		'content-type': 'text/event-stream',
		'cache-control': 'no-store',
		connection: 'keep-alive',
	});
	response.write(': connected\n\n');
	const stop = listen((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
	signal.addEventListener('abort', stop);
	return STREAMED;
}
