import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { itemsOf, type Execution, type WorkflowFile } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import type { ImportedWorkflow, Stage } from '../../n8n/stage';
import type { MessageView } from '../../simulator/control/state';
import { Freshdesk, Zendesk } from './helpdesks';
import { ScriptedModel, Shop, Spreadsheet, Told } from './otherServices';

export const BUSINESS = '6531589000';
export const MEI = '6591230001';
export const ARIF = '60123450002';
/** The simulator knows no WhatsApp user whose number ends in 0000. */
export const NOBODY = '6591230000';

const FOLDER = join(__dirname, '..', '..', '..', 'examples');
export const EXAMPLES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

export const example = (name: string): WorkflowFile =>
	JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as WorkflowFile;

export type Node = WorkflowFile['nodes'][number];

/** The services beside Alibaba Cloud, and how n8n gets at them. */
export class Services {
	readonly zendesk = new Zendesk();

	readonly freshdesk = new Freshdesk();

	readonly spreadsheet = new Spreadsheet();

	readonly model = new ScriptedModel();

	readonly told = new Told();

	readonly shop = new Shop();
}

/** By credential type; the values belong to no account. */
export const foreignCredentials = (url: string): Readonly<Record<string, object>> => ({
	zendeskApi: { subdomain: 'your-company', email: 'agent@example.com', apiToken: 'test' },
	freshdeskApi: { domain: 'your-company', apiKey: 'test' },
	httpHeaderAuth: { name: SECRET_HEADER.name, value: SECRET_HEADER.value },
	openAiApi: { apiKey: 'test', url: `${url}/v1` },
	slackApi: { accessToken: 'test' },
	twilioApi: { authType: 'authToken', accountSid: 'test', authToken: 'test' },
	googleSheetsOAuth2Api: {
		...{ clientId: 'test', clientSecret: 'test' },
		oauthTokenData: { access_token: 'test', token_type: 'Bearer', expires_in: 3600 },
	},
});

export const SECRET_HEADER = { name: 'x-app-secret', value: 'test' };

/** Where the examples are played: one n8n, with what each play needs around it. */
export class Theatre {
	private current: ImportedWorkflow | undefined;

	constructor(
		readonly stage: Stage,
		readonly services: Services,
		private readonly credentialIds: Readonly<Record<string, string>>,
	) {}

	/** An example as it is, but for the credentials, which a user chooses. */
	filledIn(name: string, change: (node: Node) => Node = (node) => node): WorkflowFile {
		const file = example(name);
		const nodes = file.nodes.map((given) => {
			const node = change(given);
			const chosen = Object.keys(node.credentials ?? {}).map((type) => {
				const id = this.credentialIds[type] ?? '';
				return [type, { id, name: id ? type : '' }];
			});
			return chosen.length > 0 ? { ...node, credentials: Object.fromEntries(chosen) } : node;
		}) as Node[];
		return { ...file, nodes };
	}

	/** Imports and publishes an example, alone. The simulator starts anew. */
	async publish(name: string, change?: (node: Node) => Node): Promise<ImportedWorkflow> {
		return await this.publishAlone(this.filledIn(name, change));
	}

	async publishAlone(file: WorkflowFile): Promise<ImportedWorkflow> {
		if (this.current) await this.stage.n8n.unpublish(this.current.id);
		this.stage.simulator.control.reset();
		this.current = await this.stage.publish(file);
		return this.current;
	}

	/** Has the service push to a trigger of this workflow alone. */
	pushTo(
		workflow: ImportedWorkflow,
		triggers: { readonly inbound?: string; readonly status?: string },
	): void {
		const url = (name?: string) => (name ? this.stage.webhookUrl(workflow, name) : '');
		this.stage.simulator.control.number({
			...{ number: BUSINESS, httpFlag: 'Y', queueFlag: 'N' },
			...{ upCallbackUrl: url(triggers.inbound), statusCallbackUrl: url(triggers.status) },
		});
	}

	write(text: string, user = MEI): MessageView {
		return this.stage.simulator.control.reply({ user, to: BUSINESS, text });
	}

	/** What a user got from the business, in order. */
	messagesTo(user: string): MessageView[] {
		const { messages } = this.stage.simulator.control.state();
		return messages.filter((one) => one.user === user && one.direction === 'out');
	}

	/** Waits until so many messages arrived, and returns the text of the last one. */
	async textTo(user: string, count = 1): Promise<string> {
		return await eventually(`Message ${count} to ${user}`, () => {
			const found = this.messagesTo(user);
			return found.length >= count ? found[count - 1]?.appearance.body : undefined;
		});
	}

	/** Calls a web hook until it listens; n8n answers a publication before that. */
	async call(url: string, init: RequestInit): Promise<string> {
		return await eventually(`An answer of ${url}`, async () => {
			const response = await fetch(url, { method: 'POST', ...init });
			const text = await response.text();
			if (response.status === 404) return undefined;
			if (!response.ok) throw new Error(`n8n answered ${response.status} at ${url}: ${text}`);
			return text || ' ';
		});
	}

	/** The first finished run in which a node gave an item. */
	async runOf(workflow: ImportedWorkflow, node: string): Promise<Execution> {
		return await eventually(`A run of "${workflow.file.name}" with ${node}`, async () => {
			const runs = await this.stage.n8n.executions(workflow.id);
			const failed = runs.find(({ status }) => status === 'error' || status === 'crashed');
			const reason = failed?.data?.resultData.error;
			if (failed) throw new Error(`A run failed: ${reason?.message} ${reason?.description ?? ''}`);
			return runs.find((run) => run.status === 'success' && itemsOf(run, node).length > 0);
		});
	}
}

/** n8n starts no published workflow by hand, so a web hook takes the place of that trigger. */
export const startable =
	(name: string, path: string) =>
	(node: Node): Node =>
		node.name === name
			? {
					...node,
					...{ type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: path },
					parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
				}
			: node;

export const json = (body: object, headers: Record<string, string> = {}): RequestInit => ({
	headers: { 'content-type': 'application/json', ...headers },
	body: JSON.stringify(body),
});

/** @throws Error with both, when they differ */
export function expectEqual(what: string, seen: unknown, expected: unknown): void {
	if (JSON.stringify(seen) !== JSON.stringify(expected)) {
		throw new Error(`${what} is ${JSON.stringify(seen)} instead of ${JSON.stringify(expected)}`);
	}
}
