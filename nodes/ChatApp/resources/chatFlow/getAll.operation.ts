import { listCall } from '../../calls/listCall';
import { choiceParameter, textParameter } from '../../fields/parameter';
import { toChatFlow } from '../../calls/undocumentedRows';

export const getAll = listCall({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many chat flows',
	description: 'Get the chat flows of the Flow Editor and their codes',
	calls: 'ListChatFlow',
	parameters: [],
	filters: [
		textParameter('Keyword', {
			displayName: 'Keyword',
			name: 'keyword',
			placeholder: 'e.g. delivery',
			description: 'Part of the chat flow name',
		}),
		choiceParameter('FlowTriggerType', {
			displayName: 'Started By',
			name: 'flowTriggerType',
			options: [
				{ name: 'API Call', value: 'TriggeredManually' },
				{ name: 'Instagram Message', value: 'TriggeredByInstagram' },
				{ name: 'Messenger Message', value: 'TriggeredByMessenger' },
				{ name: 'Viber Message', value: 'TriggeredByViber' },
				{ name: 'WhatsApp Message', value: 'TriggeredByWhatsApp' },
			],
			default: 'TriggeredManually',
			description: 'What starts the chat flow',
		}),
	],
	toRow: toChatFlow,
});
