import type { Service, ServiceAnswer, ServiceRequest } from './standInServer';

const COLUMNS = [
	...['Phone', 'Name', 'Appointment', 'Sent To', 'Result'],
	...['Delivered', 'Read', 'Failed'],
];

/**
 * One spreadsheet of Google Sheets, with one sheet.
 *
 * Source: https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values
 */
export class Spreadsheet implements Service {
	readonly host = /^sheets\.googleapis\.com$/;

	/** Rows below the heads of the columns. */
	rows: string[][] = [];

	answer({ method, path, body }: ServiceRequest): ServiceAnswer | undefined {
		if (method === 'POST' && path.endsWith('values:batchUpdate')) {
			for (const change of body.data as Array<{ range: string; values: string[][] }>) {
				this.write(change.range, change.values[0]?.[0] ?? '');
			}
			return {};
		}
		if (path.includes('/values/')) return { json: { values: [COLUMNS, ...this.rows] } };
		const properties = { sheetId: 0, title: 'Customers', gridProperties: {} };
		return method === 'GET' ? { json: { sheets: [{ properties }] } } : undefined;
	}

	cell(row: number, column: string): string {
		return this.rows[row]?.[COLUMNS.indexOf(column)] ?? '';
	}

	/** @param range one cell, such as `Customers!D2` */
	private write(range: string, value: string): void {
		const [, column = 'A', row = '2'] = /([A-Z])(\d+)$/.exec(range) ?? [];
		const cells = this.rows[Number(row) - 2];
		if (cells) cells[column.charCodeAt(0) - 'A'.charCodeAt(0)] = value;
	}
}

type Message = { role: string; content: unknown };

/**
 * A chat model with the form of OpenAI's API. With a tool it calls the tool once; otherwise it says
 * what was asked before, which only the memory of the agent can tell it.
 *
 * Source: https://platform.openai.com/docs/api-reference/chat/create
 */
export class ScriptedModel implements Service {
	readonly host = /^localhost$/;

	/** What the model fills into the parameters of the tool. */
	choice: Readonly<Record<string, unknown>> = {};

	answer({ path, body }: ServiceRequest): ServiceAnswer | undefined {
		if (!path.endsWith('/chat/completions')) return undefined;
		const messages = body.messages as Message[];
		const [tool] = (body.tools ?? []) as Array<{ function: { name: string } }>;
		const mayCall = tool !== undefined && messages.at(-1)?.role !== 'tool';
		const call = {
			...{ id: 'call_1', type: 'function' },
			function: { name: tool?.function.name, arguments: JSON.stringify(this.choice) },
		};
		const message = mayCall
			? { role: 'assistant', content: null, tool_calls: [call] }
			: { role: 'assistant', content: said(messages) };
		return {
			json: {
				...{ id: 'chat_1', object: 'chat.completion', created: 1, model: 'gpt-4o-mini' },
				choices: [{ index: 0, message, finish_reason: mayCall ? 'tool_calls' : 'stop' }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			},
		};
	}
}

function said(messages: readonly Message[]): string {
	const asked = messages.filter(({ role }) => role === 'user').map(({ content }) => plain(content));
	return asked.length > 1
		? `Before "${asked.at(-1)}" you asked: ${asked.slice(0, -1).join(', ')}`
		: `You asked: ${asked.join(', ')}`;
}

/** Text, or a list of parts with text. */
function plain(content: unknown): string {
	if (!Array.isArray(content)) return String(content);
	return content.map((part: { text?: string }) => part.text ?? '').join('');
}

/** Services that are only told something: Twilio's SMS and Slack's messages. */
export class Told implements Service {
	readonly host = /^(api\.twilio\.com|slack\.com)$/;

	readonly texts: string[] = [];

	answer({ path, body }: ServiceRequest): ServiceAnswer | undefined {
		const isSms = path.endsWith('/Messages.json');
		if (!isSms && !path.endsWith('/chat.postMessage')) return undefined;
		this.texts.push(isSms ? `to ${String(body.To)}: ${String(body.Body)}` : String(body.text));
		return { json: isSms ? { sid: 'SM1' } : { ok: true, channel: 'C1', ts: '1.1', message: {} } };
	}
}

/** The API of somebody's shop: states of orders, and refunds. */
export class Shop implements Service {
	readonly host = /^shop\.example\.com$/;

	readonly refunds: object[] = [];

	answer({ method, path, body }: ServiceRequest): ServiceAnswer {
		if (method === 'POST' && path.endsWith('/refunds')) {
			this.refunds.push(body);
			return { json: { refunded: body.amount } };
		}
		return path.endsWith('/A-1001')
			? { json: { phone: '+65 9123 0001', status: 'on its way', arrival: 'Friday' } }
			: { status: 404 };
	}
}

/** The shortest picture that is one. */
export const PICTURE = Buffer.from(
	'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
	'base64',
);

/** Where the service puts what people send. */
export const storage: Service = {
	host: /\.aliyuncs\.com$/,
	answer: ({ path }) =>
		path.endsWith('.jpeg') ? { file: { type: 'image/gif', bytes: PICTURE } } : { status: 404 },
};
