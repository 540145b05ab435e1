import { byHand, type Contract } from '../contract';

/** What is not confirmed about: sending. */
export const sending: readonly Contract[] = [
	{
		id: 'placement',
		question:
			'Whether every action accepts its parameters in the form body. SDKs put them there or in the query, depending on their age',
		assumed:
			'Uses the form body, which has room for 1,000 recipients. If the service says that a parameter is missing, sends it once more as the SDK does. A condition of a list that the service overlooks there would give the list in full. **API Action** has the option **Placement**',
		level: 'read',
		cost: 'nothing',
		needs: ['number'],
		steps: ['List messages with all parameters in the form body, then in the address'],
		outcomes: {
			both: { verdict: 'confirmed', means: 'Both places count', simulator: { placement: 'any' } },
			bodyOnly: { verdict: 'confirmed', means: 'The form body alone counts' },
			addressOnly: {
				verdict: 'confirmed',
				means: 'The address alone counts: the client moves the parameters there',
				simulator: { placement: 'sdk' },
			},
			neither: {
				verdict: 'refuted',
				means: '`alibabaCloud/client/placements.ts` must find the place',
			},
		},
	},
	{
		id: 'refusal-status',
		question: 'Whether a refusal is HTTP 200 with a `Code`, or HTTP 400',
		assumed: 'Reads both',
		level: 'read',
		cost: 'nothing',
		needs: ['number'],
		steps: ['Ask for a template that does not exist'],
		outcomes: {
			http400: {
				verdict: 'confirmed',
				means: 'HTTP 400 with a `Code`',
				simulator: { productErrors: 'http400' },
			},
			http200: {
				verdict: 'confirmed',
				means: 'HTTP 200 with a `Code`',
				simulator: { productErrors: 'http200' },
			},
			other: {
				verdict: 'refuted',
				means: '`alibabaCloud/client/answer.ts` must tell a refusal from a success',
			},
		},
	},
	{
		id: 'refusal-codes',
		question:
			'The codes `TemplateNotFound`, `TemplateParamInvalid`, `SessionWindowExpired`, `PhoneNumberNotRegistered`',
		assumed: "Explains them. Other codes are shown with the service's own text",
		level: 'read',
		cost: 'nothing',
		needs: ['number'],
		steps: [
			'Ask for a template, a number and a channel that do not exist, and for a wrong page',
			'Look up the codes in the table of errors',
		],
		outcomes: {
			known: { verdict: 'confirmed', means: 'All codes are explained' },
			unknown: {
				verdict: 'refuted',
				means: '`alibabaCloud/errors/errorTable.ts` must explain the codes in the report',
			},
		},
	},
	{
		id: 'undocumented-content',
		question: 'The content of carousels, pins, coupon, regular, quick-reply and button templates',
		assumed: '**Message Type: Custom (JSON)** sends any content',
		level: null,
		cost: 'one message',
		needs: ['number', 'approved template'],
		steps: ['Send each kind with **Custom (JSON)** until one arrives'],
		outcomes: byHand('**Message Type** can offer the content'),
	},
	{
		id: 'telegram-content',
		question: 'The content of all Telegram messages',
		assumed: 'Sends the same content as on WhatsApp, and says so in the node',
		level: null,
		cost: 'one message',
		needs: ['number'],
		steps: ['Send each type on Telegram'],
		outcomes: byHand('`resources/message/types` must send another content on Telegram'),
	},
	{
		id: 'interactive-media',
		question: 'Media in the header of interactive messages',
		assumed: "Follows WhatsApp's layout. **Custom (JSON)** in **Interactive Type** sends any other",
		level: null,
		cost: 'one message',
		needs: ['number'],
		steps: ['Send buttons with a picture in the header'],
		outcomes: byHand('`resources/message/types/interactive` must follow the layout that arrives'),
	},
	{
		id: 'interactive-kinds',
		question:
			'Whether carousels, call permission requests, contact info requests and calls are accepted as interactive messages',
		assumed:
			"Sends the first three in WhatsApp's layout, and says in the node that it is not documented. **Custom (JSON)** in **Interactive Type** sends any other",
		level: null,
		cost: 'three messages',
		needs: ['number'],
		steps: [
			'Send **Carousel**, **Call Permission Request** and **Contact Info Request** as **Interactive Type**',
		],
		outcomes: byHand(
			'`resources/message/types/interactive` must follow the layout that arrives, or leave out the kind',
		),
	},
	{
		id: 'empty-emoji',
		question: 'Whether an empty emoji removes a reaction',
		assumed: 'Sends it as it is',
		level: null,
		cost: 'one message',
		needs: ['number', 'person who taps'],
		steps: ['React to a message, then react with an empty emoji'],
		outcomes: byHand('**Reaction** must remove in another way'),
	},
	{
		id: 'viber-units',
		question: 'Viber: the unit of the file size, the meaning of caption and action of a button',
		assumed: 'Passes them on as you enter them',
		level: null,
		cost: 'one message',
		needs: ['number'],
		steps: ['Send a video with a size, and a button with caption and action'],
		outcomes: byHand('The fields must say the unit'),
	},
	{
		id: 'typing-indicator',
		question: 'Typing indicator: how the message is named',
		assumed: 'Sends **Message ID** as `ContextMessageId`, without content',
		level: null,
		cost: 'nothing',
		needs: ['number', 'person who taps'],
		steps: ['Answer a message with the typing indicator'],
		outcomes: byHand('`types/typingIndicator.ts` must name the message in another way'),
	},
	{
		id: 'viber-category',
		question: "Viber: whether a new template's category is a layout or a purpose",
		assumed:
			"**Category** sends the layout of the parts unless you choose a purpose. An update keeps the template's category",
		level: 'design',
		cost: 'a template submitted',
		needs: ['number'],
		steps: ['Create a Viber template with a layout as the category'],
		outcomes: {
			layout: { verdict: 'confirmed', means: 'Layouts are accepted' },
			purpose: {
				verdict: 'confirmed',
				means: 'Purposes alone are accepted: **Category** has them',
				simulator: { viberCategories: 'purposes' },
			},
			other: {
				verdict: 'refuted',
				means: '`templates/designer/viberLayout.ts` must send another category',
			},
		},
	},
	{
		id: 'log-period',
		question: 'Message log: the longest period, and whether the service finds a message by its ID',
		assumed: 'Uses 30 days by default, 90 at most, and searches the pages itself',
		level: 'read',
		cost: 'nothing',
		needs: ['number'],
		steps: ['List the messages of 30 days, then of 90 days'],
		outcomes: {
			days90: { verdict: 'confirmed', means: '90 days are accepted' },
			days30: {
				verdict: 'refuted',
				means: '`resources/message/messagePeriod.ts` must not allow 90 days',
			},
			fewer: { verdict: 'refuted', means: 'The default of 30 days is too long' },
		},
	},
	{
		id: 'to-group',
		question: "Whether **To** accepts a group's ID with **Recipient Type: Group**",
		assumed: 'Sends it as it is',
		level: null,
		cost: 'one message',
		needs: ['number'],
		steps: ['Send to the ID of a group with **Recipient Type: Group**'],
		outcomes: byHand('**To** must accept another form'),
	},
	{
		id: 'sms-fallback',
		question: 'The shortest **Fallback Duration** of an SMS fallback: 10 or 60 seconds',
		assumed: 'Accepts 60 and more',
		level: null,
		cost: 'one message',
		needs: ['number'],
		steps: ['Send with a fallback after 10 seconds'],
		outcomes: byHand('`fields/sendOptions.ts` may accept less than 60'),
	},
	{
		id: 'log-states',
		question: 'Statuses in the message log, how long it is kept, and its rate limit',
		assumed:
			'Shows statuses as they are. **Continue When** reads them by the words in them, such as delivered, read or fail',
		level: 'read',
		cost: 'nothing',
		needs: ['number'],
		steps: ['List the messages of 30 days, and read the state of each'],
		outcomes: {
			read: { verdict: 'confirmed', means: 'All states have known words' },
			unread: {
				verdict: 'refuted',
				means: '`waiting/messageRow.ts` must know the words in the report',
			},
		},
	},
	{
		id: 'task-id-length',
		question: 'The longest task ID, and whether delivery statuses return it unchanged',
		assumed:
			'Sends at most 256 characters. A node that waits needs about 85 of them for its reference, puts it before your own ID and refuses what is longer. If the ID is not returned, typed answers are matched by what the same process asked',
		level: 'send',
		cost: 'one message',
		needs: ['number', 'approved template'],
		steps: ['Send a message with a task ID of 256 characters'],
		outcomes: {
			accepted: { verdict: 'confirmed', means: '256 characters are accepted' },
			refused: { verdict: 'refuted', means: '`notifications/items/reference.ts` must be shorter' },
		},
	},
	{
		id: 'group-buttons',
		question:
			'Whether groups show buttons and lists, and how the service names a member who answers',
		assumed: 'Asks in groups with numbered lines. The answer counts by any ID of the member',
		level: null,
		cost: 'one message',
		needs: ['number'],
		steps: ['Send buttons and a list to a group, and look at the notification of an answer'],
		outcomes: byHand('**Send and Wait** may ask with buttons in groups'),
	},
	{
		id: 'to-user-id',
		question:
			'Whether the service sends to business-scoped user IDs (`SG.13491208655302741918`) of WhatsApp users whose number is hidden. Its documentation names phone numbers only',
		assumed:
			'**To**, bulk sends and **Allowed Recipients** pass them on as they are. An error of the service is shown',
		level: null,
		cost: 'one message',
		needs: ['number', 'person who taps'],
		steps: ['Send to the `userId` of a person who wrote'],
		outcomes: byHand('`messages/recipient.ts` must refuse such IDs'),
	},
	{
		id: 'log-window',
		question:
			'Whether the message log has messages of people at once, in which order and zone, and under which ID people without a number',
		assumed:
			'**Get Window** and **When the Window Is Closed** read the messages of the last 24 hours. No message of a phone number means that the window is closed. Without a readable time, with a full page of other messages, or for an ID without messages, the window is `unknown`',
		level: 'read',
		cost: 'nothing',
		needs: ['number'],
		steps: ['List messages, and look at their order and at the zone of their times'],
		outcomes: {
			newestFirst: { verdict: 'confirmed', means: 'Newest first, with a zone' },
			noZone: { verdict: 'confirmed', means: 'Times have no zone: the window is `unknown`' },
			oldestFirst: {
				verdict: 'refuted',
				means: 'The first page has the oldest messages: `calls/personWindow.ts` must read the last',
			},
			unread: { verdict: 'refuted', means: '`messages/window.ts` must read the times' },
		},
	},
	{
		id: 'closed-window',
		question: 'How a message outside of the window is refused: by the call or by a delivery status',
		assumed:
			'**When the Window Is Closed** asks the message log before it sends, and takes `SessionWindowExpired`, `131047` and `470` as the refusal. A message that is accepted and fails later with 131047 is not sent again',
		level: 'send',
		cost: 'nothing',
		needs: ['number'],
		steps: ['Send a free-form message to a person who did not write for 24 hours'],
		outcomes: {
			refusedKnown: {
				verdict: 'confirmed',
				means: 'The call is refused with a known code',
				simulator: { closedWindow: 'refuse' },
			},
			receipt: {
				verdict: 'confirmed',
				means: 'The call is accepted, and a status says 131047',
				simulator: { closedWindow: 'receipt' },
			},
			refusedUnknown: {
				verdict: 'refuted',
				means: '`messages/window.ts` must know the code in the report',
			},
		},
	},
	{
		id: 'prices',
		question: 'Prices, and how many service messages per month are free',
		assumed: 'Not part of the package',
		level: null,
		cost: 'one message',
		needs: ['number'],
		steps: ['Compare the bill with the log'],
		outcomes: byHand('Nothing: prices are not part of the package'),
	},
	{
		id: 'success-code',
		question: 'The codes of success: `OK` is documented, others were seen',
		assumed: 'Accepts `OK`, `SUCCESS`, `0`, `0000` and `200`, and no code for reads',
		level: 'read',
		cost: 'nothing',
		needs: [],
		steps: ['Make four reads, and look at the `Code` of those that bring data'],
		outcomes: {
			known: { verdict: 'confirmed', means: 'The codes are known' },
			absent: { verdict: 'confirmed', means: 'There is no `Code`' },
			other: {
				verdict: 'refuted',
				means:
					'`alibabaCloud/client/answer.ts` must know the code in the report: it takes a success for a refusal',
			},
		},
	},
	{
		id: 'list-conditions',
		question: 'Whether a list sees its conditions in the form body',
		assumed: 'Sends them there. What a list overlooks, it returns',
		level: 'read',
		cost: 'nothing',
		needs: ['approved template'],
		steps: ['List templates by a name that does not exist, in the form body'],
		outcomes: {
			seen: { verdict: 'confirmed', means: 'The list is empty' },
			overlooked: {
				verdict: 'refuted',
				means: '`alibabaCloud/client/placements.ts` must put conditions of lists into the address',
			},
		},
	},
	{
		id: 'call-limit',
		question: 'How the excess of calls per second is refused',
		assumed: 'Slows down after codes with `Throttling`, `LimitControl` and others',
		level: 'read',
		cost: 'nothing',
		needs: [],
		steps: ['Call `ListFlow` twelve times at once; five per second are documented'],
		outcomes: {
			recognized: { verdict: 'confirmed', means: 'The refusal is recognized' },
			none: { verdict: 'confirmed', means: 'Nothing was refused' },
			unknown: {
				verdict: 'refuted',
				means: '`alibabaCloud/errors/explain.ts` must recognize the code in the report',
			},
		},
	},
	{
		id: 'number-rate',
		question: 'How many messages one number may get per second, and how the excess is refused',
		assumed: 'Explains 131056. It waits for nothing by itself',
		level: null,
		cost: 'one message',
		needs: ['number'],
		steps: ['Send twenty messages to your phone as fast as possible'],
		outcomes: byHand('`runtime/pacing.ts` must know the rate'),
	},
	{
		id: 'send-answer',
		question: 'Whether the response to a send has a message ID and a known code',
		assumed: 'Takes other responses for an unknown outcome, and never sends again',
		level: 'send',
		cost: 'one message',
		needs: ['number', 'approved template'],
		steps: ['Send an approved template to your phone'],
		outcomes: {
			known: { verdict: 'confirmed', means: 'The response is recognized' },
			unknown: {
				verdict: 'refuted',
				means: '`alibabaCloud/client/answer.ts` must recognize the response',
			},
		},
	},
	{
		id: 'receipt-task-id',
		question: 'Whether statuses return the task ID of templates',
		assumed: 'Finds the waiting execution by it',
		level: 'send',
		cost: 'one message',
		needs: ['number', 'approved template'],
		steps: ['Send a template with a task ID, and read its statuses from the queue'],
		outcomes: {
			unchanged: { verdict: 'confirmed', means: 'The task ID comes back' },
			changed: {
				verdict: 'refuted',
				means: '`notifications/items/reference.ts` must survive the change',
			},
			missing: {
				verdict: 'refuted',
				means: 'Executions that wait for delivery must be found by `messageId`',
			},
		},
	},
	{
		id: 'receipt-task-id-message',
		question: 'Whether statuses return the task ID of free-form messages',
		assumed: 'Finds the waiting execution by it',
		level: 'send',
		cost: 'one message',
		needs: ['number'],
		steps: ['Send buttons with a task ID, and read their statuses from the queue'],
		outcomes: {
			unchanged: { verdict: 'confirmed', means: 'The task ID comes back' },
			changed: {
				verdict: 'refuted',
				means: '`notifications/items/reference.ts` must survive the change',
			},
			missing: {
				verdict: 'refuted',
				means: 'Executions that wait for delivery must be found by `messageId`',
			},
		},
	},
	{
		id: 'status-words',
		question: 'The words of delivery statuses',
		assumed: 'Knows Sent, Delivered, Read, Failed and others',
		level: 'queue',
		cost: 'nothing',
		needs: ['number'],
		steps: ['Take statuses from the queue, and read each'],
		outcomes: {
			known: { verdict: 'confirmed', means: 'All are known' },
			unknown: {
				verdict: 'refuted',
				means: '`notifications/items/status.ts` must know the words in the report',
			},
		},
	},
	{
		id: 'log-delay',
		question: 'How soon the message log has a message',
		assumed: '**Get Window** and **Continue When** read it at once',
		level: 'send',
		cost: 'one message',
		needs: ['number'],
		steps: ['Send a message, and list messages until it is there, for a minute'],
		outcomes: {
			atOnce: { verdict: 'confirmed', means: 'Within five seconds' },
			later: { verdict: 'confirmed', means: 'Within a minute' },
			never: {
				verdict: 'refuted',
				means: '`resources/message/pollDelivery.ts` finds nothing in the log',
			},
		},
	},
];
