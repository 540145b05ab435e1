import type { NodeApiError } from 'n8n-workflow';

import * as actionLists from '../../../nodes/ChatApp/methods/listSearch';
import * as actionMappers from '../../../nodes/ChatApp/methods/resourceMapping';
import * as queueLists from '../../../nodes/ChatAppQueueTrigger/queueLists';
import { editorMethod, loadNode } from '../../harness';
import { startSimulator, type Simulator } from '../../simulator';
import { byId, CHANNEL, ORDER_UPDATE, SENDER } from '../ChatApp/fields/parameters';

/*
 * n8n shows the message of an error of a list, at times the description as well, and nothing else.
 * So every list of every node says what to do in the message, whatever goes wrong.
 */
let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ page: false });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

const ACTION_FORM = {
	resource: 'message',
	operation: 'sendTemplate',
	channelType: 'whatsapp',
	channel: byId(CHANNEL),
	from: byId(SENDER),
	phoneNumber: byId(SENDER),
	template: byId(ORDER_UPDATE),
	language: byId('en'),
};
const TRIGGER_FORM = { registerAutomatically: true, channel: byId(CHANNEL) };
const QUEUE_FORM = { switchQueueOn: true, channel: byId(CHANNEL) };

type EditorMethod = readonly [
	type: string,
	kind: 'listSearch' | 'loadOptions' | 'resourceMapping',
	name: string,
];

/** All that the editor asks the nodes for. */
const METHODS = [
	...Object.keys(actionLists).map((name) => ['chatApp', 'listSearch', name] as EditorMethod),
	...Object.keys(actionMappers).map((name) => ['chatApp', 'resourceMapping', name] as EditorMethod),
	['chatAppTrigger', 'listSearch', 'searchChannels'] as EditorMethod,
	['chatAppTrigger', 'loadOptions', 'getPhoneNumbers'] as EditorMethod,
	['chatAppQueueTrigger', 'listSearch', 'searchChannels'] as EditorMethod,
	['chatAppQueueTrigger', 'loadOptions', 'getPhoneNumbers'] as EditorMethod,
	...Object.keys(queueLists).map(
		(name) => ['chatAppQueueTrigger', 'listSearch', name] as EditorMethod,
	),
];
/** Made of what the package itself knows: they call nothing. */
const LOCAL = ['searchActions', 'getActionParameters'];
const CALLING = METHODS.filter(([, , name]) => !LOCAL.includes(name));

/** Lists of other forms than that of a template. */
const OTHER_FORMS: Readonly<Record<string, object>> = {
	searchGroups: { resource: 'chatGroup', operation: 'getParticipants' },
	searchQrCodes: { resource: 'qrCode', operation: 'delete' },
};

function formOf([type, , name]: EditorMethod): object {
	if (type === 'chatApp') return { ...ACTION_FORM, ...OTHER_FORMS[name] };
	return type === 'chatAppTrigger' ? TRIGGER_FORM : QUEUE_FORM;
}

async function failureOf(
	method: EditorMethod,
	credential: object,
	parameters: object = formOf(method),
): Promise<NodeApiError | null> {
	const [type, kind, name] = method;
	const call = await editorMethod({ type, parameters }, kind, name, {
		credentials: { alibabaCloudApi: credential },
	});
	return await call().then(
		() => null,
		(error: unknown) => error as NodeApiError,
	);
}

test('these are all methods of the three nodes', async () => {
	const found: string[] = [];
	for (const type of ['chatApp', 'chatAppTrigger', 'chatAppQueueTrigger']) {
		const { nodeType } = await loadNode({ type, parameters: {} });
		for (const [kind, methods] of Object.entries(nodeType.methods ?? {})) {
			// The list of countries asks nobody.
			if (kind === 'loadOptions' && type === 'chatApp') continue;
			found.push(...Object.keys(methods as object).map((name) => `${type} ${kind} ${name}`));
		}
	}
	expect(found.sort()).toEqual(METHODS.map((method) => method.join(' ')).sort());
});

/** The key of the tests, allowed nothing. */
function withoutRights(): object {
	const { accessKeyId } = simulator.credential;
	simulator.world.account.credentials.find(accessKeyId)?.denied.add('cams:*');
	return simulator.credential;
}

const FAILURES = {
	'no right': {
		credential: withoutRights,
		advice: /Attach a policy with the statement below.*RAM statement: \{"Effect":"Allow"/,
	},
	'a wrong key': {
		credential: () => ({ ...simulator.credential, accessKeyId: 'test-unknown-key' }),
		advice: /Open the node's credential and correct it/,
	},
	'no network': {
		credential: () => ({ ...simulator.credential, camsEndpoint: 'http://127.0.0.1:1' }),
		advice: /If 'Custom Endpoints' is on in the credential, check the endpoints there/,
	},
	'too many calls': {
		credential() {
			simulator.control.fault({ service: 'cams', kind: 'throttle', times: null });
			return simulator.credential;
		},
		advice: /Wait a few seconds, then try again\.$/,
	},
	'a failure that nobody documented': {
		credential() {
			const fault = { service: 'cams', kind: 'status', status: 400, code: 'Odd.Code' } as const;
			simulator.control.fault({ ...fault, times: null });
			return simulator.credential;
		},
		advice: /Code: Odd\.Code\. HTTP status: 400\. Request ID: /,
	},
};

describe.each(Object.entries(FAILURES))('with %s', (_failure, { credential, advice }) => {
	test.each(CALLING)('%s %s %s says what to do in its message', async (...method) => {
		const error = await failureOf(method, credential());
		expect(error?.message).toMatch(advice);
		expect(error?.message).not.toMatch(/<a |Run the workflow|\.\./);
		expect(error?.description ?? null).toBeNull();
	});
});

/** Lists that need nothing, or say it as a notice in place of fields. */
const INDEPENDENT = [
	...['searchChannels', 'searchInstances', 'searchChatFlows', 'getTemplateVariables'],
	...Object.keys(queueLists),
];

test.each(CALLING.filter(([, , name]) => !INDEPENDENT.includes(name)))(
	'%s %s %s without what it depends on says what to choose first',
	async (...method) => {
		const error = await failureOf(method, simulator.credential, {
			...formOf(method),
			channel: byId(''),
		});
		expect(error?.message).toBe(
			"Choose 'Channel' first. This list depends on 'Channel', which is empty or an expression.",
		);
		expect(error?.description ?? null).toBeNull();
	},
);
