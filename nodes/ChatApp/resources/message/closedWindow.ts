import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { CHANNEL_TYPES } from '../../../alibabaCloud/channels/channels';
import { renderTemplate } from '../../templates/render';
import { approvedTemplateLocator, languageLocator } from '../../fields/locators';
import { narrowed } from '../../fields/narrowed';
import { valueOptions, variablesField } from '../../fields/templateVariables';
import { allowedTemplatesOption } from '../../runtime/sendLimits';
import type { OperationContext } from '../../runtime/operation';
import type { Envelope, MessageParameters } from './sendCall';
import { readTemplateMessage } from './templateMessage';

const CHOICES = Object.freeze({ fail: 'fail', sendTemplate: 'sendTemplate' } as const);

/** Only WhatsApp has both a window and templates. */
const ON_WHATSAPP = { channelType: ['whatsapp'] };
/** They hide the options of the template by a value that nobody chooses. */
const WITHOUT_TEMPLATE = CHANNEL_TYPES.filter((channelType) => channelType !== 'whatsapp');
const WITH_TEMPLATE = narrowed(ON_WHATSAPP, { whenWindowClosed: [CHOICES.sendTemplate] });

/**
 * What to do with a free-form message outside of the window; not in 'Options', because n8n cannot
 * show fields by a choice in there.
 */
export const closedWindowFields: readonly INodeProperties[] = [
	{
		displayName: 'When the Window Is Closed',
		name: 'whenWindowClosed',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Fail',
				value: CHOICES.fail,
				description: 'Return an error if the service rejects the message',
			},
			{
				name: 'Send Template',
				value: CHOICES.sendTemplate,
				description:
					'Check the message log once per recipient, and send a template if the recipient did not write in the last 24 hours or the service rejects the message',
			},
		],
		default: 'fail',
		description:
			'What to do if the recipient did not message you in the last 24 hours, so that WhatsApp only allows templates. A variable of the template can hold the text of the message: enter {{ $parameter.text }} as an expression.',
		displayOptions: { show: ON_WHATSAPP },
	},
	{
		displayName: 'When the Window Is Closed',
		name: 'whenWindowClosed',
		type: 'hidden',
		default: 'fail',
		displayOptions: { show: { channelType: WITHOUT_TEMPLATE } },
	},
	...[approvedTemplateLocator, languageLocator, variablesField].map((field) => ({
		...field,
		displayOptions: { show: WITH_TEMPLATE },
	})),
];

/**
 * Options of the template, for all operations that send one: hidden by the choice to fail, which only
 * Send has, so that they are equal everywhere and the description of the node has them once.
 */
export const templateOptions: readonly INodeProperties[] = [
	allowedTemplatesOption,
	...valueOptions,
].map((option) => ({
	...option,
	displayOptions: { hide: { '/whenWindowClosed': [CHOICES.fail] } },
}));

/** The template that an item names for a closed window. */
export interface ClosedWindowTemplate {
	readonly message: MessageParameters;
	/** What the result says of it. */
	readonly more: IDataObject;
}

/**
 * Reads and checks the template of an item, before anything is sent.
 *
 * @returns `null` when a closed window is to fail, and the reason when an empty variable leaves the
 * recipient out
 * @throws InvalidInput that names what does not fit the template
 */
export async function readClosedWindowTemplate(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
): Promise<ClosedWindowTemplate | { readonly skipReason: string } | null> {
	if (envelope.channelType !== 'whatsapp') return null;
	const choice = context.functions.getNodeParameter('whenWindowClosed', itemIndex, CHOICES.fail);
	if (choice !== CHOICES.sendTemplate) return null;
	const checked = await readTemplateMessage(context, itemIndex, envelope);
	if ('skipReason' in checked) return checked;
	const { code, language, template, filled, adjusted } = checked;
	return {
		message: { Type: 'template', TemplateCode: code, Language: language, ...filled },
		more: {
			adjustedVariables: [...adjusted],
			rendered: { ...renderTemplate(template, filled) } as IDataObject,
		},
	};
}
