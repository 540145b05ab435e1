import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isNo } from '../../../alibabaCloud/client/answer';
import { requiredText } from '../../../alibabaCloud/input/invalidInput';
import { singleCall, type Answer, type Refusal } from '../../calls/singleCall';
import { channelParameter } from '../../fields/parameter';
import { requestIdOf } from '../../runtime/results';
import { asObject, text } from '../../templates/definition';
import { languageParameter, templateParameter } from './templateParameters';

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

export const archive = singleCall({
	value: 'archive',
	name: 'Archive',
	action: 'Archive template',
	description: 'Archive a WhatsApp template without deleting it, so that its name can be reused',
	calls: 'ArchiveChatappTemplate',
	parameters: [channelParameter, templateParameter, languageParameter],
	others: archiveFields,
	complete: ({ functions }, itemIndex, { TemplateCode, Language }) => ({
		ChannelType: 'WHATSAPP',
		ArchiveType: archiveTypeOf(functions, itemIndex),
		TemplateList: [{ TemplateCode, Language }],
		TemplateCode: undefined,
		Language: undefined,
	}),
	judge: refusalOf,
	result({ envelope, sent }) {
		const [{ TemplateCode, Language }] = sent.TemplateList as [IDataObject];
		return {
			templateCode: TemplateCode,
			language: Language,
			archiveType: sent.ArchiveType as string,
			requestId: requestIdOf(envelope),
		};
	},
});

function archiveTypeOf(functions: IExecuteFunctions, itemIndex: number): string {
	const chosen = text(functions.getNodeParameter('archiveType', itemIndex));
	if (chosen !== 'other') return requiredText(chosen, 'Archive Type');
	const other: unknown = functions.getNodeParameter('otherArchiveType', itemIndex, '');
	return requiredText(other, 'Other Archive Type');
}

/** The answer holds a second one of the same form, which can say no although the first says yes. */
function refusalOf({ envelope }: Answer): Refusal | null {
	const { Success, Code, Message } = asObject(envelope.Data);
	const failed = isNo(Success) || (Success === undefined && Code !== undefined && Code !== 'OK');
	if (!failed) return null;
	return {
		code: text(Code),
		message: `The template was not archived: ${text(Message) || 'no reason was returned'}`,
		advice: "Check 'Archive Type' and the template.",
	};
}
