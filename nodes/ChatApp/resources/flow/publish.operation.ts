import { channelParameter, locatorParameter } from '../../declared/parameter';
import { doneTo, singleCall } from '../../declared/singleCall';
import { flowLocator } from '../../descriptions/managementLocators';

export const publish = singleCall({
	value: 'publish',
	name: 'Publish',
	action: 'Publish flow',
	description:
		'Make a draft available for messages. This cannot be undone: a published flow can be deprecated, but not deleted.',
	calls: 'PublishFlow',
	parameters: [channelParameter, locatorParameter('FlowId', flowLocator)],
	result: (answer) => doneTo(answer, { published: true, status: 'PUBLISHED' }, ['FlowId']),
});
