import type {
	IDataObject,
	IExecuteData,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';

import '../../../harness/environment';
import 'reflect-metadata';

import { SupplyDataContext } from 'n8n-core';

import { loadWorkflow } from '../../../harness/workflow';
import { callsOf, GO_ON, simulator, useSimulator } from '../workbench';
import { TYPE, WELCOME_ONE, people, nodeOf, timesEach, failAfter } from './repeating';

useSimulator();

describe('as the tool of an agent', () => {
	/** What n8n does with a tool that its agent calls: the entry is the agent's. */
	async function tools(names: readonly string[], parameters: object) {
		const nodes = names.map((name) => ({ ...nodeOf(parameters, GO_ON), id: name, name }));
		const credentials = { alibabaCloudApi: simulator.credential };
		const loaded = await loadWorkflow({ nodes, connections: {} }, { credentials });
		const { workflow, additionalData } = loaded;
		const input: INodeExecutionData[] = [{ json: people(1)[0] ?? {} }];
		const agent = { ...(workflow.getNode(names[0] ?? '') as INode), name: 'Agent' };
		const entry: IExecuteData = { node: agent, data: { main: [input] }, source: null };
		const call = async (name: string): Promise<IDataObject[]> => {
			const node = workflow.getNode(name) as INode;
			const context = new SupplyDataContext(
				workflow,
				node,
				additionalData,
				'trigger',
				createRunExecutionData({}),
				0,
				input,
				{ ai_tool: [input] },
				'ai_tool',
				entry,
				[],
			);
			const type = workflow.nodeTypes.getByNameAndVersion(TYPE, 1);
			const output = await type.execute?.call(context as unknown as IExecuteFunctions);
			return ((output as INodeExecutionData[][])[0] ?? []).map(({ json }) => json);
		};
		return { call, entry };
	}

	test('two equal calls are two messages, also at the same time', async () => {
		const { call, entry } = await tools(['Tool'], WELCOME_ONE);
		await call('Tool');
		await Promise.all([call('Tool'), call('Tool')]);
		expect(timesEach()).toEqual([3]);
		expect(entry.metadata).toBeUndefined();
	});

	test('a call of unknown outcome is not made again, by this tool alone', async () => {
		const { call, entry } = await tools(['Tool', 'Other'], WELCOME_ONE);
		failAfter(0, 'truncate');
		expect((await call('Tool'))[0]?.error).toMatchObject({ outcome: 'unknown' });
		expect((await call('Tool'))[0]?.error).toMatchObject({ code: 'Local.OutcomeUnknown' });
		expect(callsOf('SendChatappMessage')).toHaveLength(1);
		expect(JSON.stringify(entry.metadata)).not.toMatch(/65912|Tool/);
		expect((await call('Other'))[0]).toMatchObject({ messageId: expect.any(String) });
		expect(callsOf('SendChatappMessage')).toHaveLength(2);
	});
});
