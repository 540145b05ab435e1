/**
 * What `npm run mutation` changes, and the tests that have to notice: the folders with rules in them,
 * beside their pure tests. Tests that start the simulator or n8n would make a run take hours.
 *
 * @type {Readonly<Record<string, {sources: string[], tests: string[]}>>}
 */
export const AREAS = Object.freeze({
	signing: {
		sources: ['nodes/alibabaCloud/signing/**/*.ts'],
		tests: ['test/nodes/alibabaCloud/signing/**/*.test.ts'],
	},
	messages: {
		sources: ['nodes/ChatApp/messages/**/*.ts'],
		tests: ['test/nodes/ChatApp/messages/**/*.test.ts'],
	},
	templates: {
		sources: ['nodes/ChatApp/templates/**/*.ts'],
		tests: ['test/nodes/ChatApp/templates/**/*.test.ts'],
	},
	events: {
		sources: ['nodes/notifications/items/**/*.ts'],
		tests: ['test/nodes/notifications/items/**/*.test.ts'],
	},
	acknowledgement: {
		sources: [
			'nodes/ChatAppQueueTrigger/acknowledgement.ts',
			'nodes/ChatAppQueueTrigger/consumer.ts',
			'nodes/ChatAppQueueTrigger/messageLife.ts',
			'nodes/ChatAppQueueTrigger/deduplicationKey.ts',
			'nodes/ChatAppQueueTrigger/visibilityLease.ts',
			'nodes/ChatAppQueueTrigger/messageSelector.ts',
			'nodes/ChatAppQueueTrigger/batchDelete.ts',
		],
		tests: [
			'test/nodes/ChatAppQueueTrigger/acknowledgement*.test.ts',
			'test/nodes/ChatAppQueueTrigger/consumer*.test.ts',
			'test/nodes/ChatAppQueueTrigger/visibilityLease.test.ts',
			'test/nodes/ChatAppQueueTrigger/nothingLost.test.ts',
			'test/nodes/ChatAppQueueTrigger/messageSelector.test.ts',
		],
	},
	pacing: {
		sources: ['nodes/ChatApp/runtime/pacing.ts'],
		tests: ['test/nodes/ChatApp/runtime/pacing.test.ts'],
	},
	retry: {
		sources: ['nodes/ChatApp/runtime/retry.ts'],
		tests: ['test/nodes/ChatApp/runtime/retry.test.ts'],
	},
});
