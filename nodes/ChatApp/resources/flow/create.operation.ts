import { channelParameter } from '../../fields/parameter';
import { additionalFields } from '../../fields/reading';
import { singleCall } from '../../calls/singleCall';
import { dataOf, toResult } from '../../runtime/results';
import { categories, endpoint, flowName } from './flowFields';

export const create = singleCall({
	value: 'create',
	name: 'Create',
	action: 'Create WhatsApp flow',
	description: 'Create an empty draft of a form that users fill in within WhatsApp',
	calls: 'CreateFlow',
	parameters: [channelParameter, flowName, categories],
	added: additionalFields([endpoint]),
	result: ({ envelope }) => ({
		...toResult(dataOf(envelope), envelope),
		status: 'DRAFT',
		nextStep: "Add its screens with 'Update JSON', then run 'Publish'.",
	}),
});
