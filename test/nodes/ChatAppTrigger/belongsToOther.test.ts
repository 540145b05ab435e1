import type { IHookFunctions } from 'n8n-workflow';

import { belongsToOther } from '../../../nodes/ChatAppTrigger/belongsToOther';

const NODE = { name: 'Node', type: 'x', typeVersion: 1, id: '1', position: [0, 0], parameters: {} };
const context = { getNode: () => NODE } as unknown as IHookFunctions;

it.each([
	[
		'https://n8n.example.com/webhook/hook-2/chat-app/zzsecretzzsecret',
		'n8n.example.com/webhook/hook-2/chat-app/***',
	],
	[
		'https://n8n.example.com/n8n/webhook/hook-2/chat-app/zzsecretzzsecret/?a=secret',
		'n8n.example.com/n8n/webhook/hook-2/chat-app/***',
	],
	[
		'https://n8n.example.com/webhook/hook-2/chat-app?a=secret',
		'n8n.example.com/webhook/hook-2/chat-app',
	],
	['https://crm.example.com:8443/hooks/secret?key=secret', 'crm.example.com:8443/hooks/***'],
	['https://crm.example.com/hooks/chat-app-secret/secret', 'crm.example.com/hooks/***'],
	['https://crm.example.com/secret', 'crm.example.com/***'],
	['https://crm.example.com/bot1234secret/messages', 'crm.example.com/***'],
	['https://user:secret@crm.example.com/', 'crm.example.com'],
	['https://crm.example.com', 'crm.example.com'],
	['secret', 'an unreadable URL'],
])('tells whose %p is, and no secret in it', (url, shown) => {
	const error = belongsToOther(context, { number: '65', kind: 'inbound', url }, 'it ends');

	expect(error.message).toContain(` to ${shown}. `);
	expect(`${error.message} ${error.description} ${error.stack}`).not.toContain('secret');
});
