/**
 * Short names for what `npm run mutation` changes: the folders and files with rules in them. Any
 * other path under `nodes/` may be named as it is.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const AREAS = Object.freeze({
	signing: ['nodes/alibabaCloud/signing'],
	messages: ['nodes/ChatApp/messages'],
	templates: ['nodes/ChatApp/templates'],
	items: ['nodes/notifications/items'],
	selection: ['nodes/notifications/selection'],
	acknowledgment: [
		'nodes/ChatAppQueueTrigger/acknowledgment.ts',
		'nodes/ChatAppQueueTrigger/deduplicationKey.ts',
		'nodes/ChatAppQueueTrigger/finishedEvents.ts',
		'nodes/ChatAppQueueTrigger/finishedMessages.ts',
		'nodes/ChatAppQueueTrigger/leftMessages.ts',
		'nodes/ChatAppQueueTrigger/messageSelector.ts',
	],
	// Its tests wait for a queue, so it takes an hour.
	consumer: [
		'nodes/ChatAppQueueTrigger/batchDelete.ts',
		'nodes/ChatAppQueueTrigger/consumer.ts',
		'nodes/ChatAppQueueTrigger/messageLife.ts',
		'nodes/ChatAppQueueTrigger/visibilityLease.ts',
	],
	pacing: ['nodes/ChatApp/runtime/pacing.ts'],
	retry: ['nodes/ChatApp/runtime/retry.ts'],
	memory: ['nodes/ChatApp/runtime/sendMemory.ts'],
});
