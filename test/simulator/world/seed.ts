import type { UserView } from '../control/state';
import type { Channel } from './channels';
import type { Template, TemplateComponent } from './templates';
import type { World } from './world';

export const ACCOUNT_ID = '1234567890123456';
export const ACCESS_KEY_ID = 'simulator-access-key-id';
export const ACCESS_KEY_SECRET = 'simulator-access-key-secret';
export const ROLE_ARN = `acs:ram::${ACCOUNT_ID}:role/chat-app`;
/** A role that wants an external id. */
export const PARTNER_ROLE_ARN = `acs:ram::${ACCOUNT_ID}:role/chat-app-partner`;
export const PARTNER_EXTERNAL_ID = 'partner-7781';
export const WHATSAPP_CHANNEL = 'cams-8d2kq7h1pz';
export const VIBER_CHANNEL = 'cams-viber4u9t2x';
export const MESSENGER_CHANNEL = 'cams-messenger7k3';
export const INSTAGRAM_CHANNEL = 'cams-instagram5w8';
export const TELEGRAM_CHANNEL = 'cams-telegram2h6';

const VIBER = { type: 'VIBER', custSpaceId: VIBER_CHANNEL } as const;

/** Two people on WhatsApp, and one on each of the other apps, by the ID that the app gives people. */
const USERS: readonly UserView[] = [
	{ number: '6591230001', name: 'Mei', channelType: 'whatsapp' },
	{ number: '60123450002', name: 'Arif', channelType: 'whatsapp' },
	{ number: '60166660003', name: 'Lina', channelType: 'viber' },
	{ number: '7392001450000004', name: 'Budi', channelType: 'messenger' },
	{ number: '1784920000000005', name: 'Sari', channelType: 'instagram' },
	{ number: '5601230006', name: 'Wei', channelType: 'telegram' },
];

const BEGINNING = Date.UTC(2026, 0, 5, 2, 0, 0);

/**
 * The world at the start. Messages can be sent to any number, not only to the people above, but
 * numbers that end in 0000 are not on WhatsApp (131026); see delivery-outcomes.ts for the others.
 */
export function seed(world: World): void {
	world.account.credentials.add({
		accessKeyId: ACCESS_KEY_ID,
		accessKeySecret: ACCESS_KEY_SECRET,
		identity: {
			accountId: ACCOUNT_ID,
			arn: `acs:ram::${ACCOUNT_ID}:user/chat-app-sender`,
			userId: '216959339000654321',
			type: 'RAMUser',
		},
	});
	world.account.roles.push(
		role(ROLE_ARN, '345678901234567890', null),
		role(PARTNER_ROLE_ARN, '345678901234567891', PARTNER_EXTERNAL_ID),
	);
	world.channels.channels.push(
		channel(WHATSAPP_CHANNEL, 'Acme WhatsApp', 'whatsapp', '104857600001234'),
		channel(VIBER_CHANNEL, 'Acme Viber', 'viber', null),
		channel(MESSENGER_CHANNEL, 'Acme Messenger', 'messenger', null),
		channel(INSTAGRAM_CHANNEL, 'Acme Instagram', 'instagram', null),
		channel(TELEGRAM_CHANNEL, 'Acme Telegram', 'telegram', null),
	);
	const number = (id: string, custSpaceId: string, status: string, verifiedName: string) => ({
		...{ number: id, custSpaceId, status, verifiedName },
		...{ quality: 'GREEN', messagingLimit: 'TIER_10K' },
		webhook: {
			...{ upCallbackUrl: '', statusCallbackUrl: '', httpFlag: 'N' as const },
			queueFlag: status === 'CONNECTED' ? ('Y' as const) : ('N' as const),
		},
	});
	world.channels.numbers.push(
		number('6531589000', WHATSAPP_CHANNEL, 'CONNECTED', 'Acme Support'),
		number('6531589001', WHATSAPP_CHANNEL, 'DISCONNECTED', 'Acme Sales'),
		number('23919', VIBER_CHANNEL, 'CONNECTED', 'Acme'),
		number('104839271650001', MESSENGER_CHANNEL, 'CONNECTED', 'Acme'),
		number('17841400000000001', INSTAGRAM_CHANNEL, 'CONNECTED', 'Acme'),
		number('acme_bot', TELEGRAM_CHANNEL, 'CONNECTED', 'Acme'),
	);
	for (const user of USERS) world.users.set(user.number, { ...user });
	world.templates.all.push(...templates());
	for (const name of world.notifier.queueNames()) world.queues.create(name);
}

function role(arn: string, id: string, externalId: string | null) {
	return { arn, name: arn.split('/')[1] ?? '', id, externalId, maxSessionSeconds: 3_600 };
}

