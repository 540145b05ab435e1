import type { Action, ActionTable } from '../gateway/action';
import { invalid, productError } from '../gateway/errors';
import type { Params } from '../gateway/params';
import type { Flow } from '../world/management';
import type { World } from '../world/world';
import { channelOf, pageOf, pageSlice } from './lookups';

const CATEGORIES = [
	...['SIGN_UP', 'SIGN_IN', 'APPOINTMENT_BOOKING', 'LEAD_GENERATION'],
	...['CONTACT_US', 'CUSTOMER_SUPPORT', 'SURVEY', 'OTHER'],
];
const PREVIEW_MS = 30 * 86_400_000;

function categoriesOf(params: Params): string[] {
	const categories = (params.array('Categories') ?? []).map(String);
	const isKnown = categories.every((category) => CATEGORIES.includes(category));
	if (categories.length === 0 || !isKnown) throw invalid('Categories');
	return categories;
}

function flowOf(world: World, params: Params, states?: ReadonlyArray<Flow['Status']>): Flow {
	const id = params.require('FlowId');
	const flow = world.management.flows.find(({ FlowId }) => FlowId === id);
	if (!flow) throw productError('InvalidParameter.FlowId', `The flow ${id} does not exist.`);
	if (states && !states.includes(flow.Status)) {
		throw productError('InvalidParameter.FlowStatus', `The flow is in state ${flow.Status}.`);
	}
	return flow;
}

const create: Action = {
	required: ['FlowName', 'Categories'],
	qps: 5,
	handle({ params, world }) {
		const { custSpaceId } = channelOf(world, params.require('CustSpaceId'));
		const flow: Flow = {
			FlowId: String(900_000_000_000_001 + world.management.nextNumber()),
			FlowName: params.require('FlowName'),
			Categories: categoriesOf(params),
			EndpointUri: params.get('EndpointUri') ?? '',
			...{ Status: 'DRAFT', FilePath: null, custSpaceId },
		};
		world.management.flows.push(flow);
		const { FlowId, FlowName, Categories } = flow;
		return { Success: true, Data: { FlowId, FlowName, Categories } };
	},
};

const modify: Action = {
	required: ['FlowName', 'Categories'],
	qps: 5,
	handle({ params, world }) {
		const flow = flowOf(world, params);
		flow.FlowName = params.require('FlowName');
		flow.Categories = categoriesOf(params);
		flow.EndpointUri = params.get('EndpointUri') ?? flow.EndpointUri;
		const { FlowId, FlowName, Categories, EndpointUri } = flow;
		return { Success: true, Data: { FlowId, FlowName, Categories, EndpointUri } };
	},
};

const updateJson: Action = {
	required: ['FlowId', 'FilePath'],
	qps: 5,
	handle({ params, world }) {
		const flow = flowOf(world, params, ['DRAFT']);
		const path = params.require('FilePath');
		if (!/^https?:\/\//.test(path)) throw invalid('FilePath');
		flow.FilePath = path;
		return { Success: true, Data: { FlowId: flow.FlowId } };
	},
};

/** From the states in which it may be done to the one that it leads to. */
function step(from: ReadonlyArray<Flow['Status']>, to: Flow['Status'] | null): Action {
	return {
		required: ['FlowId'],
		qps: 5,
		handle({ params, world }) {
			const flow = flowOf(world, params, from);
			const { flows } = world.management;
			if (to === null) flows.splice(flows.indexOf(flow), 1);
			else flow.Status = to;
			return { Success: true };
		},
	};
}

function preview({ FlowId }: Flow, world: World): Record<string, unknown> {
	return {
		PreviewUrl: `https://business.facebook.com/wa/manage/flows/${FlowId}/preview/?token=test`,
		PreviewUrlExpires: world.now + PREVIEW_MS,
	};
}

const get: Action = {
	required: ['FlowId'],
	qps: 5,
	handle({ params, world }) {
		const flow = flowOf(world, params);
		const { FlowId, FlowName, Categories, EndpointUri, Status } = flow;
		const versions = { JSONVersion: '7.0', DataApiVersion: '3.0' };
		return {
			Success: true,
			Data: {
				...{ FlowId, FlowName, Categories, EndpointUri, Status },
				...{ ...versions, ...preview(flow, world) },
			},
		};
	},
};

const previewUrl: Action = {
	required: ['FlowId'],
	qps: 5,
	handle({ params, world }) {
		const flow = flowOf(world, params);
		return { Success: true, Data: { FlowId: flow.FlowId, ...preview(flow, world) } };
	},
};

const jsonAsset: Action = {
	required: ['FlowId'],
	qps: 5,
	handle({ params, world }) {
		const { FlowId, FilePath } = flowOf(world, params);
		return { Success: true, Data: { FlowId, FilePath: FilePath ?? '' } };
	},
};

/** No total, as documented. */
const list: Action = {
	qps: 5,
	handle({ params, world }) {
		const { custSpaceId } = channelOf(world, params.require('CustSpaceId'));
		const name = params.get('FlowName');
		const rows = world.management.flows.filter(
			(flow) => flow.custSpaceId === custSpaceId && (!name || flow.FlowName === name),
		);
		return {
			Success: true,
			Data: pageSlice(rows, pageOf(params)).map(({ FlowId, FlowName, Categories }) => ({
				...{ FlowId, FlowName, Categories },
			})),
		};
	},
};

/** WhatsApp Flows through their life: draft, published, deprecated. */
export const flowActions: ActionTable = {
	CreateFlow: create,
	ModifyFlow: modify,
	UpdateFlowJSONAsset: updateJson,
	GetFlowJSONAssest: jsonAsset,
	PublishFlow: step(['DRAFT'], 'PUBLISHED'),
	DeprecateFlow: step(['PUBLISHED'], 'DEPRECATED'),
	DeleteFlow: step(['DRAFT'], null),
	GetFlow: get,
	GetFlowPreviewUrl: previewUrl,
	ListFlow: list,
};
