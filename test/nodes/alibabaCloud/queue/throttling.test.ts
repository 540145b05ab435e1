import { explainQueueError } from '../../../../nodes/alibabaCloud/queue/failures';

it.each([429, 500, 503, null])(
	'a code that nobody listed with status %j is waited out, the trigger goes on',
	(status) => {
		expect(explainQueueError('CodeOfTomorrow', status, 'Said.').reaction).toBe('retry');
	},
);

it.each([400, 404, 409])('a code that nobody listed with status %i needs a person', (status) => {
	expect(explainQueueError('CodeOfTomorrow', status, 'Said.').reaction).toBe('stop');
});
