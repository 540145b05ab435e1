import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode, IRunExecutionData } from 'n8n-workflow';

import { runNode } from '../../../harness';
import { resumeLoaded, runLoaded } from '../../../harness/runWorkflow';
import { makeCertificate, startTlsFront } from '../../../harness/tlsFront';
import { loadWorkflow, singleNodeFile, type LoadedWorkflow } from '../../../harness/workflow';
import { MEI, SEND } from '../../ChatApp/fields/parameters';
import { ROLE_ARN } from '../../../simulator/world/seed';
import { callsOf, simulator, useSimulator } from '../../ChatApp/workbench';

useSimulator();

const NODE = { type: 'chatApp', parameters: { ...SEND, to: `+${MEI}` } };

test('a message that met a certificate nobody trusts was not sent', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'not-trusted-'));
	makeCertificate(folder);
	const { camsEndpoint } = simulator.credential as { camsEndpoint: string };
	const front = await startTlsFront(camsEndpoint, folder);
	try {
		const credential = { ...simulator.credential, camsEndpoint: front.url };
		const { error } = await runNode(NODE, { credentials: { alibabaCloudApi: credential } });
		expect(error).toMatchObject({
			message: 'The certificate of the service is not trusted',
			description: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
			context: { code: 'Local.CertificateNotTrusted', outcome: 'refused', retryable: false },
		});
	} finally {
		await front.close();
		rmSync(folder, { recursive: true });
	}
	expect(callsOf('SendChatappMessage')).toHaveLength(0);
});

/** What n8n 2 does when it is started with N8N_SSRF_PROTECTION_ENABLED. */
function protection(): { enabled: boolean } {
	const ofCore = createRequire(require.resolve('n8n-core'));
	const { Container } = ofCore('@n8n/di') as { Container: { get(type: unknown): unknown } };
	const { OutboundHttp } = ofCore('@n8n/backend-network') as { OutboundHttp: unknown };
	return (Container.get(OutboundHttp) as { ssrfConfig: { enabled: boolean } }).ssrfConfig;
}

describe('what the SSRF protection of n8n blocks', () => {
	let config: { enabled: boolean };
	beforeEach(() => {
		config = protection();
		config.enabled = true;
	});
	afterEach(() => {
		config.enabled = false;
	});

	const BLOCKED = {
		message: "The address of the service is blocked by n8n's SSRF protection",
		description: expect.stringMatching(/^Add the host to N8N_SSRF_ALLOWED_HOSTNAMES, /),
		context: { code: 'Local.BlockedByN8n', outcome: 'refused', retryable: false },
	};

	test.each(['127.0.0.1', 'localhost'])('was not sent: to %s', async (host) => {
		const { camsEndpoint } = simulator.credential as { camsEndpoint: string };
		const credential = {
			...simulator.credential,
			camsEndpoint: camsEndpoint.replace('127.0.0.1', host),
		};
		const { error } = await runNode(NODE, { credentials: { alibabaCloudApi: credential } });
		expect(error).toMatchObject(BLOCKED);
		expect(callsOf('SendChatappMessage')).toHaveLength(0);
	});

	test('is said of a link to download too', async () => {
		const url = `${String((simulator.credential as { camsEndpoint: string }).camsEndpoint)}/a.jpg`;
		const download = { resource: 'media', operation: 'download', url, options: {} };
		const { error } = await runNode(
			{ type: 'chatApp', parameters: download },
			{ credentials: { alibabaCloudApi: simulator.credential } },
		);
		expect(error?.message).toMatch(/^Could not download the file from 127\.0\.0\.1/);
		expect(error?.description).toMatch(
			/^n8n's SSRF protection blocks the address\. .* N8N_SSRF_ALLOWED_HOSTNAMES/,
		);
	});

	test('is said of the address of Security Token Service too', async () => {
		const role = {
			...{ authentication: 'ramRole', roleArn: ROLE_ARN, roleSessionName: 'blocked' },
		};
		const credential = { ...simulator.credential, ...role };
		const { error } = await runNode(NODE, { credentials: { alibabaCloudApi: credential } });
		expect(error?.message).toMatch(
			/^The address of Security Token Service is blocked by n8n's SSRF protection, .* N8N_SSRF_ALLOWED_HOSTNAMES/,
		);
	});
});

const UNREADABLE =
	'Credentials could not be decrypted. The likely reason is that a different "encryptionKey" was used to encrypt the data.';

async function load(): Promise<LoadedWorkflow & { readonly node: INode }> {
	const credentials = { alibabaCloudApi: simulator.credential };
	const loaded = await loadWorkflow(singleNodeFile(NODE), { credentials });
	return { ...loaded, node: loaded.workflow.getNode('Node') as INode };
}

/** What n8n stored of an execution that failed, as its button "Retry" starts it again. */
function stored(data: IRunExecutionData, node: INode): IRunExecutionData {
	const copy = structuredClone(data);
	delete copy.resultData.error;
	copy.resultData.runData.Node?.pop();
	for (const entry of copy.executionData?.nodeExecutionStack ?? []) entry.node = node;
	return copy;
}

test("a credential that n8n cannot read fails in n8n's words, and a retry sends", async () => {
	simulator.control.reply({ user: MEI, text: 'Hi' });
	const unreadable = await load();
	jest.spyOn(unreadable.credentials, 'getDecrypted').mockRejectedValue(new Error(UNREADABLE));
	const failed = await runLoaded(unreadable, unreadable.node, [[{ json: {} }]]);
	expect(failed.error).toMatchObject({
		name: 'NodeOperationError',
		message: UNREADABLE,
		description: expect.stringContaining('Nothing was sent'),
	});
	const repaired = await load();
	const retried = await resumeLoaded(repaired, stored(failed.run.data, repaired.node));
	expect(retried.error).toBeUndefined();
	expect(callsOf('SendChatappMessage')).toHaveLength(1);
});
