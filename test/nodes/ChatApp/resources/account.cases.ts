import { byId, CHANNEL, ORDER_UPDATE, SENDER } from '../fields/parameters';
import type { OperationCase } from './operationCase';

const OWN = { CustSpaceId: CHANNEL };
const WABA = '104857600001234';
const INSTANCE = { instance: byId(CHANNEL) };
const CHECKED = {
	...{ phoneNumber: byId(SENDER), template: byId(ORDER_UPDATE), language: byId('en') },
};
const DETAILS = {
	...{ instanceDescription: 'Orders', contactMail: 'a@example.com', countryId: 'MY' },
	...{ facebookBmId: '70001', officeAddress: 'Ipoh', isvTerms: 'https://a.example/t.pdf' },
	isConfirmAudit: true,
};
const SENT_DETAILS = {
	...{ InstanceDescription: 'Orders', ContactMail: 'a@example.com', CountryId: 'MY' },
	...{ FacebookBmId: '70001', OfficeAddress: 'Ipoh', IsvTerms: 'https://a.example/t.pdf' },
	IsConfirmAudit: 'Y',
};
const instance = (instanceId: string, instanceName: string, channelType: string) => ({
	...{ instanceId, instanceName, channelType, instanceDescription: 'Orders', countryId: 'MY' },
	...{ submitTime: '2026-01-05 10:00:00', resourceRegionId: 'ap-southeast-1' },
});

