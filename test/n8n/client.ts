import { eventually } from './eventually';
import type { N8nServer } from './server';

export interface Owner {
	readonly email: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly password: string;
}

/** One item of a node's output, as an execution stores it. */
export interface StoredItem {
	json: Record<string, unknown>;
	binary?: Record<string, { mimeType: string; fileName?: string; bytes?: number }>;
}

/** One run of a workflow, read back through the public API. */
export interface Execution {
	readonly id: string;
	readonly workflowId: string;
	readonly status: string;
	readonly startedAt: string;
	readonly data?: {
		resultData: {
			error?: { message: string; description?: string };
			runData: Record<
				string,
				Array<{ data?: { main?: Array<StoredItem[] | null> }; error?: { message: string } }>
			>;
		};
	};
}

export interface WorkflowFile {
	name: string;
	nodes: Array<{
		name: string;
		type: string;
		parameters: Record<string, unknown>;
		credentials?: Record<string, { id: string; name: string }>;
		webhookId?: string;
		[field: string]: unknown;
	}>;
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

export interface NodeType {
	readonly name: string;
	readonly version: number | readonly number[];
}

export interface DataColumn {
	readonly name: string;
	readonly type: 'string' | 'number';
}

const KEY_LABEL = 'chat-app-tests';
const PUBLICATION_MS = 60_000;

/** n8n's own REST and public API, as far as a test sets it up and reads it back. */
export class N8nClient {
	private cookie = '';

	private apiKey = '';

	constructor(private readonly server: Pick<N8nServer, 'url'>) {}

	/** Creates the owner on the first start and signs in on later ones; then gets an API key. */
	async signIn(owner: Owner): Promise<void> {
		const settings = await this.rest('GET', '/settings');
		const { showSetupOnFirstLoad } = settings.userManagement as { showSetupOnFirstLoad: boolean };
		if (showSetupOnFirstLoad) {
			await this.rest('POST', '/owner/setup', owner);
		} else {
			await this.rest('POST', '/login', {
				emailOrLdapLoginId: owner.email,
				password: owner.password,
			});
		}
		for (const key of (await this.apiKeys()).filter(({ label }) => label === KEY_LABEL)) {
			await this.rest('DELETE', `/api-keys/${key.id}`);
		}
		const scopes = (await this.rest('GET', '/api-keys/scopes')) as unknown as string[];
		const created = await this.rest('POST', '/api-keys', {
			label: KEY_LABEL,
			scopes,
			expiresAt: null,
		});
		this.apiKey = String(created.rawApiKey);
	}

	/** Creates the credential, or brings the one of the same name up to date. */
	async putCredential(name: string, type: string, data: object): Promise<string> {
		const existing = (await this.rest('GET', '/credentials')) as unknown as Array<{
			id: string;
			name: string;
		}>;
		const found = existing.find((credential) => credential.name === name);
		const body = { name, type, data };
		const stored = found
			? await this.rest('PATCH', `/credentials/${found.id}`, body)
			: await this.rest('POST', '/credentials', body);
		return String(stored.id);
	}

	/** Runs n8n's own credential test. */
	async testCredential(id: string): Promise<{ status: string; message: string }> {
		return (await this.api('POST', `/credentials/${id}/test`)) as never;
	}

	/**
	 * Imports a workflow, or replaces the one of the same name, and gives every node the credential
	 * that has none of its own.
	 */
	async putWorkflow(
		file: WorkflowFile,
		credentialId: string,
		credentialName: string,
	): Promise<string> {
		const nodes = file.nodes.map((node) =>
			node.credentials
				? {
						...node,
						credentials: Object.fromEntries(
							Object.entries(node.credentials).map(([type, chosen]) => [
								type,
								chosen.id ? chosen : { id: credentialId, name: credentialName },
							]),
						),
					}
				: node,
		);
		const body = {
			name: file.name,
			nodes,
			connections: file.connections,
			settings: file.settings ?? {},
		};
		const { data } = (await this.api('GET', '/workflows?limit=250')) as {
			data: Array<{ id: string; name: string }>;
		};
		const found = data.find((workflow) => workflow.name === file.name);
		const stored = found
			? await this.api('PUT', `/workflows/${found.id}`, body)
			: await this.api('POST', '/workflows', body);
		return String(stored.id);
	}

	/** @returns the ID of the new data table */
	async createDataTable(name: string, columns: readonly DataColumn[]): Promise<string> {
		return String((await this.api('POST', '/data-tables', { name, columns })).id);
	}

