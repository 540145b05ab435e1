import { mock } from 'jest-mock-extended';
import { NodeApiError, type IExecuteFunctions, type INode } from 'n8n-workflow';

import type { ApiCall } from '../../../../nodes/alibabaCloud/client/client';
import { sendInWindow } from '../../../../nodes/ChatApp/calls/windowFallback';
import { createCallMemory } from '../../../../nodes/ChatApp/runtime/sendMemory';

const NODE = { name: 'Node' } as INode;
const PAIR = { channelType: 'whatsapp', channel: 'c', from: '1', to: '2' } as const;

function failure(code: string, outcome: 'refused' | 'unknown'): NodeApiError {
	const error = new NodeApiError(NODE, {}, { message: code });
	Object.assign(error.context, { code, outcome });
	return error;
}

/** The tool of an agent, whose memory of earlier tries knows no items. */
function agent(script: (type: string) => object) {
	let kept: unknown;
	const store = {
		read: () => kept,
		write: (value: object) => void (kept = value),
		remove: () => void (kept = undefined),
	};
	const calls: string[] = [];
	const functions = mock<IExecuteFunctions>();
	functions.getNode.mockReturnValue(NODE);
	const send = (type: string) => ({
		...{ item: 0, identity: [type], idName: 'MessageId', resend: false },
		call: async () =>
			await Promise.resolve({ product: 'cams', action: type, retry: 'never' } as ApiCall),
	});
	const attempt = async () => {
		const memory = createCallMemory(store, 'Node', () => 0);
		const cache = new Map<string, unknown>();
		return await sendInWindow(
			{
				functions,
				memory: () => memory,
				callApi: async <T extends object>({ action }: ApiCall) => {
					calls.push(action);
					const answer = script(action);
					if (answer instanceof Error) throw answer;
					return await Promise.resolve(answer as T);
				},
				once: async <T>(key: string, produce: () => Promise<T>) => {
					if (!cache.has(key)) cache.set(key, await produce());
					return cache.get(key) as T;
				},
			},
			{ pair: PAIR, message: send('message'), template: send('template') },
		);
	};
	return { attempt, calls };
}

it('sends neither form again while it is not known whether the template went out', async () => {
	const { attempt, calls } = agent((type) => {
		if (type === 'ListChatappMessage') return failure('NoPermission', 'refused');
		return type === 'message'
			? failure('SessionWindowExpired', 'refused')
			: failure('Local.Timeout', 'unknown');
	});
	await expect(attempt()).rejects.toThrow('Local.Timeout');
	await expect(attempt()).rejects.toThrow('It is not known');
	expect(calls).toEqual(['ListChatappMessage', 'message', 'template']);
});

it('sends no template while it is not known whether the message went out', async () => {
	let rows: object[] = [{ EventAction: 'UP', UserNumber: '2', SendTime: new Date().toISOString() }];
	const { attempt, calls } = agent((type) =>
		type === 'ListChatappMessage' ? { Data: rows } : failure('Local.Timeout', 'unknown'),
	);
	await expect(attempt()).rejects.toThrow('Local.Timeout');
	rows = [];
	await expect(attempt()).rejects.toThrow('It is not known');
	expect(calls).toEqual(['ListChatappMessage', 'message']);
});

it('takes an answer without a list for no proof of a closed window', async () => {
	const { attempt, calls } = agent((type) =>
		type === 'ListChatappMessage' ? { Code: 'OK' } : { Code: 'OK', MessageId: 'm' },
	);
	expect(await attempt()).toMatchObject({ sentAs: 'message', windowOpen: null });
	expect(calls).toEqual(['ListChatappMessage', 'message']);
});
