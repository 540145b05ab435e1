import { NodeApiError, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { singleCall, type SingleCall } from '../../../../nodes/ChatApp/calls/singleCall';
import { textParameter } from '../../../../nodes/ChatApp/fields/parameter';
import { operationContext } from './operationContext';

const NAME = textParameter('Name', { displayName: 'Name', name: 'name' });
const ENVELOPE = { Code: 'OK', RequestId: 'r-1', Data: { Success: false, Code: 'No.Way' } };

const archive = (more: Partial<SingleCall> = {}) =>
	singleCall({
		...{ value: 'archive', name: 'Archive', action: 'Archive thing', description: 'Archive it' },
		calls: 'ArchiveThing',
		parameters: [NAME],
		result: ({ envelope, sent }) => ({ name: sent.Name as string, id: envelope.RequestId }),
		...more,
	});

const names = (properties: readonly INodeProperties[]) => properties.map(({ name }) => name);

test('an answer that is judged a refusal is an error with code, request ID and advice', async () => {
	const operation = archive({
		judge: ({ envelope }) => ({
			code: String((envelope.Data as IDataObject).Code),
			message: 'It was not archived',
			advice: 'Look at it.',
		}),
	});
	const { context } = operationContext({ name: 'a' }, () => ENVELOPE);
	const error: unknown = await operation.execute(context, 3).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error).toMatchObject({
		message: 'It was not archived',
		description: 'Look at it. Code: No.Way. Request ID: r-1.',
		context: {
			...{ itemIndex: 3, code: 'No.Way', requestId: 'r-1' },
			...{ outcome: 'refused', retryable: false },
		},
	});
});

test('an answer that is judged well returns the result', async () => {
	const operation = archive({ judge: () => null });
	const { context, calls } = operationContext({ name: 'a' }, () => ENVELOPE);
	expect(await operation.execute(context, 0)).toEqual({ name: 'a', id: 'r-1' });
	expect(calls).toEqual([
		{ product: 'cams', action: 'ArchiveThing', retry: 'never', body: { Name: 'a' } },
	]);
});

test('a simplified result has the named fields alone, absent ones as null', async () => {
	const simple = ['id', 'gone'];
	const simplified = async (simplify: boolean, more: Partial<SingleCall> = {}) => {
		const { context } = operationContext({ name: 'a', simplify }, () => ENVELOPE);
		return await archive({ simple, ...more }).execute(context, 0);
	};
	expect(await simplified(true)).toEqual({ id: 'r-1', gone: null });
	expect(await simplified(false)).toEqual({ name: 'a', id: 'r-1' });
	expect(await simplified(true, { result: () => [{ id: 1, more: 2 }] })).toEqual([
		{ id: 1, gone: null },
	]);
	expect(names(archive({ simple }).properties)).toEqual(['name', 'simplify', 'options']);
	expect(names(archive().properties)).toEqual(['name', 'options']);
});

test('options of its own stand among those of the run', () => {
	const own: INodeProperties = { displayName: 'Aha', name: 'aha', type: 'boolean', default: false };
	const [options] = archive({ options: [own] }).properties.slice(-1);
	expect(names(options?.options as INodeProperties[])).toEqual([
		...['aha', 'maxConcurrency', 'requestsPerSecond', 'timeout'],
	]);
});
