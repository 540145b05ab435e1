import type { IDataObject } from 'n8n-workflow';

import type { ApiCall } from '../../../../nodes/alibabaCloud/client/client';
import type { OperationContext } from '../../../../nodes/ChatApp/runtime/operation';

/** The context of an operation whose fields have the given values; keeps the calls that it makes. */
export function operationContext(
	values: Readonly<Record<string, unknown>>,
	answer: (call: ApiCall) => IDataObject,
): { context: OperationContext; calls: ApiCall[] } {
	const calls: ApiCall[] = [];
	const functions = {
		getNode: () => ({ name: 'Chat App', type: 'chatApp', typeVersion: 1, parameters: {} }),
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => values[name] ?? fallback,
	};
	const callApi = async (call: ApiCall): Promise<IDataObject> => {
		calls.push(call);
		return await Promise.resolve(answer(call));
	};
	return { context: { functions, callApi } as unknown as OperationContext, calls };
}
