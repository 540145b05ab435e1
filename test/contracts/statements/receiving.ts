import { byHand, type Contract } from '../contract';

/** What is not confirmed about: receiving. */
export const receiving: readonly Contract[] = [
	{
		id: 'push-response',
		question:
			'The response that the service expects to a push. It is documented for the related product SMS: HTTP 200 with `{"code":0,"msg":"..."}`',
		assumed: 'Responds exactly so, within about a second. Three seconds are documented',
		level: null,
		cost: 'one message',
		needs: ['public URL'],
		steps: [
			'Register a URL that responds with `{"code":0,"msg":"ok"}`, and receive a message',
			'Register one that responds with an empty body, and count the repeats',
		],
		outcomes: byHand('`ChatAppTrigger/receive.ts` must respond with what the service expects'),
	},
	{
		id: 'push-repeats',
		question: 'How often and when a push is repeated, and how many notifications one push may have',
		assumed: 'Removes duplicates. Reads an array of any size, a single object, or JSON as text',
		level: null,
		cost: 'one message',
		needs: ['public URL'],
		steps: [
			'Register a URL that responds with HTTP 500, and receive a message',
			'Note the times of the repeats and the entries per push',
		],
		outcomes: byHand('The memory for duplicates must live as long as the repeats'),
	},
	{
		id: 'notification-layouts',
		question:
			'Layout of inbound contacts, system, interactive, order, sticker and reaction messages; whether voice, button and referral messages exist',
		assumed:
			'Reads the layouts that WhatsApp uses and others that were seen, with and without their wrappers. `raw` has everything',
		level: 'queue',
		cost: 'nothing',
		needs: ['person who taps'],
		steps: ['Take notifications from the queues', 'Read each with the code of the triggers'],
		outcomes: {
			read: { verdict: 'confirmed', means: 'All became items of a known kind' },
			unread: {
				verdict: 'refuted',
				means: '`notifications/items` must read the new layout; the payload is in the report',
			},
		},
	},
	{
		id: 'message-form',
		question:
			'Whether `Message` is text or an object, keys with spaces such as `"Timestamp "`, numbers with or without `+`',
		assumed: 'Reads all of them',
		level: 'queue',
		cost: 'nothing',
		needs: ['person who taps'],
		steps: [
			'Take inbound notifications of all types but text',
			'Look at the type of `Message`, at spaces around keys, and at a `+` before numbers',
		],
		outcomes: {
			text: {
				verdict: 'confirmed',
				means: '`Message` is JSON as text',
				simulator: { inboundMessage: 'string' },
			},
			object: {
				verdict: 'confirmed',
				means: '`Message` is an object',
				simulator: { inboundMessage: 'object' },
			},
			both: { verdict: 'confirmed', means: 'Both occur' },
			other: {
				verdict: 'refuted',
				means: '`notifications/items/content.ts` must read another form',
			},
		},
	},
	{
		id: 'review-versions',
		question:
			'Reviews of numbers and accounts ("V2"): who gets them, the values of their `Status`, and which fields carry a new category or quality',
		assumed:
			'Fills `kind` and `status` if they are named. Unknown values are passed on in lowercase',
		level: null,
		cost: 'nothing',
		needs: ['public URL'],
		steps: [
			'Wait for a review of a number or account, and compare `Type` and `Status` with the known ones',
		],
		outcomes: byHand('`notifications/items/audit.ts` must name the new values'),
	},
	{
		id: 'echo-mark',
		question: 'How a message that the business wrote in the app is marked',
		assumed:
			"`isEcho` is true if the sender is one of your numbers (**Phone Number Names or IDs**, **Business Numbers**), the recipient's number or `OriginPhoneNumber`, or if `NoticeType` or `IsEcho` says so",
		level: null,
		cost: 'nothing',
		needs: ['number'],
		steps: ['Write to a person in the app of the business, and look at the notification'],
		outcomes: byHand('`notifications/items/echo.ts` must recognize the mark'),
	},
	{
		id: 'referral-place',
		question:
			'Where to find the click ID of an ad, the ID of a group, and the new number or ID of a person',
		assumed:
			"Fills `referral`, `groupId` and `system` from the notification, its context and its message, under WhatsApp's names",
		level: null,
		cost: 'one message',
		needs: ['number'],
		steps: [
			'Start a chat from an ad, from a group and after a change of number, and look at the notifications',
		],
		outcomes: byHand('`notifications/items/content.ts` must look in the other place'),
	},
	{
		id: 'status-person',
		question:
			'Whether `FromUserId`, `FromParentUserId` and `FromUserName` of a delivery status are those of the recipient',
		assumed: "Takes them as the recipient's, in `recipient`",
		level: null,
		cost: 'one message',
		needs: ['number'],
		steps: [
			'Send to a person who has a user name, and compare the IDs of the status with those of the answer',
		],
		outcomes: byHand('`notifications/items/status.ts` must not fill `recipient` with them'),
	},
	{
		id: 'bulk-message-id',
		question:
			"Whether the `messageId` of a delivery status of a bulk send is the message's or the group's",
		assumed:
			'Recognizes duplicates by `messageId`, recipient and status together, so that no recipient is taken for a duplicate of another',
		level: null,
		cost: 'one message',
		needs: ['number', 'approved template'],
		steps: [
			'Send a template to two people with one call, and compare the `messageId` of their statuses',
		],
		outcomes: byHand('`notifications/items/eventKey.ts` must use the other field'),
	},
	{
		id: 'marketing-stop',
		question: 'How a person who stops marketing messages in WhatsApp is notified',
		assumed:
			"`optOut` is true if the notification or its message has WhatsApp's `category` `marketing...` with the `value` `stop`. Stop words work without it",
		level: null,
		cost: 'one message',
		needs: ['number', 'approved template', 'person who taps'],
		steps: [
			'Send a marketing template, stop marketing messages in WhatsApp, and look at the notification',
		],
		outcomes: byHand('`notifications/items/preference.ts` must read the notification'),
	},
	{
		id: 'window-openers',
		question:
			'What opens the 24-hour window besides a message to the business: a message in a group, a reaction, a call',
		assumed:
			'`windowOpenUntil` is 24 hours after any message or reaction of the person, and `null` for groups and system messages. It is also set for channels without a window, because a notification does not name its channel',
		level: null,
		cost: 'nothing',
		needs: ['person who taps'],
		steps: ['React to a message and call the business, then send a free-form message'],
		outcomes: byHand('`notifications/items/window.ts` must say what opens the window'),
	},
	{
		id: 'other-kinds',
		question: 'Notifications of calls, groups, Messenger, Instagram and email',
		assumed:
			'Reads what has the known fields. Everything else becomes an `unknown` item with `raw`. Nothing is dropped',
		level: null,
		cost: 'nothing',
		needs: ['public URL'],
		steps: ['Receive notifications of calls, groups, Messenger, Instagram and email'],
		outcomes: byHand('`notifications/items` must read the kinds'),
	},
	{
		id: 'quote-id',
		question:
			"Whether a quoted message is named by the service's own ID of it, and whether `From` of a status and `To` of its answer are written the same way",
		assumed:
			'Compares the quote with the `messageId` of the question, and numbers by their digits. A tapped choice needs neither',
		level: null,
		cost: 'one message',
		needs: ['person who taps'],
		steps: ['Answer a message with a quote, and compare the ID of the quote with that of the send'],
		outcomes: byHand('`notifications/waiting` must compare with the other ID'),
	},
	{
		id: 'push-addresses',
		question:
			'The IP addresses of pushes, whether a URL keeps its query string, and whether a URL is probed',
		assumed:
			'**Path Secret** is part of the path, not of the query. **Listen on the Test URL** reads the URL back and does not listen if its query is missing. GET and HEAD are answered',
		level: null,
		cost: 'nothing',
		needs: ['public URL'],
		steps: ['Register a URL with a query string, and note requests and their IP addresses'],
		outcomes: byHand('The pages may then tell the addresses'),
	},
	{
		id: 'push-signature',
		question: 'Whether pushes are signed: no signature is documented, and none was seen',
		assumed: 'Offers **Path Secret**, and filters by channel and number',
		level: null,
		cost: 'nothing',
		needs: ['public URL'],
		steps: ['Look at all headers of a push'],
		outcomes: byHand('The HTTP trigger must check the signature'),
	},
	{
		id: 'button-ids',
		question: 'Whether the IDs of buttons come back unchanged',
		assumed: 'Compares them with the IDs that were sent',
		level: 'send',
		cost: 'one message',
		needs: ['number', 'person who taps'],
		steps: [
			'Send two buttons with IDs of 200 characters',
			'Tap one, and read the notification from the queue',
		],
		outcomes: {
			unchanged: { verdict: 'confirmed', means: 'The ID comes back as it was sent' },
			changed: { verdict: 'refuted', means: '**Send and Wait** cannot tell the choice by its ID' },
			missing: { verdict: 'refuted', means: '`notifications/items/content.ts` must find the ID' },
		},
	},
	{
		id: 'list-ids',
		question: 'Whether the IDs of list rows come back unchanged',
		assumed: 'Compares them with the IDs that were sent',
		level: 'send',
		cost: 'one message',
		needs: ['number', 'person who taps'],
		steps: [
			'Send a list with IDs of 200 characters',
			'Choose a row, and read the notification from the queue',
		],
		outcomes: {
			unchanged: { verdict: 'confirmed', means: 'The ID comes back as it was sent' },
			changed: { verdict: 'refuted', means: '**Send and Wait** cannot tell the choice by its ID' },
			missing: { verdict: 'refuted', means: '`notifications/items/content.ts` must find the ID' },
		},
	},
	{
		id: 'http-and-queue',
		question: 'Whether a push and the queue bring the same fields',
		assumed: 'Reads both in the same way',
		level: null,
		cost: 'one message',
		needs: ['number', 'public URL'],
		steps: ['Receive the same message by HTTP and from the queue, and compare the fields'],
		outcomes: byHand('`notifications/items` must read the difference'),
	},
];
