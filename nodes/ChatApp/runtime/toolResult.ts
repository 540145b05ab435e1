import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

type ToolFunctions = Pick<IExecuteFunctions, 'getNode'> &
	Partial<Pick<IExecuteFunctions, 'isToolExecution'>>;

/**
 * Whether an agent runs the node as its tool. Such a node has a type of its own in n8n, with `Tool` at
 * its end; only newer versions tell it by a function, and not where the engine itself runs the tool.
 */
export function isTool(functions: ToolFunctions): boolean {
	return functions.getNode().type.endsWith('Tool') || functions.isToolExecution?.() === true;
}

/**
 * The result of a send for an agent, whose model pays for each word of it: IDs, addresses and what
 * the person reads. The parts of a message say the same again, and what is empty says nothing.
 */
export function toToolResult(result: IDataObject): IDataObject {
	const { rendered, ...facts } = result;
	const told = Object.entries(facts).filter(([, value]) => !isNothing(value));
	const text = (rendered as IDataObject | undefined)?.text;
	return { ...Object.fromEntries(told), ...(text ? { rendered: { text } } : {}) };
}

function isNothing(value: unknown): boolean {
	return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
