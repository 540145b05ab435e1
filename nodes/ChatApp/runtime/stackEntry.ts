import type { IDataObject, IExecuteData, IExecuteFunctions, ITaskMetadata } from 'n8n-workflow';

import {
	createCallMemory,
	createItemMemory,
	type MemoryStore,
	type SendMemory,
} from './sendMemory';

/** Names of their own among what n8n and other nodes keep with a stack entry. */
const ITEMS_KEY = 'chatAppSends';
const CALLS_KEY = 'chatAppUnknown';

type StackFunctions = Pick<IExecuteFunctions, 'getExecuteData' | 'getNode' | 'setMetadata'>;

/**
 * What earlier tries of this run of the node sent. It belongs to one entry of n8n's stack: another
 * pass of a loop, a sub-workflow or "Execute step" has an entry of its own and sends again.
 */
export function openSendMemory(functions: StackFunctions): SendMemory {
	const { name } = functions.getNode();
	const entry = entryOf(functions);
	// A tool that an agent calls itself is given the entry of the agent, shared by all calls.
	return entry && entry.node.name !== name
		? createCallMemory(storeAt(functions, CALLS_KEY), name, Date.now)
		: createItemMemory(storeAt(functions, ITEMS_KEY), Date.now);
}

/** `undefined` in a context that has no stack: then the memory ends with the run. */
function entryOf(functions: StackFunctions): IExecuteData | undefined {
	return functions.getExecuteData() as IExecuteData | undefined;
}

function storeAt(functions: StackFunctions, key: string): MemoryStore {
	const metadata = (): IDataObject | undefined =>
		entryOf(functions)?.metadata as IDataObject | undefined;
	return {
		read: () => metadata()?.[key],
		// n8n's type names only its own entries; it stores whatever the entry holds.
		write: (value) => functions.setMetadata({ [key]: value } as ITaskMetadata),
		remove() {
			const kept = metadata();
			if (!kept) return;
			delete kept[key];
			// An empty object would still be stored with every run.
			if (Object.keys(kept).length === 0) delete functions.getExecuteData().metadata;
		},
	};
}
