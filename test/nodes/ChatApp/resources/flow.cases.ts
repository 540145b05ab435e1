import type { Simulator } from '../../../simulator';
import { byId, CHANNEL } from '../fields/parameters';
import type { OperationCase } from './operationCase';

const FLOW = '900000000000001';
const CHOSEN = { channel: byId(CHANNEL), flow: byId(FLOW) };
const OWN = { CustSpaceId: CHANNEL, FlowId: FLOW };
const URL = `https://business.facebook.com/wa/manage/flows/${FLOW}/preview/?token=test`;
const EXPIRES = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown;
const asDraft = ({ world }: Simulator): void => {
	for (const flow of world.management.flows) flow.Status = 'DRAFT';
};

export const flowCases: readonly OperationCase[] = [
	{
		operation: 'flow.create',
		parameters: {
			...{ channel: byId(CHANNEL), flowName: 'survey', categories: ['SURVEY', 'OTHER'] },
			additionalFields: { endpointUri: 'https://a.example/data' },
		},
		sends: [
			[
				'CreateFlow',
				{
					...{ CustSpaceId: CHANNEL, FlowName: 'survey', Categories: '["SURVEY","OTHER"]' },
					EndpointUri: 'https://a.example/data',
				},
			],
		],
		returns: [
			{
				...{ flowId: '900000000000002', flowName: 'survey', categories: ['SURVEY', 'OTHER'] },
				...{ status: 'DRAFT', nextStep: expect.stringContaining("'Update JSON'") },
			},
		],
		wrong: [
			[{ categories: '={{ [] }}' }, /'Categories' is empty/],
			[{ additionalFields: { endpointUri: 'a.b' } }, /'Endpoint URL' is not a URL/],
		],
	},
	{
		operation: 'flow.update',
		parameters: {
			...{ ...CHOSEN, flowName: 'booking', categories: ['OTHER'] },
			updateFields: { endpointUri: 'https://a.example/data' },
		},
		sends: [
			[
				'ModifyFlow',
				{
					...{ ...OWN, FlowName: 'booking', Categories: '["OTHER"]' },
					EndpointUri: 'https://a.example/data',
				},
			],
		],
		returns: [
			{
				...{ updated: true, flowId: FLOW, flowName: 'booking', categories: ['OTHER'] },
				endpointUri: 'https://a.example/data',
			},
		],
	},
	{
		operation: 'flow.updateJson',
		parameters: { ...CHOSEN, jsonSource: 'link', link: 'https://a.example/flow.json' },
		prepare: asDraft,
		sends: [['UpdateFlowJSONAsset', { ...OWN, FilePath: 'https://a.example/flow.json' }]],
		returns: [
			{
				...{ updated: true, flowId: FLOW, filePath: 'https://a.example/flow.json' },
				nextStep: expect.stringContaining("'Get Preview URL'"),
			},
		],
		wrong: [
			[{ link: 'flow.json' }, /'Link' is not a URL/],
			[{ jsonSource: 'json', flowJson: '' }, /'Flow JSON' is empty/],
			[{ jsonSource: 'json', flowJson: '[1]' }, /'Flow JSON' is not a JSON object/],
			[{ jsonSource: 'json', flowJson: '{"a":' }, /'Flow JSON' is not a JSON object/],
			[{ jsonSource: 'binary' }, /The input item has no file in 'Input Data Field Name': data/],
		],
	},
	{
		operation: 'flow.publish',
		parameters: CHOSEN,
		prepare: asDraft,
		sends: [['PublishFlow', OWN]],
		returns: [{ published: true, status: 'PUBLISHED', flowId: FLOW }],
	},
	{
		operation: 'flow.deprecate',
		parameters: CHOSEN,
		sends: [['DeprecateFlow', OWN]],
		returns: [{ deprecated: true, status: 'DEPRECATED', flowId: FLOW }],
	},
	{
		operation: 'flow.delete',
		parameters: CHOSEN,
		prepare: asDraft,
		sends: [['DeleteFlow', OWN]],
		returns: [{ deleted: true, flowId: FLOW }],
	},
	{
		operation: 'flow.get',
		parameters: CHOSEN,
		sends: [['GetFlow', OWN]],
		returns: [
			{
				...{ flowId: FLOW, flowName: 'appointment', categories: ['APPOINTMENT_BOOKING'] },
				...{ endpointUri: '', status: 'PUBLISHED', jsonVersion: '7.0', dataApiVersion: '3.0' },
				...{ previewUrl: URL, previewUrlExpires: EXPIRES as string },
			},
		],
	},
	{
		operation: 'flow.getAll',
		parameters: {
			...{ channel: byId(CHANNEL), returnAll: false, limit: 10 },
			filters: { flowName: 'appointment' },
		},
		sends: [
			[
				'ListFlow',
				{ CustSpaceId: CHANNEL, FlowName: 'appointment', Page: '{"Index":1,"Size":10}' },
			],
			[
				'ListFlow',
				{ CustSpaceId: CHANNEL, FlowName: 'appointment', Page: '{"Index":2,"Size":10}' },
			],
		],
		returns: [{ flowId: FLOW, flowName: 'appointment', categories: ['APPOINTMENT_BOOKING'] }],
	},
	{
		operation: 'flow.getPreviewUrl',
		parameters: CHOSEN,
		sends: [['GetFlowPreviewUrl', OWN]],
		returns: [{ flowId: FLOW, previewUrl: URL, previewUrlExpires: EXPIRES as string }],
	},
];
