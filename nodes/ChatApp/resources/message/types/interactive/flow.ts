import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../../../../alibabaCloud/input/invalidInput';
import { flowLocator } from '../../../../fields/managementLocators';
import { flowData } from '../../../../templates/actions';
import { textOf } from '../fields';
import { asText, idOf, readJson, someText } from '../values';
import type { InteractiveKind } from '../messageType';

const SCREEN = 'First Screen';
const DATA = 'Flow Data (JSON)';

/** The version of the message's layout, not of the flow. */
const MESSAGE_VERSION = '3';
/** What WhatsApp takes for a flow that is not tracked. */
const NO_TOKEN = 'unused';

export const flow: InteractiveKind = {
	value: 'flow',
	name: 'Flow',
	description: 'A form with one or more screens (WhatsApp Flow)',
	header: 'any',
	hasFooter: true,
	properties: [
		{ ...flowLocator, description: 'The flow to open' },
		textOf('Flow Button Text', 'flowButton', 'e.g. Book now', 'Up to 20 characters', {
			required: true,
		}),
		{
			displayName: 'Flow Mode',
			name: 'flowMode',
			type: 'options',
			options: [
				{ name: 'Draft', value: 'draft', description: 'For testing before the flow is published' },
				{ name: 'Published', value: 'published' },
			],
			default: 'published',
			description: 'Which version of the flow to open',
		},
		{
			displayName: 'Flow Action',
			name: 'flowAction',
			type: 'options',
			options: [
				{
					name: 'Exchange Data',
					value: 'data_exchange',
					description: "The flow's endpoint decides which screen to open",
				},
				{ name: 'Open Screen', value: 'navigate' },
			],
			default: 'navigate',
			description: 'What the button does',
		},
		textOf(SCREEN, 'flowScreen', 'e.g. START', 'The ID of the screen to open first', {
			displayOptions: { show: { flowAction: ['navigate'] } },
		}),
		{
			displayName: DATA,
			name: 'flowData',
			type: 'json',
			default: '{}',
			displayOptions: { show: { flowAction: ['navigate'] } },
			description: 'Values to pass to the first screen',
		},
		textOf(
			'Flow Token',
			'flowToken',
			'e.g. booking-1001',
			'Returned with the response, to match it to this message',
		),
	],
	action: (read) => {
		const action = read('flowAction') === 'data_exchange' ? 'data_exchange' : 'navigate';
		const screen = someText(read('flowScreen'));
		const data = action === 'navigate' ? dataOf(read('flowData'), screen) : {};
		return {
			name: 'flow',
			parameters: {
				flow_message_version: MESSAGE_VERSION,
				mode: read('flowMode') === 'draft' ? 'draft' : 'published',
				flow_id: idOf(read('flow')),
				flow_token: someText(read('flowToken')) ?? NO_TOKEN,
				flow_cta: asText(read('flowButton')) as string,
				flow_action: action,
				...(action === 'navigate' && screen ? { flow_action_payload: { screen, ...data } } : {}),
			},
		};
	},
};

/** WhatsApp takes values only together with the screen that they are for. */
function dataOf(given: unknown, screen: string | undefined): { data?: IDataObject } {
	const data = flowData(readJson(given || {}, DATA), `'${DATA}' is a list, not a JSON object`);
	if (Object.keys(data).length === 0) return {};
	if (screen !== undefined) return { data };
	throw new InvalidInput(
		`'${SCREEN}' is empty, so '${DATA}' has no screen to go to`,
		`Enter the ID of the screen in '${SCREEN}', or empty '${DATA}'.`,
	);
}
