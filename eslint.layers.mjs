/**
 * Who may import whom in the shipped code: each room lists the rooms below it. A room is a folder;
 * the files of one room may always import each other. CONTRIBUTING.md draws the same picture.
 */
const platform = {
	wire: [],
	input: [],
	signing: ['wire'],
	errors: ['input', 'wire'],
	client: ['errors', 'input', 'signing', 'wire'],
	credential: ['client', 'errors', 'signing', 'wire'],
	lists: ['client', 'errors', 'input', 'wire'],
	channels: ['lists', 'client', 'errors', 'input', 'wire'],
	files: ['channels', 'client', 'errors', 'input', 'signing', 'wire'],
	queue: ['client', 'errors', 'input', 'signing', 'wire'],
};

const actionNode = {
	apiCatalog: [],
	messages: [],
	templates: [],
	waiting: ['messages'],
	runtime: ['apiCatalog', 'messages', 'templates'],
	fields: ['runtime', 'apiCatalog', 'messages', 'templates'],
	calls: ['fields', 'runtime', 'apiCatalog', 'messages', 'templates'],
	methods: ['calls', 'fields', 'runtime', 'apiCatalog', 'messages', 'templates'],
	resources: [
		...['methods', 'calls', 'fields', 'runtime', 'waiting'],
		...['apiCatalog', 'messages', 'templates'],
	],
};

/** The wire form of references to waiting executions is with the triggers that read it. */
const OUTSIDE = { waiting: ['notifications'] };

const NODES = ['ChatApp', 'ChatAppTrigger', 'ChatAppQueueTrigger'];

/** A pattern of no-restricted-imports for relative imports that pass through one of the folders. */
function forbid(folders, message) {
	return { regex: `^\\.\\./(?:.*/)?(?:${folders.join('|')})(?:/|$)`, message };
}

/** Pairs of a file glob and the patterns that its imports must not match. */
export const layers = [
	...Object.entries(platform).map(([room, below]) => ({
		files: [`nodes/alibabaCloud/${room}/**/*.ts`],
		patterns: [
			forbid([...NODES, 'notifications'], 'The platform imports no node.'),
			forbid(
				Object.keys(platform).filter((other) => other !== room && !below.includes(other)),
				`nodes/alibabaCloud/${room} may import ${below.join(', ') || 'no other room'} only.`,
			),
		],
	})),
	{
		files: ['nodes/notifications/**/*.ts'],
		patterns: [forbid(NODES, 'What the triggers share imports no node.')],
	},
	...Object.entries(actionNode).map(([room, below]) => ({
		files: [`nodes/ChatApp/${room}/**/*.ts`],
		patterns: [
			forbid(
				['ChatAppTrigger', 'ChatAppQueueTrigger', 'notifications'].filter(
					(other) => !OUTSIDE[room]?.includes(other),
				),
				'Nodes import no node.',
			),
			forbid(
				Object.keys(actionNode).filter((other) => other !== room && !below.includes(other)),
				`nodes/ChatApp/${room} may import ${below.join(', ') || 'the platform'} only.`,
			),
		],
	})),
	...['ChatAppTrigger', 'ChatAppQueueTrigger'].map((node) => ({
		files: [`nodes/${node}/**/*.ts`],
		patterns: [
			forbid(
				NODES.filter((other) => other !== node),
				'Nodes import no node.',
			),
		],
	})),
];
