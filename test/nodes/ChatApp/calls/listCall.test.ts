import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { collectPages, rowsOf } from '../../../../nodes/alibabaCloud/lists/pages';
import { listCall, rowsOfAction, type ListCall } from '../../../../nodes/ChatApp/calls/listCall';
import { textParameter } from '../../../../nodes/ChatApp/fields/parameter';
import { filterFields } from '../../../../nodes/ChatApp/fields/reading';
import { operationContext } from './operationContext';

const answering = (envelope: IDataObject) => operationContext({}, () => envelope).context;

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

const KEYWORD = textParameter('Keyword', { displayName: 'Keyword', name: 'keyword' });

const things = (more: Partial<ListCall> = {}) =>
	listCall({
		...{ value: 'getAll', name: 'Get Many', action: 'Get many things', description: 'List them' },
		calls: 'ListThing',
		parameters: [],
		...more,
	});

const names = (properties: readonly INodeProperties[]) => properties.map(({ name }) => name);

describe('pages that are made by hand', () => {
	const operation = things({
		added: filterFields([KEYWORD]),
		simple: ['id'],
		complete: (_context, _itemIndex, { Keyword }) => ({ Word: Keyword, Keyword: undefined }),
		pages: async ({ send, values, limit }) =>
			await collectPages(async (Page, Size) => {
				const envelope = await send({ ...values, Page, Size });
				return { rows: rowsOf(envelope, 'Rows'), total: null };
			}, limit),
		toRow: ({ Id, ...rest }) => ({ id: Id ?? null, ...rest }),
	});
	const page = (body: unknown): IDataObject => {
		const { Page } = body as { Page: number };
		return { Rows: [{ Id: Page * 2 - 1, More: 'x' }, { Id: Page * 2 }] };
	};

	test('are read up to the limit with what the fields gave, then named and simplified', async () => {
		const fields = { limit: 3, simplify: true, filters: { keyword: 'tea' } };
		const { context, calls } = operationContext(fields, ({ body }) => page(body));
		expect(await operation.execute(context, 0)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
		expect(calls).toEqual(
			[1, 2].map((Page) => ({
				...{ product: 'cams', action: 'ListThing', retry: 'safe' },
				body: { Word: 'tea', Keyword: undefined, Page, Size: 3 },
			})),
		);
	});

	test('are whole without Simplify', async () => {
		const fields = { limit: 1, simplify: false };
		const { context } = operationContext(fields, ({ body }) => page(body));
		expect(await operation.execute(context, 0)).toEqual([{ id: 1, More: 'x' }]);
	});

	test('may come from another action', async () => {
		const other = things({
			pages: async ({ send }) => rowsOf(await send({}, 'QueryThing'), 'Rows'),
		});
		const { context, calls } = operationContext({}, () => ({ Rows: [{ a: 1 }] }));
		expect(await other.execute(context, 0)).toEqual([{ a: 1 }]);
		expect(calls[0]?.action).toBe('QueryThing');
	});
});

test('filters and other optional fields are one collection', () => {
	const inOrder = ['returnAll', 'limit', 'filters', 'options'];
	expect(names(things({ filters: [KEYWORD] }).properties)).toEqual(inOrder);
	expect(names(things({ added: filterFields([KEYWORD]) }).properties)).toEqual(inOrder);
	expect(names(things().properties)).toEqual(['returnAll', 'limit', 'options']);
});
