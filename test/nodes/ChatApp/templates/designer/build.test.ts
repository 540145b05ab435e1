import type { IDataObject } from 'n8n-workflow';

import { buildComponents } from '../../../../../nodes/ChatApp/templates/designer/build';
import {
	buttonOf,
	buttonsComponent,
} from '../../../../../nodes/ChatApp/templates/designer/buttons';
import { designFaults } from '../../../../../nodes/ChatApp/templates/designer/check';
import type { TemplateChannel } from '../../../../../nodes/ChatApp/templates/designer/design';
import { variableNames } from '../../../../../nodes/ChatApp/templates/designer/syntax';

interface Golden {
	readonly name: string;
	readonly channelType?: TemplateChannel;
	readonly category?: string;
	readonly fields: IDataObject;
	readonly components: IDataObject[];
}

const link = { headerMediaSource: 'link', headerUrl: 'https://example.com/a.jpg' };
const button = (...entries: IDataObject[]) => ({ button: entries });

/** Fields as the editor stores them, and what the service is sent. */
const structures: readonly Golden[] = [
	{
		name: 'texts, a dynamic link and a number to call',
		fields: {
			layout: 'standard',
			headerType: 'TEXT',
			headerText: 'Order {{order}}',
			bodyText: 'Hi {{ name }}, it ships today.',
			footerText: 'Shop',
			buttons: button(
				{ type: 'URL', text: 'Track', url: 'https://example.com/t/{{track}}' },
				{ type: 'PHONE_NUMBER', text: 'Call', phoneNumber: '65 8000-0000' },
			),
		},
		components: [
			{ Type: 'HEADER', Format: 'TEXT', Text: 'Order $(order)' },
			{ Type: 'BODY', Text: 'Hi $(name), it ships today.' },
			{ Type: 'FOOTER', Text: 'Shop' },
			{
				Type: 'BUTTONS',
				Buttons: [
					{
						Type: 'URL',
						Text: 'Track',
						Url: 'https://example.com/t/$(track)',
						UrlType: 'dynamic',
					},
					{ Type: 'PHONE_NUMBER', Text: 'Call', PhoneNumber: '+6580000000' },
				],
			},
		],
	},
	{
		name: 'an image and quick replies with an opt-out',
		category: 'MARKETING',
		fields: {
			layout: 'standard',
			headerType: 'IMAGE',
			...link,
			bodyText: 'Sale!',
			footerText: '',
			buttons: button(
				{ type: 'QUICK_REPLY', text: 'More', isOptOut: false },
				{ type: 'QUICK_REPLY', text: 'Stop', isOptOut: true },
			),
		},
		components: [
			{ Type: 'HEADER', Format: 'IMAGE', Url: 'https://example.com/a.jpg' },
			{ Type: 'BODY', Text: 'Sale!' },
			{
				Type: 'BUTTONS',
				Buttons: [
					{ Type: 'QUICK_REPLY', Text: 'More' },
					{ Type: 'QUICK_REPLY', Text: 'Stop', IsOptOut: true },
				],
			},
		],
	},
	{
		name: 'a document',
		fields: {
			layout: 'standard',
			headerType: 'DOCUMENT',
			...link,
			headerFileName: 'a.pdf',
			bodyText: 'Your invoice',
		},
		components: [
			{ Type: 'HEADER', Format: 'DOCUMENT', Url: 'https://example.com/a.jpg', FileName: 'a.pdf' },
			{ Type: 'BODY', Text: 'Your invoice' },
		],
	},
	{
		name: 'a location',
		fields: { layout: 'standard', headerType: 'LOCATION', bodyText: 'Here we are' },
		components: [
			{ Type: 'HEADER', Format: 'LOCATION' },
			{ Type: 'BODY', Text: 'Here we are' },
		],
	},
	{
		name: 'authentication: copy code',
		category: 'AUTHENTICATION',
		fields: {
			securityRecommendation: true,
			codeExpirationMinutes: 5,
			codeButton: 'COPY_CODE',
			codeButtonText: 'Copy code',
		},
		components: [
			{ Type: 'BODY', AddSecretRecommendation: true },
			{ Type: 'FOOTER', CodeExpirationMinutes: 5 },
			{ Type: 'BUTTONS', Buttons: [{ Type: 'COPY_CODE', Text: 'Copy code' }] },
		],
	},
	...['ONE_TAP', 'ZERO_TAP'].map((codeButton) => ({
		name: `authentication: ${codeButton}`,
		category: 'AUTHENTICATION',
		fields: {
			securityRecommendation: false,
			codeExpirationMinutes: 0,
			codeButton,
			codeButtonText: 'Copy code',
			autofillText: 'Autofill',
			supportedApps: { app: [{ packageName: 'com.example.app', signatureHash: 'K8a/AINcGX7' }] },
		},
		components: [
			{ Type: 'BODY', AddSecretRecommendation: false },
			{
				Type: 'BUTTONS',
				Buttons: [
					{
						Type: codeButton,
						Text: 'Copy code',
						AutofillText: 'Autofill',
						SupportedApps: [{ PackageName: 'com.example.app', SignatureHash: 'K8a/AINcGX7' }],
					},
				],
			},
		],
	})),
	{
		name: 'a carousel',
		category: 'MARKETING',
		fields: {
			layout: 'carousel',
			bodyText: 'Hello $(name)',
			// Left over from another layout: hidden in the editor.
			headerType: 'TEXT',
			cardMedia: 'IMAGE',
			cards: {
				card: ['Red', 'Blue'].map((color, index) => ({
					mediaSource: 'link',
					url: `https://example.com/${index + 1}.jpg`,
					bodyText: `${color} shoe`,
					buttons: button({ type: 'URL', text: 'Buy', url: `https://example.com/${index + 1}` }),
				})),
			},
		},
		components: [
			{ Type: 'BODY', Text: 'Hello $(name)' },
			{
				Type: 'CAROUSEL',
				Cards: ['Red', 'Blue'].map((color, index) => ({
					CardComponents: [
						{ Type: 'HEADER', Format: 'IMAGE', Url: `https://example.com/${index + 1}.jpg` },
						{ Type: 'BODY', Text: `${color} shoe` },
						{
							Type: 'BUTTONS',
							Buttons: [
								{
									Type: 'URL',
									Text: 'Buy',
									Url: `https://example.com/${index + 1}`,
									UrlType: 'static',
								},
							],
						},
					],
				})),
			},
		],
	},
	{
		name: 'a limited-time offer',
		category: 'MARKETING',
		fields: {
			layout: 'limitedTimeOffer',
			headerType: 'IMAGE',
			...link,
			offerText: '20% off',
			offerHasExpiration: true,
			bodyText: 'Hi $(name)',
			footerText: 'left over',
			buttons: button(
				{ type: 'COPY_CODE', text: 'Copy code', couponCode: '{{couponCode}}' },
				{ type: 'URL', text: 'Shop', url: 'https://example.com/?c={{c}}' },
			),
		},
		components: [
			{ Type: 'HEADER', Format: 'IMAGE', Url: 'https://example.com/a.jpg' },
			{ Type: 'LIMITED_TIME_OFFER', Text: '20% off', HasExpiration: true },
			{ Type: 'BODY', Text: 'Hi $(name)' },
			{
				Type: 'BUTTONS',
				Buttons: [
					{ Type: 'COPY_CODE', Text: 'Copy code', CouponCode: '$(couponCode)' },
					{ Type: 'URL', Text: 'Shop', Url: 'https://example.com/?c=$(c)', UrlType: 'dynamic' },
				],
			},
		],
	},
	...[
		['picked from the list', { __rl: true, mode: 'list', value: '479884' }],
		['entered by its ID', { __rl: true, mode: 'id', value: ' 479884 ' }],
		['given by an expression', 479884],
		['saved before there was a list', '479884'],
	].map(([how, flowId]) => ({
		name: `a flow ${how}`,
		fields: {
			layout: 'standard',
			headerType: 'NONE',
			bodyText: 'Book your visit',
			buttons: button({
				...{ type: 'FLOW', text: 'Book', flowId },
				...{ flowAction: 'NAVIGATE', navigateScreen: 'START' },
			}),
		},
		components: [
			{ Type: 'BODY', Text: 'Book your visit' },
			{
				Type: 'BUTTONS',
				Buttons: [
					{
						...{ Type: 'FLOW', Text: 'Book', FlowId: '479884' },
						...{ FlowAction: 'NAVIGATE', NavigateScreen: 'START' },
					},
				],
			},
		],
	})),
	...['MPM', 'CATALOG'].map((type) => ({
		name: `products: ${type}`,
		category: 'MARKETING',
		fields: {
			layout: 'standard',
			bodyText: 'New in',
			buttons: button({ type, text: 'View items', isOptOut: true }),
		},
		components: [
			{ Type: 'BODY', Text: 'New in' },
			{ Type: 'BUTTONS', Buttons: [{ Type: type, Text: 'View items' }] },
		],
	})),
	{
		name: 'Viber: image, text and button',
		channelType: 'viber',
		fields: {
			headerType: 'IMAGE',
			...link,
			bodyText: 'Sale!',
			viberButtonText: 'Shop',
			viberButtonUrl: 'https://example.com/shop',
		},
		components: [
			{ Type: 'HEADER', Format: 'IMAGE', Url: 'https://example.com/a.jpg' },
			{ Type: 'BODY', Text: 'Sale!' },
			{
				Type: 'BUTTONS',
				Buttons: [
					{ Type: 'URL', Text: 'Shop', Url: 'https://example.com/shop', UrlType: 'static' },
				],
			},
		],
	},
	{
		name: 'Viber: video with a button without URL',
		channelType: 'viber',
		fields: {
			headerType: 'VIDEO',
			...link,
			headerThumbnailUrl: 'https://example.com/t.jpg',
			headerDuration: 20,
			bodyText: '',
			viberButtonText: 'Watch',
			viberButtonUrl: 'https://example.com/left-over',
		},
		components: [
			{
				...{ Type: 'HEADER', Format: 'VIDEO', Url: 'https://example.com/a.jpg' },
				...{ ThumbUrl: 'https://example.com/t.jpg', Duration: 20 },
			},
			{ Type: 'BUTTONS', Buttons: [{ Type: 'URL', Text: 'Watch' }] },
		],
	},
];

