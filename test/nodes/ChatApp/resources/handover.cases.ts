import { byId, CHANNEL } from '../fields/parameters';
import type { OperationCase } from './operationCase';

const CHAT_FLOW = '9ccc41d0aaaa4e1bb0c1000000000001';

export const handoverCases: readonly OperationCase[] = [
	{
		operation: 'chatFlow.getAll',
		parameters: { filters: { keyword: 'help', flowTriggerType: 'TriggeredManually' } },
		sends: [
			[
				'ListChatFlow',
				{
					...{ Keyword: 'help', FlowTriggerType: 'TriggeredManually' },
					...{ PageNo: '1', PageSize: '50' },
				},
			],
		],
		returns: [
			{
				...{ flowCode: CHAT_FLOW, title: 'Delivery help', status: 'NORMAL' },
				triggerType: 'TriggeredManually',
			},
		],
	},
	{
		operation: 'chatFlow.trigger',
		parameters: {
			...{ chatFlow: byId(CHAT_FLOW), input: '{"name": "Mei"}' },
			additionalFields: {
				...{ uuid: 'order-1001', outId: 'A-1' },
				...{ claimTime: '2026-01-05T00:00:00Z', discardTime: '2026-01-06T00:00:00Z' },
			},
		},
		sends: [
			[
				'TriggerChatFlow',
				{
					...{ FlowCode: CHAT_FLOW, Data: '{"name":"Mei"}', Uuid: 'order-1001', OutId: 'A-1' },
					...{ ClaimTimeMillis: '1767571200000', DiscardTimeMillis: '1767657600000' },
				},
			],
		],
		returns: [
			{
				...{ triggered: true, flowCode: CHAT_FLOW, uuid: 'order-1001', outId: 'A-1' },
				data: { ExecutionCount: 1 },
			},
		],
		wrong: [
			[{ input: '[]' }, /'Input \(JSON\)' is not a JSON object/],
			[{ input: '{' }, /'Input \(JSON\)' is not a JSON object/],
			[{ additionalFields: { claimTime: 'soon' } }, /'Event Time' is not a date: soon/],
			[{ additionalFields: { discardTime: 'soon' } }, /'Discard After' is not a date: soon/],
		],
	},
	{
		operation: 'conversion.send',
		parameters: {
			...{ channel: byId(CHANNEL), pageId: '600000000000001', eventName: 'Purchase' },
			...{ eventTime: '2026-01-05T00:00:00Z', userData: { clickId: 'click-1', wabaId: '1048' } },
			additionalFields: {
				...{ eventId: 'order-1001', eventSourceUrl: 'https://a.example', optOut: true },
				...{ value: 20, currency: 'sgd' },
			},
		},
		sends: [
			[
				'RequestWhatsappConversionApi',
				{
					...{ CustSpaceId: CHANNEL, PageId: '600000000000001' },
					RequestData: JSON.stringify([
						{
							...{ EventName: 'Purchase', EventTime: 1767571200 },
							...{ ActionSource: 'business_messaging', MessagingChannel: 'whatsapp' },
							UserData: { ctwa_clid: 'click-1', whatsapp_business_account_id: '1048' },
							CustomData: { value: 20, currency: 'SGD' },
							...{ EventId: 'order-1001', EventSourceUrl: 'https://a.example', OptOut: true },
						},
					]),
				},
			],
		],
		returns: [
			{
				...{ sent: true, eventName: 'Purchase', eventTime: '2026-01-05T00:00:00.000Z' },
				...{ eventId: 'order-1001', channelId: CHANNEL, pageId: '600000000000001' },
			},
		],
		wrong: [
			[{ userData: {} }, /'User Data' is empty/],
			[{ userData: { wabaId: '1048' } }, /'User Data' is empty/],
			[{ userData: { phoneNumber: 'me' } }, /'Phone Number' is not a valid phone number/],
			[{ pageId: 'acme' }, /'Page ID' is not a numeric ID/],
			[{ eventTime: 'soon' }, /'Event Time' is not a date: soon/],
			[{ additionalFields: { value: 3 } }, /'Currency' is empty/],
			[{ additionalFields: { currency: 'SG' } }, /'Currency' is not a three-letter currency code/],
			[{ additionalFields: { currency: 'SGD' } }, /'Value' is not a number/],
			[{ additionalFields: { currency: 'SGD', value: "={{ '' }}" } }, /'Value' is not a number/],
		],
	},
];
