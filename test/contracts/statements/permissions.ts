import type { Contract } from '../contract';

/** What is not confirmed about: permissions and endpoints. */
export const permissions: readonly Contract[] = [
	{
		id: 'regions',
		question: 'Regions other than `ap-southeast-1`',
		assumed: "**Region** follows the SDK's rule for endpoints. **Custom Endpoints** accepts any",
		level: 'read',
		cost: 'nothing',
		needs: [],
		steps: ['Set `ALIBABA_CLOUD_REGION_ID` to another region'],
		outcomes: {
			answers: { verdict: 'confirmed', means: 'The endpoint of the region responds' },
			silent: {
				verdict: 'refuted',
				means: '`alibabaCloud/wire/endpoints.ts` must know the endpoint',
			},
		},
	},
	{
		id: 'permission-names',
		question: 'Names of RAM permissions that are not documented',
		assumed:
			'Uses `cams:` and the action, as is usual at Alibaba Cloud. The refusal may name the permission',
		level: 'read',
		cost: 'nothing',
		needs: [],
		steps: ['Compare the permission that a refusal names with `cams:` and the action'],
		outcomes: {
			asUsual: { verdict: 'confirmed', means: 'The names are the usual ones' },
			other: {
				verdict: 'refuted',
				means: '`alibabaCloud/errors/permission.ts` must name the permission',
			},
		},
	},
	{
		id: 'channel-ids',
		question: 'Whether the ID of a channel and of its instance always agree',
		assumed: "Uses the channel's for messages, and the instance's for the **Channel** operations",
		level: 'read',
		cost: 'nothing',
		needs: ['number'],
		steps: ['Compare the IDs of the instances with those of the channels of their numbers'],
		outcomes: {
			same: { verdict: 'confirmed', means: 'They agree' },
			differ: { verdict: 'refuted', means: 'The lists must show which one an operation needs' },
		},
	},
];
