import { NodeApiError, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { requiredText } from '../../../alibabaCloud/input/invalidInput';
import { asObject, text } from '../../templates/definition';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { languageLocator, templateLocator } from '../../fields/locators';
import { optionsField } from '../../runtime/options';
import type { ItemOperation } from '../../runtime/operation';
import { requestIdOf } from '../../runtime/results';
import { readTemplateKey } from '../../calls/templateDetail';

const archiveFields: readonly INodeProperties[] = [
	{
		displayName: 'Archive Type',
		name: 'archiveType',
		type: 'options',
		options: [
			{ name: 'Archive', value: 'ARCHIVED' },
			{
				name: 'Other',
				value: 'other',
				description: 'Another value, for example to unarchive the template',
			},
		],
		default: 'ARCHIVED',
		description:
			'What to do with the template. The value for unarchiving a template is not documented.',
	},
	{
		displayName: 'Other Archive Type',
		name: 'otherArchiveType',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. UNARCHIVED',
		displayOptions: { show: { archiveType: ['other'] } },
		description: 'Sent unchanged. Ask Alibaba Cloud support for the supported values.',
	},
];

export const archive: ItemOperation = {
	value: 'archive',
	name: 'Archive',
	action: 'Archive template',
	description: 'Archive a WhatsApp template without deleting it, so that its name can be reused',
	properties: [channelLocator, templateLocator, languageLocator, ...archiveFields, optionsField()],
	async execute({ functions, callApi }, itemIndex) {
		const { channel, code, language } = readTemplateKey(functions, itemIndex);
		const chosen = text(functions.getNodeParameter('archiveType', itemIndex));
		const archiveType =
			chosen === 'other'
				? requiredText(
						functions.getNodeParameter('otherArchiveType', itemIndex, ''),
						'Other Archive Type',
					)
				: requiredText(chosen, 'Archive Type');
		const envelope = await callApi({
			product: 'cams',
			action: 'ArchiveChatappTemplate',
			retry: 'never',
			body: {
				CustSpaceId: channel,
				ChannelType: 'WHATSAPP',
				ArchiveType: archiveType,
				TemplateList: [{ TemplateCode: code, Language: language }],
			},
		});
		const refusal = refusalOf(envelope);
		if (refusal) {
			throw new NodeApiError(functions.getNode(), refusal, {
				message: `The template was not archived: ${text(refusal.message) || 'no reason was returned'}`,
				description: `Check 'Archive Type' and the template. Code: ${text(refusal.code) || 'none'}. Request ID: ${requestIdOf(envelope) ?? 'none'}.`,
				itemIndex,
			});
		}
		return { templateCode: code, language, archiveType, requestId: requestIdOf(envelope) };
	},
};

/** The answer holds a second one of the same form, which can say no although the first says yes. */
function refusalOf(envelope: IDataObject): { code: string; message: string } | null {
	const { Success, Code, Message } = asObject(envelope.Data);
	const failed =
		Success === false || (Success === undefined && Code !== undefined && Code !== 'OK');
	return failed ? { code: text(Code), message: text(Message) } : null;
}
