import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { InvalidInput } from '../input/invalidInput';
import { detailsText, readDetails, withoutLink } from './errorDetails';
import { errorTable, findEntry } from './errorTable';
import { LOCAL_CODES } from './failure';

/** What n8n calls for the editor or at publishing. */
type Method<This, Arguments extends unknown[], Result> = (
	this: This,
	...given: Arguments
) => Promise<Result>;

interface HasNode {
	getNode(): INode;
}

/**
 * A method of the editor, or of publishing, whose errors say in their message what to do: n8n shows
 * no description of them.
 */
export function adviceInMessage<This extends HasNode, Arguments extends unknown[], Result>(
	method: Method<This, Arguments, Result>,
): Method<This, Arguments, Result> {
	return async function (...given) {
		try {
			return await method.apply(this, given);
		} catch (error) {
			throw withAdvice(this.getNode(), error);
		}
	};
}

/** The same for each method of an object. */
export function adviceInMessages<Methods extends object>(methods: Methods): Methods {
	const wrapped = Object.entries(methods).map(([name, method]) => [
		name,
		adviceInMessage(method as Method<HasNode, unknown[], unknown>),
	]);
	return Object.fromEntries(wrapped) as Methods;
}

/** The error with its advice in the message; what is not ours stays as it is. */
function withAdvice(node: INode, error: unknown): unknown {
	if (error instanceof InvalidInput) {
		return new NodeOperationError(node, inOne(error.message, error.description));
	}
	if (error instanceof NodeApiError) {
		const details = readDetails(error.context);
		if (details === null) return error;
		const advice = editorAdvice(withoutLink(error.description ?? '', details), details.code);
		// Of a code that has no explanation of its own, the service's words say the most.
		const said = errorTable.has(details.code) ? '' : detailsText(details);
		error.message = inOne(error.message, [advice, said].filter((part) => part !== '').join(' '));
		error.description = undefined;
		return error;
	}
	// A message in full sentences has its advice already, as that of `publishingError`.
	if (error instanceof NodeOperationError && error.description && !error.message.endsWith('.')) {
		return new NodeOperationError(node, inOne(error.message, error.description));
	}
	return error;
}

/** In the editor no workflow runs, and no option of the node slows a list down. */
function editorAdvice(advice: string, code: string): string {
	if (findEntry(code)?.topic === 'throttling') return 'Wait a few seconds, then try again.';
	if (code === LOCAL_CODES.timeout) {
		return 'Check the network between n8n and the service, then try again.';
	}
	return advice.replace('Run the workflow again later', 'Try again later');
}

function inOne(message: string, advice: string): string {
	if (advice === '') return message;
	return /[.!?]$/.test(message) ? `${message} ${advice}` : `${message}. ${advice}`;
}
