import { byHand, type Contract } from '../contract';

/** What is not confirmed about: queues. */
export const queues: readonly Contract[] = [
	{
		id: 'queue-endpoint',
		question:
			'Which endpoints serve Chat App Message Service on which site. Those of the related product SMS are known',
		assumed: '**Site** offers both, and **Custom**',
		level: 'queue',
		cost: 'nothing',
		needs: ['number'],
		steps: [
			'Get temporary credentials for the queue of a number',
			'Receive from the queue at the endpoint of the site',
		],
		outcomes: {
			opens: { verdict: 'confirmed', means: 'The endpoint of **Site** serves the queue' },
			refused: {
				verdict: 'refuted',
				means: '`alibabaCloud/queue/site.ts` must name another endpoint',
			},
		},
	},
	{
		id: 'queue-permission',
		question:
			'The permission for the temporary queue credentials, assumed to be `dybase:QueryTokenForMnsQueue`',
		assumed: 'The error shows the permission that the service names',
		level: 'read',
		cost: 'nothing',
		needs: ['number'],
		steps: [
			'Call `QueryTokenForMnsQueue` for the queue of a number',
			'If it is refused for a permission, compare the name with the assumed one',
		],
		outcomes: {
			issued: {
				verdict: 'confirmed',
				means: 'The call is allowed with the permissions of the key',
			},
			asAssumed: {
				verdict: 'confirmed',
				means: 'The refusal names `dybase:QueryTokenForMnsQueue`',
			},
			otherName: { verdict: 'refuted', means: 'The pages must name the other permission' },
		},
	},
	{
		id: 'review-queue',
		question: 'The name of the review queue. No API returns it',
		assumed:
			'The list derives it from the other queues and says "usual name". **By Name** accepts any name',
		level: 'read',
		cost: 'nothing',
		needs: ['number'],
		steps: ['Compare the names of the queues of all numbers with the usual form'],
		outcomes: {
			usual: { verdict: 'confirmed', means: 'The name of the review queue can be derived' },
			other: { verdict: 'refuted', means: '`alibabaCloud/queue/names.ts` must read the new form' },
		},
	},
	{
		id: 'token-end',
		question: 'The time zone in which the keys expire, and the error code of an expired key',
		assumed: 'Renews keys after at most eight minutes, and once if the queue refuses one',
		level: 'read',
		cost: 'nothing',
		needs: ['number'],
		steps: ['Compare `ExpireTime` of the temporary credentials with the time of the response'],
		outcomes: {
			china: { verdict: 'confirmed', means: 'The time is that of China' },
			utc: { verdict: 'confirmed', means: 'The time is UTC: the usual life counts' },
			short: { verdict: 'refuted', means: '`alibabaCloud/queue/token.ts` renews too late' },
			unread: { verdict: 'refuted', means: '`alibabaCloud/queue/token.ts` must read the time' },
		},
	},
	{
		id: 'queue-body',
		question: 'Whether a message has one notification or several, plain or in Base64',
		assumed: 'Reads all of them',
		level: 'queue',
		cost: 'nothing',
		needs: ['number'],
		steps: [
			'Take messages from the queues',
			'Look whether they are JSON or Base64, one notification or several',
		],
		outcomes: {
			plain: { verdict: 'confirmed', means: 'Plain JSON' },
			base64: { verdict: 'confirmed', means: 'Base64' },
			other: {
				verdict: 'refuted',
				means: '`alibabaCloud/queue/messageBody.ts` must read the form',
			},
		},
	},
	{
		id: 'queue-readers',
		question:
			'How many requests at a time the queue answers, and whether it fills a response that could be full',
		assumed: 'Adds requests while responses are full, and ends them when one is not or fails',
		level: null,
		cost: 'nothing',
		needs: ['number'],
		steps: [
			'Let a few thousand statuses collect in the status queue, for example during a campaign',
			'Publish the queue trigger and watch how fast the queue empties, and whether requests are refused',
		],
		outcomes: byHand(
			'`ChatAppQueueTrigger/readers.ts` must start fewer readers, or at other times',
		),
	},
];
