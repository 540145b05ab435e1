import type { INodeProperties } from 'n8n-workflow';

import { ChatApp } from '../../../nodes/ChatApp/ChatApp.node';
import { ChatAppQueueTrigger } from '../../../nodes/ChatAppQueueTrigger/ChatAppQueueTrigger.node';
import { ChatAppTrigger } from '../../../nodes/ChatAppTrigger/ChatAppTrigger.node';

/*
 * n8n 1.x refuses a workflow whose node has a field that depends on one it cannot find: by its name
 * beside it, or from the root with a slash in front.
 */
test.each([[ChatApp], [ChatAppTrigger], [ChatAppQueueTrigger]])(
	'the fields of %p depend on fields beside them, or say that they are at the root',
	(Node) => {
		const { properties } = new Node().description;
		const names = new Set(properties.map(({ name }) => name));
		const lost = properties.flatMap((property: INodeProperties) =>
			Object.values(property.displayOptions ?? {})
				.flatMap((rule) => Object.keys(rule as object))
				.filter((name) => !/^[@/]/.test(name) && !names.has(name))
				.map((name) => `${property.name}: ${name}`),
		);
		expect(lost).toEqual([]);
	},
);
