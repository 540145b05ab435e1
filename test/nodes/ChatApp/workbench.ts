import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Structure } from '../../fixtures/templateStructures';
import { runNode, type SingleNode, type WorkflowRun } from '../../harness';
import { startSimulator, type Simulator } from '../../simulator';
import type { SimulatorSettings } from '../../simulator/options';
import type { Template, TemplateComponent } from '../../simulator/world/templates';
import { byId, mapped, SEND_TEMPLATE } from './fields/parameters';

/** The template that `addTemplate` adds. */
export const ADDED = '1119000000000000099';

/** Documented limits of calls that tests make more often than any user; waiting proves nothing. */
const UNLIMITED = {
	GetChatappTemplateDetail: 0,
	GetChatappUploadAuthorization: 0,
	GetWhatsappHealthStatus: 0,
	ListChatappTemplate: 0,
	QueryChatappPhoneNumbers: 0,
};

/** The simulator of the test file, as the seed left it before each test; see `useSimulator`. */
export let simulator: Simulator;

/** Called once at the top of a test file. */
export function useSimulator({ requestsPerSecond, ...settings }: SimulatorSettings = {}): void {
	beforeAll(async () => {
		simulator = await startSimulator({
			page: false,
			requestsPerSecond: { ...UNLIMITED, ...requestsPerSecond },
			...settings,
		});
	});
	afterAll(async () => await simulator.close());
	beforeEach(() => simulator.control.reset());
}

/** Adds an approved template to the account and returns the parameters that send it. */
export function addTemplate(
	structure: Structure,
	changes: Partial<Template> = {},
): typeof SEND_TEMPLATE {
	const [model] = simulator.world.templates.all;
	if (!model) throw new Error('The simulator has no template');
	simulator.world.templates.all.push({
		...model,
		code: ADDED,
		name: 'structure',
		category: structure.category,
		example: structure.example,
		components: structure.components as TemplateComponent[],
		...changes,
	});
	const variables = mapped(structure.values as IDataObject);
	return { ...SEND_TEMPLATE, template: byId(ADDED), variables } as typeof SEND_TEMPLATE;
}

/** An item with a file in the field 'data'. */
export function withFile(
	data: string | Buffer,
	mimeType: string,
	json: IDataObject = {},
): INodeExecutionData {
	const encoded = Buffer.from(data).toString('base64');
	return { json, binary: { data: { data: encoded, mimeType, fileName: 'sale.jpg' } } };
}

/** Runs the action node; its items are those of `Node`. */
export async function run(
	parameters: object,
	input: Array<IDataObject | INodeExecutionData> = [{}],
	credential: object = simulator.credential,
): Promise<WorkflowRun> {
	return await runNode(
		{ type: 'chatApp', parameters },
		{ credentials: { alibabaCloudApi: credential }, input },
	);
}

/** The setting of a node that returns its failed items among the others. */
export const GO_ON = { onError: 'continueRegularOutput' } as const;

/** The same as `run`, with settings of the node, such as what to do on errors. */
export async function runWith(
	parameters: object,
	input: Array<IDataObject | INodeExecutionData>,
	settings: SingleNode['settings'] = {},
): Promise<WorkflowRun> {
	return await runNode(
		{ type: 'chatApp', parameters, settings },
		{ credentials: { alibabaCloudApi: simulator.credential }, input },
	);
}

/** What the node gave; throws the error of the run if there is one. */
export async function results(parameters: object, input?: IDataObject[]): Promise<IDataObject[]> {
	const finished = await run(parameters, input);
	if (finished.error) throw finished.error;
	return finished.jsonOf('Node');
}

/** The parameters of the calls of one action, in order of arrival. */
export function callsOf(action: string): Array<Record<string, string>> {
	return simulator.requests
		.filter((request) => request.action === action)
		.map(({ params }) => params);
}
