import type { Simulator } from '../../../simulator';
import { byId, CHANNEL, SENDER } from '../fields/parameters';
import { letters, type OperationCase } from './operationCase';

const NUMBER = { channel: byId(CHANNEL), phoneNumber: byId(SENDER) };
const OWN = { CustSpaceId: CHANNEL, PhoneNumber: SENDER };
const CONFIRMATION = { channelId: CHANNEL, phoneNumber: SENDER };
const row = (phoneNumber: string, verifiedName: string, status: string) => ({
	...{ phoneNumber, verifiedName, status, qualityRating: 'GREEN', messagingLimitTier: 'TIER_10K' },
	...{ codeVerificationStatus: 'VERIFIED', nameStatus: 'APPROVED', isOfficial: 'N' },
});
const prompts = (count: number, text = 'Where is my order?') => ({
	values: Array.from({ length: count }, () => ({ text })),
});
const commands = (count: number, name = 'track', description = 'Find a parcel') => ({
	values: Array.from({ length: count }, () => ({ name, description })),
});

/** Gives the number a username. */
function named({ world }: Simulator): void {
	const number = world.channels.number(SENDER);
	if (number) world.management.of(number).username = 'acme';
}

export const phoneNumberCases: readonly OperationCase[] = [
	{
		operation: 'phoneNumber.add',
		parameters: {
			channel: byId(CHANNEL),
			countryCode: '+65',
			nationalNumber: '+65 3158-9002',
			verifiedName: 'Acme Returns',
		},
		sends: [
			[
				'AddChatappPhoneNumber',
				{
					...{ CustSpaceId: CHANNEL, Cc: '65', PhoneNumber: '31589002' },
					VerifiedName: 'Acme Returns',
				},
			],
		],
		returns: [
			{
				...{ phoneNumber: '6531589002', channelId: CHANNEL, verifiedName: 'Acme Returns' },
				nextStep: expect.stringContaining("'Request Code'"),
			},
		],
		wrong: [
			[{ countryCode: '6500' }, /'Country Code' is not a calling code of 1 to 3 digits: 6500/],
			[{ countryCode: '65.5' }, /'Country Code' is not a calling code of 1 to 3 digits: 65.5/],
			[{ nationalNumber: '31589002.5' }, /4 to 14 digits without country code: 31589002.5/],
			[{ nationalNumber: '123' }, /'National Number' is not a phone number of 4 to 14 digits/],
			[{ nationalNumber: '+6031589002' }, /'National Number' is not a phone number/],
			[{ nationalNumber: '0060 3158 9002' }, /'National Number' is not a phone number/],
		],
	},
	{
		operation: 'phoneNumber.requestCode',
		parameters: { ...NUMBER, method: 'VOICE', locale: 'zh_CN' },
		sends: [['GetChatappVerifyCode', { ...OWN, Method: 'VOICE', Locale: 'zh_CN' }]],
		returns: [
			{
				...{ codeRequested: true, ...CONFIRMATION, method: 'VOICE' },
				nextStep: expect.stringContaining("'Verify'"),
			},
		],
		wrong: [[{ locale: 'English' }, /'Language Code' is not a language code/]],
	},
	{
		operation: 'phoneNumber.verify',
		parameters: { ...NUMBER, verifyCode: '589-000' },
		prepare: ({ world }) => {
			for (const number of world.channels.numbers) world.management.of(number).code = '589000';
		},
		sends: [['ChatappVerifyAndRegister', { ...OWN, VerifyCode: '589000' }]],
		returns: [{ verified: true, ...CONFIRMATION, nextStep: expect.stringContaining("'Register'") }],
		wrong: [[{ verifyCode: '1234567' }, /'Verification Code' is not a six-digit code/]],
	},
	{
		operation: 'phoneNumber.register',
		parameters: NUMBER,
		sends: [['ChatappPhoneNumberRegister', OWN]],
		returns: [{ registered: true, ...CONFIRMATION, nextStep: expect.stringContaining("'Sync'") }],
	},
	{
		operation: 'phoneNumber.deregister',
		parameters: NUMBER,
		sends: [['ChatappPhoneNumberDeregister', OWN]],
		returns: [
			{ deregistered: true, ...CONFIRMATION, nextStep: expect.stringContaining('no longer') },
		],
	},
	{
		operation: 'phoneNumber.sync',
		parameters: { channel: byId(CHANNEL) },
		sends: [['ChatappSyncPhoneNumber', { CustSpaceId: CHANNEL }]],
		returns: [
			{
				...row(SENDER, 'Acme Support', 'CONNECTED'),
				nextStep: 'The number is ready to send messages.',
			},
			{
				...row('6531589001', 'Acme Sales', 'DISCONNECTED'),
				nextStep: expect.stringContaining("'Register'"),
			},
		],
	},
	{
		operation: 'phoneNumber.getMetrics',
		parameters: {
			channel: byId(CHANNEL),
			granularity: 'HALF_HOUR',
			start: '2026-01-05T00:00:00Z',
			end: '2026-01-06T00:00:00Z',
			additionalFields: { phoneNumber: `+${SENDER}` },
		},
		prepare: ({ world }) => {
			world.management.metrics.add(CHANNEL);
			const at = (createdAt: number, status: string) =>
				({
					...{ id: String(createdAt), direction: 'out', custSpaceId: CHANNEL },
					...{ business: SENDER, createdAt, status },
				}) as never;
			world.messages.add(at(Date.UTC(2026, 0, 5, 10, 5), 'read'));
			world.messages.add(at(Date.UTC(2026, 0, 5, 10, 20), 'sent'));
			world.messages.add(at(Date.UTC(2026, 0, 7), 'read'));
		},
		sends: [
			[
				'GetChatappPhoneNumberMetric',
				{ ...OWN, Granularity: 'HALF_HOUR', Start: '1767571200000', End: '1767657600000' },
			],
		],
		returns: [
			{
				...{ phoneNumber: SENDER, granularity: 'HALF_HOUR', sentCount: 2, deliveredCount: 1 },
				...{ start: '2026-01-05T10:00:00.000Z', end: '2026-01-05T10:30:00.000Z' },
			},
		],
		wrong: [
			[{ end: '2026-01-05T00:00:00Z' }, /'Start' is not before 'End'/],
			[{ start: 'yesterday' }, /'Start' is not a date: yesterday/],
			[{ additionalFields: { phoneNumber: 'me' } }, /'Phone Number' is not a valid phone number/],
		],
	},
	{
		operation: 'phoneNumber.getProfile',
		parameters: NUMBER,
		sends: [['QueryPhoneBusinessProfile', OWN]],
		returns: [
			{
				...{ ...CONFIRMATION, about: 'Hey there! I am using WhatsApp.', address: '', email: '' },
				...{ description: 'Acme Support', profilePictureUrl: '', vertical: 'OTHER', websites: [] },
			},
		],
	},
	{
		operation: 'phoneNumber.updateProfile',
		parameters: {
			...NUMBER,
			updateFields: {
				...{ about: letters(139), address: letters(256), description: letters(512) },
				...{ email: 'a@example.com', vertical: 'RETAIL', pictureLink: 'https://a.example/p' },
				websites: 'https://a.example, https://b.example',
			},
		},
		sends: [
			[
				'ModifyPhoneBusinessProfile',
				{
					...{ ...OWN, About: letters(139), Address: letters(256), Description: letters(512) },
					...{ Email: 'a@example.com', Vertical: 'RETAIL' },
					ProfilePictureUrl: 'https://a.example/p',
					Websites: '["https://a.example","https://b.example"]',
				},
			],
		],
		returns: [
			{
				...{ updated: true, ...CONFIRMATION, about: letters(139), address: letters(256) },
				...{ description: letters(512), email: 'a@example.com', vertical: 'RETAIL' },
				profilePictureUrl: 'https://a.example/p',
				websites: ['https://a.example', 'https://b.example'],
			},
		],
		wrong: [
			[{ updateFields: {} }, /'Update Fields' is empty/],
			[
				{ updateFields: { about: '', email: '={{ $json.none }}', pictureFieldName: ' ' } },
				/'Update Fields' is empty/,
			],
			[{ updateFields: { about: letters(140) } }, /'About' is too long: 140 .* maximum 139/],
			[{ updateFields: { address: letters(257) } }, /'Address' is too long: 257 .* maximum 256/],
			[
				{ updateFields: { description: letters(513) } },
				/'Description' is too long: 513 .* maximum 512/,
			],
			[
				{ updateFields: { email: `${letters(117)}@example.com` } },
				/'Email' is too long: 129 .* maximum 128/,
			],
			[{ updateFields: { email: 'nobody' } }, /'Email' is not an email address: nobody/],
			[
				{ updateFields: { websites: 'https://a.b,https://c.d,https://e.f' } },
				/'Websites' has too many entries: 3, maximum 2/,
			],
			[
				{ updateFields: { websites: `https://a.b/${letters(245)}` } },
				/'Websites' is too long: 257 .* maximum 256/,
			],
			[{ updateFields: { websites: 'a.b' } }, /'Websites' is not a URL/],
			[{ updateFields: { pictureLink: 'a.png' } }, /'Picture Link' is not a URL/],
			[
				{ updateFields: { pictureFieldName: 'photo' } },
				/The input item has no file in 'Input Data Field Name': photo/,
			],
			[
				{ updateFields: { pictureFieldName: 'photo', pictureLink: 'https://a.b' } },
				/are both filled in/,
			],
		],
	},
	{
		operation: 'phoneNumber.updateWebhook',
		parameters: {
			...{ ...NUMBER, httpFlag: true, queueFlag: false },
			upCallbackUrl: 'https://n8n.example.com/in',
		},
		sends: [
			[
				'UpdatePhoneWebhook',
				{
					...{ ...OWN, HttpFlag: 'Y', QueueFlag: 'N' },
					...{ UpCallbackUrl: 'https://n8n.example.com/in', StatusCallbackUrl: '' },
				},
			],
		],
		returns: [
			{
				...{ updated: true, ...CONFIRMATION, httpFlag: 'Y', queueFlag: 'N' },
				...{ upCallbackUrl: 'https://n8n.example.com/in', statusCallbackUrl: '' },
			},
		],
		wrong: [
			[{ upCallbackUrl: '' }, /'Inbound URL' and 'Status URL' are empty/],
			[{ upCallbackUrl: 'n8n.example.com' }, /'Inbound URL' is not a URL/],
			[{ statusCallbackUrl: 'n8n.example.com' }, /'Status URL' is not a URL/],
			[{ httpFlag: "={{ 'maybe' }}" }, /'Push to URLs' is not true or false: maybe/],
		],
	},
	{
		operation: 'phoneNumber.getAutomation',
		parameters: NUMBER,
		sends: [['GetConversationalAutomation', OWN]],
		returns: [{ ...CONFIRMATION, enableWelcomeMessage: false, prompts: [], commands: [] }],
	},
	{
		operation: 'phoneNumber.getUsername',
		parameters: NUMBER,
		prepare: named,
		sends: [['GetWhatsappUserName', OWN]],
		returns: [{ ...CONFIRMATION, username: 'acme', status: 'approved' }],
	},
	{
		operation: 'phoneNumber.getUsernameSuggestions',
		parameters: NUMBER,
		sends: [['GetWhatsappUserNameSuggestions', OWN]],
		returns: [{ ...CONFIRMATION, suggestions: ['acme.support', 'acme_support', 'acme'] }],
	},
	{
		operation: 'phoneNumber.updateUsername',
		parameters: { ...NUMBER, username: '@acme.support', transferAction: 'none' },
		sends: [
			['UpdateWhatsappUserName', { ...OWN, Username: 'acme.support', TransferAction: 'none' }],
		],
		returns: [{ updated: true, ...CONFIRMATION, username: 'acme.support', status: 'approved' }],
		wrong: [[{ username: 'acme support' }, /'Username' is not a username without spaces/]],
	},
	{
		operation: 'phoneNumber.deleteUsername',
		parameters: NUMBER,
		prepare: named,
		sends: [['DeleteWhatsappUserName', OWN]],
		returns: [{ deleted: true, ...CONFIRMATION }],
	},
	{
		operation: 'phoneNumber.updateAutomation',
		parameters: {
			...{ ...NUMBER, enableWelcomeMessage: true },
			...{ prompts: prompts(4), commands: commands(1, '/track') },
		},
		sends: [
			[
				'UpdateConversationalAutomation',
				{
					...{ ...OWN, EnableWelcomeMessage: 'true' },
					Prompts: JSON.stringify(prompts(4).values.map(({ text }) => text)),
					Commands: '[{"CommandName":"track","CommandDescription":"Find a parcel"}]',
				},
			],
		],
		returns: [
			{
				...{ updated: true, ...CONFIRMATION, enableWelcomeMessage: true },
				prompts: prompts(4).values.map(({ text }) => text),
				commands: [{ CommandName: 'track', CommandDescription: 'Find a parcel' }],
			},
		],
		wrong: [
			[{ prompts: prompts(5) }, /'Prompts' has too many entries: 5, maximum 4/],
			[{ prompts: prompts(1, letters(81)) }, /'Prompt Text' is too long: 81 .* maximum 80/],
			[{ prompts: prompts(1, '') }, /'Prompt Text' is empty/],
			[{ commands: commands(31) }, /'Commands' has too many entries: 31, maximum 30/],
			[{ commands: commands(1, letters(33)) }, /'Command Name' is too long: 33 .* maximum 32/],
			[{ commands: commands(1, '') }, /'Command Name' is empty/],
			[{ commands: commands(1, ' / ') }, /'Command Name' is empty/],
			[
				{ commands: commands(1, 'track', letters(257)) },
				/'Command Description' is too long: 257 .* maximum 256/,
			],
		],
	},
];
