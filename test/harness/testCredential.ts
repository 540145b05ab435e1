import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

import './environment';
import 'reflect-metadata';

import { ExecuteContext, RoutingNode } from 'n8n-core';

import { additionalData } from './additionalData';
import { TestCredentials } from './credentials';
import { packageTypes } from './packageTypes';
import { standIns } from './standIns';

function testNodeType(credentialType: string, request: ICredentialTestRequest): INodeType {
	const noOp = standIns['n8n-nodes-base.noOp'];
	if (noOp === undefined) throw new Error('The stand-in for noOp is missing');
	return {
		description: {
			...noOp.description,
			credentials: [{ name: credentialType, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: request.request },
				},
			],
		},
	};
}

/** The parts of the error that RoutingNode throws which n8n's credential tester looks at. */
interface RequestFailure {
	readonly message?: string;
	readonly cause?: {
		readonly code?: string;
		readonly response?: { readonly status: number; readonly statusText?: string };
	};
}

function explain(failure: RequestFailure, rules: ICredentialTestRequest['rules']): string {
	const response = failure.cause?.response;
	if (response) {
		const rule = rules?.find(
			({ type, properties }) => type === 'responseCode' && properties.value === response.status,
		);
		if (rule) return rule.properties.message;
		return response.statusText || `Received HTTP status code: ${response.status}`;
	}
	return failure.cause?.code ?? String(failure.message);
}

function valueAt(data: unknown, path: string): unknown {
	let value = data;
	for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
	return value;
}

/**
 * Presses "Test" in the credential's form: sends `test.request` through n8n's RoutingNode and
 * turns the outcome into the line that the form shows. The order in which n8n looks at things is
 * kept, since it decides what a user reads: an HTTP error first by the `responseCode` rules, then
 * by its status text; a failure without an answer by its code, only then by its message; after a
 * 2xx answer the `responseSuccessBody` rules.
 */
export async function testCredential(
	type: string,
	data: object,
): Promise<INodeCredentialTestResult> {
	const { credentials } = await packageTypes();
	const test = credentials[type]?.test;
	if (test === undefined) {
		return { status: 'Error', message: 'No testing function found for this credential.' };
	}
	const helper = new TestCredentials(credentials, { [type]: data });
	const decrypted = helper.withDefaults(type, data as ICredentialDataDecryptedObject);
	const nodeType = testNodeType(type, test);
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id: type, name: type } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const temporaryNode = workflow.getNode(node.name) ?? node;
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		temporaryNode,
		additionalData(helper),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		input,
		{ node: temporaryNode, data: {}, source: null },
		[],
	);
	const routing = new RoutingNode(context, nodeType, {
		id: type,
		name: type,
		type,
		data: decrypted,
	});

	let response: INodeExecutionData[][] | undefined;
	try {
		response = await routing.runNode();
	} catch (error) {
		return { status: 'Error', message: explain(error as RequestFailure, test.rules) };
	}
	const body = response?.[0]?.[0]?.json;
	for (const rule of test.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		if (valueAt(body, rule.properties.key) === rule.properties.value) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'OK', message: 'Connection successful!' };
}
