import nock from 'nock';

import { byId, mapped, SEND, SEND_TEMPLATE } from './fields/parameters';
import { simulator } from './workbench';

/** A mistake of a user or a fault of the service, and what the error has to say. */
export interface BadInput {
	readonly what: string;
	readonly parameters?: object;
	readonly credential?: () => object;
	readonly before?: () => void;
	readonly message: RegExp;
	readonly description: RegExp;
	/** `null`: found before anything was called. */
	readonly code: string | null;
}

const withEndpoint = (cams: string) => () => ({ ...simulator.credential, camsEndpoint: cams });
const variables = SEND_TEMPLATE.variables.value;

export const badInputCases: readonly BadInput[] = [
	{
		what: 'unknown AccessKey ID',
		credential: () => ({ ...simulator.credential, accessKeyId: 'test-unknown-key' }),
		message: /AccessKey ID is not known/,
		description: /credential/,
		code: 'InvalidAccessKeyId.NotFound',
	},
	{
		what: 'wrong AccessKey Secret',
		credential: () => ({ ...simulator.credential, accessKeySecret: 'test-wrong-secret' }),
		message: /AccessKey Secret does not belong/,
		description: /enter the AccessKey Secret again/,
		code: 'SignatureDoesNotMatch',
	},
	{
		what: 'missing permission',
		before: () => {
			simulator.control.permissions({ deny: ['cams:SendChatappMessage'] });
		},
		message: /has no permission for this action/,
		description: /"Action":\["cams:SendChatappMessage"\]/,
		code: 'Forbidden.RAM',
	},
	{
		what: 'region without an endpoint',
		credential: () => {
			nock('https://cams.eu-nowhere-1.aliyuncs.com')
				.persist()
				.post('/')
				.replyWithError(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));
			return { ...simulator.credential, regionId: 'eu-nowhere-1', customEndpoints: false };
		},
		message: /host of the service does not exist/,
		description: /'Region' .* 'Custom Endpoints'/,
		code: 'Local.HostNotFound',
	},
	{
		what: 'endpoint where nothing listens',
		credential: withEndpoint('http://127.0.0.1:1'),
		message: /Nothing responds at the address/,
		description: /'Custom Endpoints'/,
		code: 'Local.ConnectionRefused',
	},
	{
		what: 'endpoint without encryption',
		credential: withEndpoint('http://cams.example.com'),
		message: /endpoint is not encrypted/,
		description: /https/,
		code: 'Local.InsecureEndpoint',
	},
	{
		what: 'endpoint of something else',
		credential: () => ({
			...simulator.credential,
			camsEndpoint: simulator.endpoints.control,
		}),
		message: /^The service refused the call$/,
		description: /^Compare the node's fields/,
		code: expect.any(String) as unknown as string,
	},
	{
		what: 'channel of another account',
		parameters: { channel: byId('cams-none') },
		message: /channel does not belong to this account/,
		description: /'Channel' list/,
		code: 'Unknown.ResourceOwnerId',
	},
	{
		what: 'unknown sender',
		parameters: { from: byId('6599999999') },
		message: /phone number is not valid/,
		description: /'From'/,
		code: 'InvalidParameter.PhoneNumberError',
	},
	{
		what: 'sender that is not connected',
		parameters: { from: byId('6531589001') },
		message: /not registered/,
		description: /'From' list/,
		code: 'PhoneNumberNotRegistered',
	},
	{
		what: 'sender that is no number',
		parameters: { from: byId('support') },
		message: /'From' is not a valid phone number.*contains 's'/,
		description: /country code/,
		code: null,
	},
	{
		what: 'receiver without a country',
		parameters: { to: '9123 0001' },
		message: /'To' is not a valid phone number: it is too short/,
		description: /'Default Country'/,
		code: null,
	},
	{
		what: 'unknown template',
		parameters: { template: byId('1119999999999999999') },
		message: /template does not exist in this channel and language/,
		description: /'Template' list/,
		code: 'DetailError.TemplateNotExist',
	},
	{
		what: 'language that the template does not have',
		parameters: { language: byId('fr') },
		message: /template does not exist in this channel and language/,
		description: /'Language' list/,
		code: 'DetailError.TemplateNotExist',
	},
	{
		what: 'template in review',
		parameters: { template: byId('1119000000000000004') },
		message: /'spring_sale' \(en\) cannot be sent: its state is In Review/,
		description: /approved template/,
		code: null,
	},
	{
		what: 'rejected template',
		parameters: { template: byId('1119000000000000005') },
		message: /'old_offer' \(en\) cannot be sent: its state is Rejected/,
		description: /INVALID_FORMAT/,
		code: null,
	},
	{
		what: 'paused template',
		parameters: { template: byId('1119000000000000007') },
		message: /'parcel_paused' \(en\) cannot be sent: its state is Paused/,
		description: /another template/,
		code: null,
	},
	{
		what: 'missing variable',
		parameters: { variables: mapped({ ...variables, date: null }) },
		message: /'order_update' \(en\): no value for 'date'/,
		description: /'Template Variables'/,
		code: null,
	},
	{
		what: 'surplus variable',
		parameters: { variables: mapped({ ...variables, city: 'Singapore' }) },
		message: /no variable called 'city'/,
		description: /Refresh/,
		code: null,
	},
	{
		what: 'text outside the conversation window',
		parameters: SEND,
		message: /More than 24 hours/,
		description: /'Send Template'/,
		code: 'SessionWindowExpired',
	},
	{
		what: 'text that is too long',
		parameters: { ...SEND, text: 'a'.repeat(4097) },
		message: /'Text' is too long: 4097 characters, maximum 4096/,
		description: /Shorten/,
		code: null,
	},
	{
		what: 'service down',
		before: () =>
			simulator.control.fault({
				service: 'cams',
				action: 'SendChatappMessage',
				kind: 'status',
				status: 503,
				code: 'ServiceUnavailable',
				times: null,
			}),
		message: /service is not available/,
		description: /not known whether the message was sent.*later/,
		code: 'ServiceUnavailable',
	},
	{
		what: 'service that is too slow',
		parameters: { options: { timeout: 1 } },
		before: () =>
			simulator.control.fault({
				service: 'cams',
				action: 'SendChatappMessage',
				kind: 'delay',
				delayMs: 1500,
			}),
		message: /did not answer in time/,
		description: /not known whether the message was sent.*'Timeout'/,
		code: 'Local.Timeout',
	},
	{
		what: 'connection that is cut',
		before: () =>
			simulator.control.fault({ service: 'cams', action: 'SendChatappMessage', kind: 'reset' }),
		message: /connection to the service was lost/,
		description: /not known whether the message was sent.*proxy/,
		code: 'Local.ConnectionLost',
	},
	{
		what: 'answer that is HTML',
		before: () =>
			simulator.control.fault({ service: 'cams', action: 'SendChatappMessage', kind: 'html' }),
		message: /not from the service, or is incomplete/,
		description: /not known whether the message was sent.*'Custom Endpoints'/,
		code: 'Local.NotJson',
	},
	{
		what: 'answer that was cut off',
		before: () =>
			simulator.control.fault({ service: 'cams', action: 'SendChatappMessage', kind: 'truncate' }),
		message: /not from the service, or is incomplete|connection to the service was lost/,
		description: /not known whether the message was sent/,
		code: expect.stringMatching(/^Local\./) as unknown as string,
	},
];
