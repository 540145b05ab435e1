import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readAllowList, type SendLimits } from '../../shared/messages/allowList';

/** Keeps an agent that fills in the fields to the people it may write to. */
export const allowedRecipientsOption: INodeProperties = {
	displayName: 'Allowed Recipients',
	name: 'allowedRecipients',
	type: 'string',
	default: '',
	placeholder: 'e.g. +65*, +60 12 345 0002',
	description:
		'The only numbers or IDs this node may send to, separated by commas. Use * for any ending, for example +65* for a whole country. Helps when an AI agent fills in the fields. Empty allows all.',
};

export const allowedTemplatesOption: INodeProperties = {
	displayName: 'Allowed Templates',
	name: 'allowedTemplates',
	type: 'string',
	default: '',
	placeholder: 'e.g. order_*, 1119000000000000002',
	description:
		'The only templates this node may send, by name or code, separated by commas. Use * for any text. Helps when an AI agent fills in the fields. Empty allows all.',
};

export function readSendLimits({ allowedTemplates, allowedRecipients }: IDataObject): SendLimits {
	return {
		templates: readAllowList(allowedTemplates),
		recipients: readAllowList(allowedRecipients),
	};
}
