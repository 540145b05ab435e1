import { N8nClient, type DataColumn } from './client';
import { isBefore2, type Installation } from './installation';
import type { N8nServer } from './server';

/** n8n before 2.0, which activates workflows instead of publishing them. */
class OlderN8nClient extends N8nClient {
	override async publish(workflowId: string): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/activate`);
	}

	override async unpublish(workflowId: string): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/deactivate`);
	}

	/** Its public API has no test of a credential; this is what its editor calls. */
	override async testCredential(id: string): Promise<{ status: string; message: string }> {
		const credentials = await this.rest('GET', `/credentials/${id}?includeData=true`);
		return (await this.rest('POST', '/credentials/test', { credentials })) as never;
	}

	/** Its public API knows no data tables either. */
	override async createDataTable(name: string, columns: readonly DataColumn[]): Promise<string> {
		const { id } = await this.rest('GET', '/projects/personal');
		const path = `/projects/${String(id)}/data-tables`;
		return String((await this.rest('POST', path, { name, columns })).id);
	}

	protected override async apiKeys(): Promise<Array<{ id: string; label: string }>> {
		return (await this.rest('GET', '/api-keys')) as never;
	}
}

/** A client that speaks to this version of n8n. */
export function clientOf(server: N8nServer, installation: Installation): N8nClient {
	return isBefore2(installation) ? new OlderN8nClient(server) : new N8nClient(server);
}
