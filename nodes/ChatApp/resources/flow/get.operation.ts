import type { IDataObject } from 'n8n-workflow';

import { channelParameter, locatorParameter } from '../../fields/parameter';
import { singleCall } from '../../calls/singleCall';
import { flowLocator } from '../../fields/managementLocators';
import { toResult } from '../../runtime/results';
import { toFlow } from './flowFields';

export const get = singleCall({
	value: 'get',
	name: 'Get',
	action: 'Get WhatsApp flow',
	description: 'Get the state, versions and preview link of a flow',
	calls: 'GetFlow',
	parameters: [channelParameter, locatorParameter('FlowId', flowLocator)],
	result: ({ envelope }) => toFlow(toResult((envelope.Data ?? {}) as IDataObject, envelope)),
});
