import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the model says in one turn: calls of tools, or an answer that ends the conversation. */
export type Turn =
	| { readonly tool: string; readonly values: Readonly<Record<string, string>> }
	| { readonly answer: string };

/** A request as OpenAI's clients send it, as far as it is read here. */
export interface ModelRequest {
	readonly messages: ReadonlyArray<{
		readonly role: string;
		readonly content: unknown;
		readonly tool_calls?: readonly unknown[];
	}>;
	readonly tools?: ReadonlyArray<{
		readonly function: { readonly name: string; readonly parameters: object };
	}>;
}

/**
 * Stands in for a chat model behind OpenAI's API, on loopback: says its lines in order, whatever
 * it is told, and keeps what it was told.
 */
export class ScriptedModel {
	readonly requests: ModelRequest[] = [];

	private constructor(private readonly server: Server) {}

	static async start(turns: readonly Turn[]): Promise<ScriptedModel> {
		const server = createServer();
		const model = new ScriptedModel(server);
		server.on('request', (request, response) => {
			void bodyOf(request).then((body) => {
				model.requests.push(body);
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(JSON.stringify(completion(model.requests.length, turns)));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return model;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	/** What the tools gave back, in the order of the calls. */
	get toolResults(): string[] {
		const last = this.requests.at(-1)?.messages ?? [];
		return last.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

async function bodyOf(request: IncomingMessage): Promise<ModelRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString('utf8')) as ModelRequest;
}

function completion(count: number, turns: readonly Turn[]): object {
	const turn = turns[count - 1] ?? { answer: 'The script has ended.' };
	const isCall = 'tool' in turn;
	const call = isCall
		? {
				id: `call_${count}`,
				type: 'function',
				function: { name: turn.tool, arguments: JSON.stringify(turn.values) },
			}
		: null;
	return {
		...{ id: `chat-${count}`, object: 'chat.completion', created: 1, model: 'scripted' },
		choices: [
			{
				index: 0,
				finish_reason: isCall ? 'tool_calls' : 'stop',
				message: {
					role: 'assistant',
					content: isCall ? null : turn.answer,
					...(call ? { tool_calls: [call] } : {}),
				},
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
