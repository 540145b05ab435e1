import { channelParameter, locatorParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { flowLocator } from '../../fields/managementLocators';

export const publish = singleCall({
	value: 'publish',
	name: 'Publish',
	action: 'Publish WhatsApp flow',
	description:
		'Publish a draft so that messages can use it. This cannot be undone. A published flow can be deprecated, but not deleted.',
	calls: 'PublishFlow',
	parameters: [channelParameter, locatorParameter('FlowId', flowLocator)],
	result: (answer) => confirmation(answer, { published: true, status: 'PUBLISHED' }, ['FlowId']),
});
