import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { textList } from '../../alibabaCloud/input/textList';
import type { SendLimits } from '../messages/allowList';
import { readOptions } from './options';

/** Keeps an agent that fills in the fields to the people it may write to. */
export const allowedRecipientsOption: INodeProperties = {
	displayName: 'Allowed Recipients',
	name: 'allowedRecipients',
	type: 'string',
	default: '',
	placeholder: 'e.g. +65*, +60 12 345 0002',
	description:
		'The only numbers or IDs this node can send to, for example when an AI agent fills in the fields. Separate multiple values with commas. End with * for all that begin so, such as +65*. An empty list allows no recipients.',
};

export const allowedTemplatesOption: INodeProperties = {
	displayName: 'Allowed Templates',
	name: 'allowedTemplates',
	type: 'string',
	default: '',
	placeholder: 'e.g. order_*, 1119000000000000002',
	description:
		'The only templates this node can send, by name or code. Separate multiple values with commas. Use * as a wildcard. An empty list allows no templates.',
};

/**
 * The limits of each item. Items whose options are one object share one value, so that a campaign of
 * fixed options reads its lists once.
 */
export function sendLimitsReader(functions: IExecuteFunctions): (itemIndex: number) => SendLimits {
	const known = new WeakMap<IDataObject, SendLimits>();
	const ofItems = new Map<number, SendLimits>();
	return (itemIndex) => {
		const read = ofItems.get(itemIndex);
		if (read) return read;
		const options = readOptions(functions, itemIndex);
		const limits = known.get(options) ?? limitsIn(options);
		known.set(options, limits);
		ofItems.set(itemIndex, limits);
		return limits;
	};
}

/** An option that was added limits, whatever it holds. */
function limitsIn(options: IDataObject): SendLimits {
	const listOf = (name: string) => (Object.hasOwn(options, name) ? textList(options[name]) : null);
	return { templates: listOf('allowedTemplates'), recipients: listOf('allowedRecipients') };
}
