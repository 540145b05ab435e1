import {
	resolveWebhookDescriptionField,
	webhookDescriptionIsNativelyResolvable,
} from 'n8n-workflow';

import { loadNode } from '../../harness';

async function pathsOf(parameters: object): Promise<{ evaluated: unknown; computed: unknown }> {
	const { workflow, node, nodeType } = await loadNode({ type: 'chatAppTrigger', parameters });
	const [hook] = nodeType.description.webhooks ?? [];
	if (!hook) throw new Error('The node has no web hook');
	return {
		evaluated: workflow.expression.getSimpleParameterValue(node, hook.path, 'internal', {}),
		computed: resolveWebhookDescriptionField(node, hook, 'path'),
	};
}

it.each([
	['no options', {}, 'chat-app'],
	['empty options', { options: {} }, 'chat-app'],
	['no secret', { options: { deduplicate: false } }, 'chat-app'],
	['an empty secret', { options: { pathSecret: '' } }, 'chat-app'],
	[
		'a secret',
		{ options: { pathSecret: 'a-secret_of~24.letters' } },
		'chat-app/a-secret_of~24.letters',
	],
	['a number', { options: { pathSecret: 1234567890123456 } }, 'chat-app/1234567890123456'],
])('with %s the path is the same with and without an expression', async (_, parameters, path) => {
	expect(await pathsOf(parameters)).toEqual({
		evaluated: path,
		computed: { resolved: true, value: path },
	});
});

describe('the webhook with the secret from before a change', () => {
	const [NEW, OLD] = ['a-secret_of~24.letters', 'the-secret-of-before'];

	it.each<[string, object, string, string]>([
		['no options', {}, '', 'chat-app/'],
		['no secret', { options: {} }, '', 'chat-app/'],
		['an empty one', { options: { pathSecret: NEW, previousPathSecret: '' } }, '', 'chat-app/'],
		['one', { options: { pathSecret: NEW, previousPathSecret: OLD } }, 'POST', `chat-app/${OLD}`],
		['one alone', { options: { previousPathSecret: OLD } }, 'POST', `chat-app/${OLD}`],
		[
			'the same as now, which has its webhook',
			{ options: { pathSecret: OLD, previousPathSecret: OLD } },
			'',
			`chat-app/${OLD}`,
		],
	])('with %s is the same with and without an expression', async (_, parameters, method, path) => {
		const { workflow, node, nodeType } = await loadNode({ type: 'chatAppTrigger', parameters });
		const hook = nodeType.description.webhooks?.[1];
		if (!hook) throw new Error('The node has no second web hook');
		for (const [name, value] of [
			['path', path],
			['httpMethod', method],
		] as const) {
			const evaluated = workflow.expression.getSimpleParameterValue(
				node,
				hook[name],
				'internal',
				{},
			);
			expect(evaluated).toBe(value);
			expect(resolveWebhookDescriptionField(node, hook, name)).toEqual({ resolved: true, value });
		}
	});
});

it('leaves a secret that is an expression to n8n', async () => {
	const { computed } = await pathsOf({ options: { pathSecret: '={{ $env.SECRET }}' } });
	expect(computed).toEqual({ resolved: false });
});

it('asks n8n to evaluate nothing else at a call', async () => {
	const { nodeType } = await loadNode({ type: 'chatAppTrigger' });
	const { webhooks = [], version } = nodeType.description;

	expect(webhooks.filter((hook) => !webhookDescriptionIsNativelyResolvable(hook))).toEqual([]);
	// n8n evaluates an expression of its own for web hooks of version 1.
	expect([version].flat().every((one) => one > 1)).toBe(true);
});