	/** Publishes a workflow, and waits until its triggers listen or have failed to. */
	async publish(workflowId: string): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/publish`, {});
		await this.settled(workflowId);
	}

	/** Unpublishes a workflow, and waits until its triggers have ended. */
	async unpublish(workflowId: string): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/unpublish`, {});
		await this.settled(workflowId);
	}

	/**
	 * n8n answers first and does the work then. What comes in between waits for the next of its
	 * rounds, 15 seconds apart; and a publication that the end of n8n cuts off is not taken up again
	 * before its lease of two minutes has run out.
	 */
	private async settled(workflowId: string): Promise<void> {
		await eventually(
			`The end of the publication of workflow ${workflowId}`,
			async () => {
				const { status } = await this.rest('GET', `/workflows/${workflowId}/publication-status`);
				return status !== 'in_progress' || undefined;
			},
			PUBLICATION_MS,
		);
	}

	/** The runs of a workflow, newest first, with what each node received and gave. */
	async executions(workflowId: string, limit = 100): Promise<Execution[]> {
		const { data } = (await this.api(
			'GET',
			`/executions?workflowId=${workflowId}&includeData=true&limit=${limit}`,
		)) as { data: Execution[] };
		return data;
	}

	/** What the button "Retry" of an execution does, with the workflow as it was then. */
	async retry(executionId: string): Promise<void> {
		await this.rest('POST', `/executions/${executionId}/retry`, { loadWorkflow: false });
	}

	/** The ids of all runs of a workflow that ended so. */
	async executionIds(workflowId: string, status: string): Promise<string[]> {
		const ids: string[] = [];
		let cursor = '';
		do {
			const page = (await this.api(
				'GET',
				`/executions?workflowId=${workflowId}&status=${status}&limit=250${cursor}`,
			)) as { data: Array<{ id: string }>; nextCursor: string | null };
			ids.push(...page.data.map(({ id }) => id));
			cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
		} while (cursor !== '');
		return ids;
	}

	/** The ids of all runs of a workflow that wait for something; the public API of n8n 1 hides them. */
	async waiting(workflowId: string): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['waiting'] }));
		const { results } = await this.rest('GET', `/executions?filter=${filter}&limit=100`);
		return (results as Array<{ id: string }>).map(({ id }) => id);
	}

	/** Stops a run, also one that waits. */
	async stop(executionId: string): Promise<void> {
		await this.rest('POST', `/executions/${executionId}/stop`);
	}

	/** What the editor asks for while somebody fills in a node: lists, or the fields of a mapper. */
	async askAsEditor(
		question: 'resource-locator-results' | 'resource-mapper-fields',
		body: object,
	): Promise<Record<string, unknown>> {
		return await this.rest('POST', `/dynamic-node-parameters/${question}`, body);
	}

	/** Every node that this n8n has loaded, in all versions. */
	async nodeTypes(): Promise<NodeType[]> {
		const types = await this.call('GET', '/types/nodes.json', undefined, { cookie: this.cookie });
		return types as unknown as NodeType[];
	}

	protected async apiKeys(): Promise<Array<{ id: string; label: string }>> {
		const { items } = await this.rest('GET', '/api-keys');
		return items as Array<{ id: string; label: string }>;
	}

	protected async rest(
		method: string,
		path: string,
		body?: object,
	): Promise<Record<string, unknown>> {
		const answer = await this.call(method, `/rest${path}`, body, { cookie: this.cookie });
		return (answer as { data: Record<string, unknown> }).data;
	}

	protected async api(
		method: string,
		path: string,
		body?: object,
	): Promise<Record<string, unknown>> {
		return await this.call(method, `/api/v1${path}`, body, { 'x-n8n-api-key': this.apiKey });
	}

	private async call(
		method: string,
		path: string,
		body: object | undefined,
		headers: Record<string, string>,
	): Promise<Record<string, unknown>> {
		const response = await fetch(`${this.server.url}${path}`, {
			method,
			headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		const cookies = response.headers.getSetCookie();
		if (cookies.length > 0) this.cookie = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
		const text = await response.text();
		if (!response.ok) {
			throw new Error(
				`n8n answered ${response.status} to ${method} ${path}: ${text.slice(0, 500)}`,
			);
		}
		return text ? (JSON.parse(text) as Record<string, unknown>) : {};
	}
}

/** Whether a run is over, well or not. */
export const hasEnded = ({ status }: Execution): boolean =>
	!['new', 'running', 'waiting'].includes(status);

/** What a node gave out in a run: the items of all its outputs. */
export function itemsOf(execution: Execution, node: string): StoredItem[] {
	const runs = execution.data?.resultData.runData[node] ?? [];
	return runs.flatMap((run) => (run.data?.main ?? []).flatMap((items) => items ?? []));
}
