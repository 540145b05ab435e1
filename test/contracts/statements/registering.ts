import { byHand, type Contract } from '../contract';

/** What is not confirmed about: registering urls. */
export const registering: readonly Contract[] = [
	{
		id: 'omitted-webhook-fields',
		question: 'What happens to a URL or switch that an update leaves out',
		assumed: 'Sends all of them with every update',
		level: null,
		cost: 'nothing',
		needs: ['number'],
		steps: [
			'Note URLs and switches of a number',
			'Update one URL alone with **API Action**, and read all again',
		],
		outcomes: byHand(
			'Nothing: all are sent. The switch `omittedWebhookFields` of the simulator must say it',
		),
	},
	{
		id: 'push-and-queue',
		question: 'Whether a number may push and fill a queue at the same time',
		assumed: 'Leaves the switch of the queue as it is',
		level: null,
		cost: 'nothing',
		needs: ['number', 'public URL'],
		steps: ['Switch on the queue of a number that pushes, and send to it'],
		outcomes: byHand('The triggers may then switch the queue'),
	},
	{
		id: 'review-url',
		question: 'What the URL for reviews is, because it cannot be read',
		assumed: 'Replaces it only with **Account Review URL: Replace**',
		level: null,
		cost: 'nothing',
		needs: ['public URL'],
		steps: ['Set the URL for reviews, and look for an action that returns it'],
		outcomes: byHand('`ChatAppTrigger/registration.ts` can restore it'),
	},
];
