/**
 * What `npm run mutation` changes, and the tests that have to notice: the folders with rules in them,
 * beside their pure tests. Tests that start the simulator or n8n would make a run take hours.
 *
 * @type {Readonly<Record<string, {sources: string[], tests: string[]}>>}
 */
export const AREAS = Object.freeze({
	signing: {
		sources: ['nodes/shared/signing/**/*.ts'],
		tests: ['test/nodes/shared/signing/**/*.test.ts'],
	},
	messages: {
		sources: ['nodes/shared/messages/**/*.ts'],
		tests: ['test/nodes/shared/messages/**/*.test.ts'],
	},
	templates: {
		sources: ['nodes/shared/templates/**/*.ts'],
		tests: ['test/nodes/shared/templates/**/*.test.ts'],
	},
	events: {
		sources: ['nodes/shared/events/**/*.ts'],
		tests: ['test/nodes/shared/events/**/*.test.ts'],
	},
	acknowledgement: {
		sources: [
			'nodes/ChatAppQueueTrigger/acknowledgement.ts',
			'nodes/ChatAppQueueTrigger/consumer.ts',
			'nodes/ChatAppQueueTrigger/deduplicationKey.ts',
			'nodes/ChatAppQueueTrigger/heldMessages.ts',
			'nodes/ChatAppQueueTrigger/picker.ts',
			'nodes/ChatAppQueueTrigger/remover.ts',
		],
		tests: [
			'test/nodes/ChatAppQueueTrigger/acknowledgement*.test.ts',
			'test/nodes/ChatAppQueueTrigger/consumer*.test.ts',
			'test/nodes/ChatAppQueueTrigger/heldMessages.test.ts',
			'test/nodes/ChatAppQueueTrigger/nothingLost.test.ts',
			'test/nodes/ChatAppQueueTrigger/picker.test.ts',
		],
	},
	pacing: {
		sources: ['nodes/ChatApp/pacing.ts'],
		tests: ['test/nodes/ChatApp/pacing.test.ts'],
	},
	repetition: {
		sources: ['nodes/ChatApp/repetition.ts'],
		tests: ['test/nodes/ChatApp/repetition.test.ts'],
	},
});