test.each(structures.map((row) => [row.name, row] as const))(
	'%s',
	(_name, { channelType = 'whatsapp', category = 'UTILITY', fields, components }) => {
		const built = buildComponents(
			channelType,
			category,
			(name) => fields[name] ?? '',
			(media) => (media.kind === 'link' ? media.url : ''),
		);
		expect(built).toEqual(components);
		const examples = Object.fromEntries(variableNames(built).map((name) => [name, 'sample']));
		expect(designFaults({ channelType, category, components: built, examples })).toEqual([]);
	},
);

test.each([
	['+44 (0)20 7946 0958', '+442079460958'],
	['0044 20 7946 0958', '+442079460958'],
	['65 8000-0000', '+6580000000'],
	['+９１ 98765 43210', '+919876543210'],
	// The tables do not know what the service assigns.
	['+999 1234 567', '+9991234567'],
])('a number to call is written as the service wants it: %s', (phoneNumber, wanted) => {
	expect(buttonOf({ type: 'PHONE_NUMBER', text: 'Call', phoneNumber })).toMatchObject({
		PhoneNumber: wanted,
	});
});

test.each(['9123 4567', '0207 946 0958', 'ask Mei', '+6580000000.5'])(
	'a number to call without a country code, or with decimals, is refused as it was entered: %s',
	(phoneNumber) => {
		const buttons = buttonsComponent([
			buttonOf({ type: 'PHONE_NUMBER', text: 'Call', phoneNumber }),
		]);
		const components = [{ Type: 'BODY', Text: 'Hi' }, ...buttons];
		const design = {
			channelType: 'whatsapp',
			category: 'UTILITY',
			components,
			examples: {},
		} as const;
		expect(designFaults(design).join()).toContain(`must have + and a country code: ${phoneNumber}`);
	},
);

test('files get their links from the upload', () => {
	const fields: IDataObject = {
		...{ layout: 'carousel', bodyText: 'Hi', cardMedia: 'VIDEO' },
		cards: { card: ['a', 'b'].map((binaryField) => ({ mediaSource: 'binary', binaryField })) },
	};
	const built = buildComponents(
		'whatsapp',
		'MARKETING',
		(name) => fields[name],
		(media) => (media.kind === 'file' ? `https://example.com/${media.field}` : ''),
	);
	expect(JSON.stringify(built)).toContain('"Format":"VIDEO","Url":"https://example.com/b"');
});
