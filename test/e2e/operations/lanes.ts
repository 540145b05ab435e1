import { ARIF, builtIn, byId, CHANNEL, type Lane, MEI, OWN, SENDER, step } from './lane';

const DIGITS = /^\d+$/;
const FLOW = { channel: OWN.channel, flow: byId("={{ $('Create Flow').item.json.flowId }}") };

const LISTED = [
	{ channelId: CHANNEL, channelType: 'whatsapp' },
	...['viber', 'messenger', 'instagram', 'telegram'].map((channelType) => ({ channelType })),
];

/** What the lanes have to know of the test that runs them. */
export interface Surroundings {
	/** A picture that anybody may read. */
	readonly pictureUrl: string;
	/** The production URL of a trigger in the same n8n. */
	readonly triggerUrl: string;
}

/** At least one operation of every resource, in lanes of what belongs together. */
export const lanesFor = ({ pictureUrl, triggerUrl }: Surroundings): readonly Lane[] => [
	[
		step(
			'Create Template',
			'template.create',
			{
				...{ channelType: 'whatsapp', channel: OWN.channel, templateName: 'picture_of_day' },
				...{ templateLanguage: 'en', category: 'MARKETING', designMode: 'fields' },
				...{ layout: 'standard', headerType: 'IMAGE', headerMediaSource: 'link' },
				...{ headerUrl: '$(picture)', bodyText: 'Hi {{name}}, look at this!' },
				variableExamples: {
					example: [
						{ name: 'name', value: 'Mei' },
						{ name: 'picture', value: 'https://example.com/a.png' },
					],
				},
				...{ waitForReview: true, reviewTimeout: 1 },
			},
			{ templateCode: /^\d{19}$/, review: 'approved', variables: ['picture', 'name'] },
		),
		step('Get Picture', 'media.download', { url: pictureUrl }, { mimeType: 'image/png' }),
		step(
			'Send Picture',
			'message.sendTemplate',
			{
				...{ channelType: 'whatsapp', channel: OWN.channel, from: byId(SENDER), to: `+${ARIF}` },
				template: byId("={{ $('Create Template').item.json.templateCode }}"),
				language: byId('en'),
				variables: { mappingMode: 'defineBelow', value: { name: 'Arif' } },
				options: { headerMediaField: 'data' },
			},
			{
				...{ messageId: /./, to: ARIF },
				rendered: { header: { url: /\.png$/ }, body: 'Hi Arif, look at this!' },
			},
		),
		step(
			'List Messages',
			'message.getAll',
			{
				...{ channelType: 'whatsapp', channel: OWN.channel, businessNumber: byId(SENDER) },
				...{ returnAll: true, filters: { userNumber: `+${ARIF}` } },
			},
			{ userNumber: ARIF, templateCode: /^\d{19}$/, messageId: /./ },
		),
	],
	[
		step(
			'Send Text',
			'message.send',
			{
				...{ channelType: 'whatsapp', channel: OWN.channel, from: byId(SENDER), to: `+${MEI}` },
				...{ messageType: 'text', text: 'Hello from n8n' },
			},
			{ messageId: /./, to: MEI },
		),
	],
	[
		builtIn('People', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.people' }),
		step(
			'Send Bulk',
			'message.sendBulk',
			{
				...{ channelType: 'whatsapp', channel: OWN.channel, from: byId(SENDER) },
				...{ to: '={{ $json.phone }}', template: byId('1119000000000000002') },
				...{ language: byId('en'), variables: { mappingMode: 'defineBelow', value: null } },
			},
			...['6591230011', '6591230012'].map((to) => ({ to, groupMessageId: /./ })),
		),
	],
	[
		step('Get File', 'media.download', { url: pictureUrl }, { fileName: /\.png$/ }),
		step(
			'Upload File',
			'media.upload',
			{ channel: OWN.channel, mediaSource: 'binary', binaryPropertyName: 'data' },
			{ url: /\.png$/, mimeType: 'image/png' },
		),
	],
	[step('List Channels', 'channel.getAll', { returnAll: true }, ...LISTED)],
	[
		step(
			'Check Channel',
			'channel.check',
			{ channel: OWN.channel, triggerUrl },
			{ check: 'Summary' },
		),
	],
	[
		step(
			'Get Business Account',
			'businessAccount.get',
			{ channel: OWN.channel },
			{ wabaId: '104857600001234', channelId: CHANNEL },
		),
	],
	[
		step(
			'List Numbers',
			'phoneNumber.getAll',
			{ channel: OWN.channel, filters: { status: 'CONNECTED' } },
			{ phoneNumber: SENDER, qualityRating: 'GREEN' },
		),
		step('Get Profile', 'phoneNumber.getProfile', OWN, { description: 'Acme Support' }),
	],
	[
		step(
			'Create QR Code',
			'qrCode.create',
			{ ...OWN, prefilledMessage: 'I want to order', imageFormat: 'PNG' },
			{ qrdlCode: /./, deepLinkUrl: /^https:/ },
		),
		step('List QR Codes', 'qrCode.getAll', OWN, { prefilledMessage: 'I want to order' }),
	],
	[
		step(
			'Create Flow',
			'flow.create',
			{ channel: OWN.channel, flowName: 'survey', categories: ['SURVEY'] },
			{ flowId: DIGITS, status: 'DRAFT' },
		),
		step(
			'Write Flow',
			'flow.updateJson',
			{ ...FLOW, jsonSource: 'json', flowJson: '{"version":"7.0","screens":[]}' },
			{ updated: true },
		),
		step('Publish Flow', 'flow.publish', FLOW, { published: true, flowId: DIGITS }),
		step('Get Flow', 'flow.get', FLOW, { flowName: 'survey', status: 'PUBLISHED' }),
	],
	[
		step(
			'List Products',
			'catalog.getProducts',
			{ channel: OWN.channel, catalog: byId('800000000000001'), returnAll: false, limit: 2 },
			...[{ id: DIGITS }, { id: DIGITS }],
		),
	],
	[
		step(
			'Create Group',
			'chatGroup.create',
			{ ...OWN, subject: 'Acme test group' },
			{ uniqueCode: /./, subject: 'Acme test group' },
		),
		step(
			'List Groups',
			'chatGroup.getAll',
			{ ...OWN, filters: { subject: 'Acme test group' } },
			{ groupId: /./, subject: 'Acme test group' },
		),
	],
	[
		step(
			'Start Chat Flow',
			'chatFlow.trigger',
			{ chatFlow: byId('9ccc41d0aaaa4e1bb0c1000000000001'), input: '{"name": "Mei"}' },
			{ triggered: true },
		),
	],
	[
		step(
			'Report Conversion',
			'conversion.send',
			{
				...{ channel: OWN.channel, pageId: '600000000000001', eventName: 'Purchase' },
				...{ eventTime: '2026-01-05T00:00:00Z', userData: { email: 'mei@example.com' } },
			},
			{ sent: true, eventName: 'Purchase' },
		),
	],
	[
		step(
			'Call Any Action',
			'apiCall.call',
			{
				apiAction: { __rl: true, mode: 'list', value: 'ListInstance' },
				parameters: { mappingMode: 'defineBelow', value: { ChannelType: 'viber' } },
				...{ output: 'items', returnAll: true },
			},
			{ instanceName: 'Acme Viber' },
		),
	],
];
