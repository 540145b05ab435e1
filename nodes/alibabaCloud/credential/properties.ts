import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_REGION } from '../wire/endpoints';

/** The fields of the credential, as n8n shows them. Their names are stored: never rename one. */
export const credentialProperties: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{
				name: 'AccessKey',
				value: 'accessKey',
				description: 'A permanent key of a RAM user',
			},
			{
				name: 'RAM Role',
				value: 'ramRole',
				description:
					'A RAM user assumes a role. The temporary keys are renewed before they expire.',
			},
			{
				name: 'STS Token',
				value: 'stsToken',
				description: 'A temporary key that you renew yourself',
			},
		],
		default: 'accessKey',
	},
	{
		displayName: 'AccessKey ID',
		name: 'accessKeyId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. LTAI...',
		description:
			'AccessKey ID of a RAM user, from Identities > Users > AccessKey in the RAM console. Do not use an AccessKey of the main account.',
	},
	{
		displayName: 'AccessKey Secret',
		name: 'accessKeySecret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'The RAM console shows it only once, when the AccessKey is created',
	},
	{
		displayName: 'Security Token',
		name: 'securityToken',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'Token that came with the temporary key. Requests fail once it has expired.',
		displayOptions: { show: { authentication: ['stsToken'] } },
	},
	{
		displayName: 'Role ARN',
		name: 'roleArn',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. acs:ram::1234567890123456:role/chat-app',
		description: 'From the RAM console under Identities > Roles',
		displayOptions: { show: { authentication: ['ramRole'] } },
	},
	{
		displayName: 'Session Name',
		name: 'roleSessionName',
		type: 'string',
		default: 'n8n',
		description: 'Name of the role session in the audit log of Alibaba Cloud (ActionTrail)',
		displayOptions: { show: { authentication: ['ramRole'] } },
	},
	{
		displayName: 'External ID',
		name: 'externalId',
		type: 'string',
		default: '',
		description: 'Required only if the trust policy of the role asks for it',
		displayOptions: { show: { authentication: ['ramRole'] } },
	},
	{
		displayName: 'Region',
		name: 'regionId',
		type: 'string',
		default: DEFAULT_REGION,
		placeholder: `e.g. ${DEFAULT_REGION}`,
		description: `The documentation lists only ${DEFAULT_REGION} (Singapore) for Chat App Message Service, also for accounts of the China site`,
	},
	{
		// With plain fields below: n8n's credential form does not show collections.
		displayName: 'Custom Endpoints',
		name: 'customEndpoints',
		type: 'boolean',
		default: false,
		description: 'Whether to use endpoints other than the documented ones',
	},
	...(
		[
			['Chat App Endpoint', 'camsEndpoint', 'cams', 'Chat App Message Service'],
			['STS Endpoint', 'stsEndpoint', 'sts', 'Security Token Service, for a RAM role'],
			[
				'Message Token Endpoint',
				'dybaseapiEndpoint',
				'dybaseapi',
				'the API that issues temporary queue credentials, for the queue trigger',
			],
			[
				'Message Queue Endpoint',
				'mnsEndpoint',
				'1493622401794734.mns',
				'Simple Message Queue, for the queue trigger',
			],
		] as const
	).map(
		([displayName, name, host, product]): INodeProperties => ({
			displayName,
			name,
			type: 'string',
			default: '',
			placeholder: `e.g. ${host}.${DEFAULT_REGION}.aliyuncs.com`,
			description: `Endpoint of ${product}. Leave empty to use the documented one. Plain HTTP is allowed only for this machine (127.0.0.1).`,
			displayOptions: { show: { customEndpoints: [true] } },
		}),
	),
	{
		// Must stay empty and expirable: that is what makes n8n call preAuthentication each time.
		displayName: 'Assumed Role',
		name: 'assumedRole',
		type: 'hidden',
		typeOptions: { expirable: true },
		default: '',
	},
];