function channel(
	custSpaceId: string,
	name: string,
	channelType: Channel['channelType'],
	wabaId: string | null,
): Channel {
	return {
		...{ custSpaceId, name, channelType, wabaId, state: 'published' },
		...{ submitTime: '2026-01-05 10:00:00', countryId: 'SG', description: '' },
		webhook: { statusCallbackUrl: '', httpFlag: 'N', queueFlag: 'Y' },
	};
}

function orderUpdate(texts: Record<'header' | 'body' | 'track' | 'talk' | 'stop', string>) {
	return [
		{ Type: 'HEADER', Format: 'TEXT', Text: texts.header },
		{ Type: 'BODY', Text: texts.body },
		{ Type: 'FOOTER', Text: 'Acme Store' },
		{
			Type: 'BUTTONS',
			Buttons: [
				{
					Type: 'URL',
					Text: texts.track,
					Url: 'https://example.com/track/$(track)',
					UrlType: 'dynamic',
				},
				{ Type: 'QUICK_REPLY', Text: texts.talk },
				{ Type: 'QUICK_REPLY', Text: texts.stop },
			],
		},
	];
}

function body(text: string): TemplateComponent[] {
	return [{ Type: 'BODY', Text: text }];
}

function templates(): Template[] {
	const example = { order: 'A-1001', name: 'Mei', date: 'Friday', track: 'A-1001' };
	const code = (last: number) => `111900000000000000${last}`;
	const template = (
		given: Pick<Template, 'code' | 'name' | 'category' | 'components'> & Partial<Template>,
	): Template => ({
		...{ language: 'en', type: 'WHATSAPP', custSpaceId: WHATSAPP_CHANNEL },
		...{ auditStatus: 'pass', reason: null, quality: 'GREEN', allowSend: true },
		...{ categoryChangePaused: false, sendTtlSeconds: null, example: {}, changedAt: BEGINNING },
		...given,
	});
	const order = { code: code(1), name: 'order_update', category: 'UTILITY', example };
	return [
		template({
			...order,
			components: orderUpdate({
				header: 'Order $(order)',
				body: 'Hi $(name), your order $(order) ships today and arrives on $(date).',
				track: 'Track parcel',
				talk: 'Talk to us',
				stop: 'Stop updates',
			}),
		}),
		template({
			...order,
			language: 'zh_CN',
			components: orderUpdate({
				header: '订单 $(order)',
				body: '$(name)，您的订单 $(order) 今天发货，预计 $(date) 送达。',
				track: '查询物流',
				talk: '联系我们',
				stop: '停止通知',
			}),
		}),
		template({
			...{ code: code(2), name: 'welcome', category: 'MARKETING' },
			components: body('Welcome to Acme. Reply to this message whenever you need us.'),
		}),
		template({
			...{ code: code(3), name: 'appointment_reminder', category: 'UTILITY' },
			components: body('Hello $(1), your appointment is on $(2).'),
			example: { 1: 'Mei', 2: 'Friday 10:00' },
		}),
		template({
			...{ code: code(4), name: 'spring_sale', category: 'MARKETING', auditStatus: 'auditing' },
			components: body('Our spring sale has begun.'),
		}),
		template({
			...{ code: code(5), name: 'old_offer', category: 'MARKETING', auditStatus: 'fail' },
			reason: 'INVALID_FORMAT',
			components: body('Last chance for our old offer.'),
		}),
		template({
			...{ code: code(6), name: 'one_time_code', category: 'AUTHENTICATION' },
			components: [
				{ Type: 'BODY', AddSecretRecommendation: true, Text: '$(code) is your verification code.' },
				{ Type: 'FOOTER', CodeExpirationMinutes: 5 },
				{
					Type: 'BUTTONS',
					Buttons: [{ Type: 'COPY_CODE', Text: 'Copy code', CouponCode: '$(code)' }],
				},
			],
			example: { code: '123456' },
		}),
		template({
			...{ code: code(7), name: 'parcel_paused', category: 'UTILITY', auditStatus: 'paused' },
			components: body('Your parcel is delayed.'),
		}),
		template({
			...{ code: code(8), name: 'Viber offer', category: 'text_image_button', ...VIBER },
			components: [
				{ Type: 'HEADER', Format: 'IMAGE', Url: 'https://example.com/files/offer.jpg' },
				...body('Hi $(name), this week everything for the garden is cheaper.'),
				{
					Type: 'BUTTONS',
					Buttons: [
						{ Type: 'URL', Text: 'Open shop', Url: 'https://example.com/shop', UrlType: 'static' },
					],
				},
			],
			example: { name: 'Mei' },
		}),
		template({
			...{ code: code(9), name: 'Viber notice', category: 'text', ...VIBER },
			...{ auditStatus: 'fail', reason: 'INVALID_FORMAT' },
			components: body('Your order $(order) waits for you.'),
			example: { order: 'A-1001' },
		}),
	];
}
