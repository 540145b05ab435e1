import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Structure } from '../../fixtures/templateStructures';
import { runNode, type WorkflowRun } from '../../harness';
import type { Simulator } from '../../simulator';
import type { Template, TemplateComponent } from '../../simulator/world/templates';

export const CHANNEL = 'cams-8d2kq7h1pz';
export const VIBER_CHANNEL = 'cams-viber4u9t2x';
export const SENDER = '6531589000';
export const MEI = '6591230001';
export const ORDER_UPDATE = '1119000000000000001';
export const WELCOME = '1119000000000000002';
/** The template that `addTemplate` adds. */
export const ADDED = '1119000000000000099';

/** A resource locator filled in by ID, as workflows store it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Values of the mapper, as workflows store them. */
export const mapped = (value: IDataObject | null) => ({ mappingMode: 'defineBelow', value });

export const SEND = {
	resource: 'message',
	operation: 'send',
	channelType: 'whatsapp',
	channel: byId(CHANNEL),
	from: byId(SENDER),
	to: `+${MEI}`,
	messageType: 'text',
	text: 'Hello Mei',
};

export const SEND_TEMPLATE = {
	resource: 'message',
	operation: 'sendTemplate',
	channelType: 'whatsapp',
	channel: byId(CHANNEL),
	from: byId(SENDER),
	to: `+${MEI}`,
	template: byId(ORDER_UPDATE),
	language: byId('en'),
	variables: mapped({ order: 'A-1', name: 'Mei', date: 'Monday', track: 'A1' }),
};

/** Adds an approved template to the account and returns the parameters that send it. */
export function addTemplate(
	simulator: Simulator,
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
	simulator: Simulator,
	parameters: object,
	input: Array<IDataObject | INodeExecutionData> = [{}],
	credential: object = simulator.credential,
): Promise<WorkflowRun> {
	return await runNode(
		{ type: 'chatApp', parameters },
		{ credentials: { alibabaCloudApi: credential }, input },
	);
}

/** What the node gave; throws the error of the run if there is one. */
export async function results(
	simulator: Simulator,
	parameters: object,
	input?: IDataObject[],
): Promise<IDataObject[]> {
	const finished = await run(simulator, parameters, input);
	if (finished.error) throw finished.error;
	return finished.jsonOf('Node');
}

/** The parameters of the calls of one action, in order of arrival. */
export function callsOf(simulator: Simulator, action: string): Array<Record<string, string>> {
	return simulator.requests
		.filter((request) => request.action === action)
		.map(({ params }) => params);
}
