import type { IDataObject } from 'n8n-workflow';

import { rowsOfAction } from '../../../../nodes/ChatApp/calls/listCall';
import type { OperationContext } from '../../../../nodes/ChatApp/runtime/operation';

const answering = (envelope: IDataObject): OperationContext =>
	({ callApi: async () => await Promise.resolve(envelope) }) as unknown as OperationContext;

test.each(['ListPhoneMessageQrdl', 'ListFlow', 'ListProduct', 'ListChatFlow'])(
	'%s without a list in the answer gives no item',
	async (action) => {
		for (const envelope of [
			{ Code: 'OK', RequestId: 'r' },
			{ Code: 'OK', Data: null },
		]) {
			expect(await rowsOfAction(answering(envelope), action, {}, Infinity)).toEqual([]);
		}
	},
);

test('a list that comes at once is cut at the limit', async () => {
	const Data = [{ QrdlCode: '1' }, { QrdlCode: '2' }];
	const context = answering({ Code: 'OK', RequestId: 'r', Data });
	expect(await rowsOfAction(context, 'ListPhoneMessageQrdl', {}, 1)).toEqual([
		{ qrdlCode: '1', requestId: 'r' },
	]);
});
