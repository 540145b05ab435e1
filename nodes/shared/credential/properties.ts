import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_REGION } from '../api/endpoints';

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
				description: 'A RAM user assumes a role; its keys are renewed before they expire',
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
			'Of a RAM user, from the RAM console under Identities > Users > AccessKey. Do not use the key of the main account.',
	},
	{
		displayName: 'AccessKey Secret',
		name: 'accessKeySecret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'Shown once by the RAM console when the AccessKey is created',
	},
	{
		displayName: 'Security Token',
		name: 'securityToken',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'Comes with a temporary key; it starts to fail when it expires',
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
		description: 'Names this use of the role in the audit log of Alibaba Cloud (ActionTrail)',
		displayOptions: { show: { authentication: ['ramRole'] } },
	},
	{
		displayName: 'External ID',
		name: 'externalId',
		type: 'string',
		default: '',
		description: 'Only when the trust policy of the role asks for one',
		displayOptions: { show: { authentication: ['ramRole'] } },
	},
	{
		displayName: 'Region',
		name: 'regionId',
		type: 'string',
		default: DEFAULT_REGION,
		placeholder: `e.g. ${DEFAULT_REGION}`,
		description: `Chat App Message Service is documented for ${DEFAULT_REGION} (Singapore) alone, also for accounts of the China site`,
	},
	{
		displayName: 'Endpoints',
		name: 'endpoints',
		type: 'collection',
		placeholder: 'Add Endpoint',
		default: {},
		description:
			'Other addresses than the documented ones. Plain HTTP is accepted to this machine alone (127.0.0.1).',
		options: [
			{
				displayName: 'Chat App (Cams)',
				name: 'cams',
				type: 'string',
				default: '',
				placeholder: 'e.g. cams.ap-southeast-1.aliyuncs.com',
				description: 'Address of Chat App Message Service',
			},
			{
				displayName: 'Message Queue (SMQ)',
				name: 'mns',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1493622401794734.mns.ap-southeast-1.aliyuncs.com',
				description: 'Address of Simple Message Queue, for the queue trigger',
			},
			{
				displayName: 'Message Token (Dybaseapi)',
				name: 'dybaseapi',
				type: 'string',
				default: '',
				placeholder: 'e.g. dybaseapi.ap-southeast-1.aliyuncs.com',
				description: 'Address of the service that lends queue keys, for the queue trigger',
			},
			{
				displayName: 'Security Token Service (STS)',
				name: 'sts',
				type: 'string',
				default: '',
				placeholder: 'e.g. sts.ap-southeast-1.aliyuncs.com',
				description: 'Address of Security Token Service, for a RAM role',
			},
		],
	},
	{
		// Must stay empty and expirable: that is what makes n8n call preAuthentication each time.
		displayName: 'Assumed Role',
		name: 'assumedRole',
		type: 'hidden',
		typeOptions: { expirable: true },
		default: '',
	},
];
