import type { ICredentialsHelper, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import './environment';
import 'reflect-metadata';

import { ExternalSecretsProxy } from 'n8n-core';

const unsupported = (what: string) => async (): Promise<never> => {
	throw new Error(`The harness does not support ${what}`);
};

/**
 * What n8n hands to every context besides the workflow. `baseUrl` is where web hooks of the test
 * are served; without a server it is an address that nothing listens on.
 */
export function additionalData(
	credentialsHelper: ICredentialsHelper,
	baseUrl = 'http://127.0.0.1:9',
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		externalSecretsProxy: new ExternalSecretsProxy(),
		executeWorkflow: unsupported('sub-workflows'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: unsupported('task runners'),
		logAiEvent: () => undefined,
		currentNodeExecutionIndex: 0,
		executionId: '1',
		workflowId: 'test-workflow',
		variables: {},
		restApiUrl: `${baseUrl}/rest`,
		instanceBaseUrl: `${baseUrl}/`,
		formBaseUrl: `${baseUrl}/form`,
		formTestBaseUrl: `${baseUrl}/form-test`,
		formWaitingBaseUrl: `${baseUrl}/form-waiting`,
		webhookBaseUrl: `${baseUrl}/webhook`,
		webhookTestBaseUrl: `${baseUrl}/webhook-test`,
		webhookWaitingBaseUrl: `${baseUrl}/webhook-waiting`,
		mcpBaseUrl: `${baseUrl}/mcp`,
		mcpTestBaseUrl: `${baseUrl}/mcp-test`,
	};
}