export const accountCases: readonly OperationCase[] = [
	{
		operation: 'channel.create',
		parameters: {
			...{ channelType: 'whatsapp', instanceName: 'Acme Returns' },
			additionalFields: { ...DETAILS, resourceGroupId: 'rg-1' },
		},
		sends: [
			[
				'CreateInstance',
				{
					...{ ChannelType: 'WHATSAPP', InstanceName: 'Acme Returns', ResourceGroupId: 'rg-1' },
					...SENT_DETAILS,
				},
			],
		],
		returns: [
			{
				...instance('cams-new1', 'Acme Returns', 'whatsapp'),
				nextStep: expect.stringContaining("'Bind'"),
			},
		],
		wrong: [
			[{ additionalFields: { contactMail: 'me' } }, /'Contact Email' is not an email address/],
			[{ additionalFields: { isvTerms: 'terms' } }, /'Partner Terms URL' is not a URL/],
			[
				{ additionalFields: { isConfirmAudit: "={{ 'maybe' }}" } },
				/'Confirm Review' is not true or false/,
			],
		],
	},
	{
		operation: 'channel.get',
		parameters: INSTANCE,
		sends: [['QueryInstance', { InstanceId: CHANNEL }]],
		returns: [
			{
				...{ instanceId: CHANNEL, instanceName: 'Acme WhatsApp', channelType: 'whatsapp' },
				...{ instanceDescription: '', countryId: 'SG', contactMail: '', facebookBmId: '' },
				submitTime: '2026-01-05 10:00:00',
			},
		],
	},
	{
		operation: 'channel.update',
		parameters: { ...INSTANCE, instanceName: 'Acme Chat', updateFields: DETAILS },
		sends: [
			['UpdateInstance', { InstanceId: CHANNEL, InstanceName: 'Acme Chat', ...SENT_DETAILS }],
		],
		returns: [{ updated: true, ...instance(CHANNEL, 'Acme Chat', 'whatsapp') }],
	},
	{
		operation: 'channel.delete',
		parameters: INSTANCE,
		sends: [['DeleteInstance', { InstanceId: CHANNEL }]],
		returns: [{ deleted: true, instanceId: CHANNEL }],
	},
	{
		operation: 'businessAccount.bind',
		parameters: { wabaId: '104857600009999' },
		sends: [['ChatappBindWaba', { WabaId: '104857600009999' }]],
		returns: [
			{
				...{ channelId: 'cams-new1', wabaId: '104857600009999' },
				nextStep: expect.stringContaining("'Add'"),
			},
		],
		wrong: [[{ wabaId: 'acme' }, /'WABA ID' is not a numeric ID: acme/]],
	},
	{
		operation: 'businessAccount.get',
		parameters: { channel: byId(CHANNEL) },
		sends: [['QueryChatappBindWaba', OWN]],
		returns: [
			{
				...{ channelId: CHANNEL, wabaId: WABA, name: 'Acme', accountReviewStatus: 'APPROVED' },
				...{ businessId: '700000000000001', businessName: 'Acme Store', currency: 'USD' },
				primaryBusinessLocation: 'SG',
			},
		],
	},
	{
		operation: 'businessAccount.getBusinessInfo',
		parameters: { channel: byId(CHANNEL) },
		sends: [
			['QueryChatappBindWaba', OWN],
			['QueryWabaBusinessInfo', { ...OWN, WabaId: WABA }],
		],
		returns: [
			{
				...{ channelId: CHANNEL, wabaId: WABA, businessId: '700000000000001' },
				...{ businessName: 'Acme Store', verificationStatus: 'verified', vertical: 'RETAIL' },
			},
		],
		wrong: [[{ additionalFields: { wabaId: 'acme' } }, /'WABA ID' is not a numeric ID/]],
	},
	{
		operation: 'businessAccount.getMarketingMessages',
		parameters: { channel: byId(CHANNEL) },
		sends: [['QueryMMLActive', OWN]],
		returns: [{ channelId: CHANNEL, status: 'Data 1' }],
	},
	{
		operation: 'businessAccount.checkHealth',
		ofOtherChoices: CHECKED,
		parameters: { channel: byId(CHANNEL), nodeType: 'waba' },
		sends: [
			['QueryChatappBindWaba', OWN],
			['GetWhatsappHealthStatus', { ...OWN, NodeType: 'waba', WabaId: WABA }],
		],
		returns: [
			{
				...{ channelId: CHANNEL, nodeType: 'waba', wabaId: WABA, canSendMessage: 'AVAILABLE' },
				entities: [{ EntityType: 'WABA', CanSendMessage: 'AVAILABLE', WabaId: WABA, Errors: [] }],
			},
		],
	},
	{
		operation: 'businessAccount.getMarketingMessages',
		parameters: { channel: byId(CHANNEL) },
		sends: [['QueryMMLActive', OWN]],
		returns: [{ channelId: CHANNEL, status: 'Data 1' }],
	},
	{
		operation: 'businessAccount.checkHealth',
		ofOtherChoices: CHECKED,
		parameters: { channel: byId(CHANNEL), nodeType: 'phone', phoneNumber: byId(SENDER) },
		sends: [['GetWhatsappHealthStatus', { ...OWN, NodeType: 'phone', PhoneNumber: SENDER }]],
		returns: [
			{
				...{ channelId: CHANNEL, nodeType: 'phone', phoneNumber: SENDER },
				...{ canSendMessage: 'AVAILABLE', entities: [expect.any(Object)] },
			},
		],
	},
	{
		operation: 'businessAccount.getMarketingMessages',
		parameters: { channel: byId(CHANNEL) },
		sends: [['QueryMMLActive', OWN]],
		returns: [{ channelId: CHANNEL, status: 'Data 1' }],
	},
	{
		operation: 'businessAccount.checkHealth',
		ofOtherChoices: CHECKED,
		parameters: {
			...{ channel: byId(CHANNEL), nodeType: 'template' },
			...{ template: byId(ORDER_UPDATE), language: byId('en') },
		},
		sends: [
			[
				'GetWhatsappHealthStatus',
				{ ...OWN, NodeType: 'template', TemplateCode: ORDER_UPDATE, Language: 'en' },
			],
		],
		returns: [
			{
				...{ channelId: CHANNEL, nodeType: 'template', templateCode: ORDER_UPDATE },
				...{ language: 'en', canSendMessage: 'AVAILABLE', entities: [expect.any(Object)] },
			},
		],
	},
	{
		operation: 'businessAccount.updateWebhook',
		parameters: { channel: byId(CHANNEL), httpFlag: false, queueFlag: true },
		sends: [
			['UpdateAccountWebhook', { ...OWN, HttpFlag: 'N', QueueFlag: 'Y', StatusCallbackUrl: '' }],
		],
		returns: [
			{
				...{ updated: true, channelId: CHANNEL, httpFlag: 'N', queueFlag: 'Y' },
				statusCallbackUrl: '',
			},
		],
		wrong: [
			[{ httpFlag: true }, /'Notification URL' is empty/],
			[{ statusCallbackUrl: 'example.com' }, /'Notification URL' is not a URL/],
			[{ queueFlag: "={{ 'maybe' }}" }, /'Send to Queue' is not true or false/],
		],
	},
	{
		operation: 'businessAccount.enableMetrics',
		parameters: { channel: byId(CHANNEL) },
		sends: [['EnableWhatsappROIMetric', OWN]],
		returns: [
			{
				...{ metricsEnabled: true, channelId: CHANNEL },
				nextStep: expect.stringContaining("'Get Metrics'"),
			},
		],
	},
];
