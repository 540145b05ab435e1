import { listRows, simplified, textAt } from '../../../../../nodes/ChatApp/calls/answers';

const envelope = { RequestId: 'R-1', Code: 'OK', Message: 'OK', Success: true };

test.each([
	['one object', { Data: { Currency: 'USD', Name: 'Acme' } }, { currency: 'USD', name: 'Acme' }],
	['another name', { Model: { CallId: '1' } }, { callId: '1' }],
	['fields beside each other', { Data: [1], Total: 1 }, { data: [1], total: 1 }],
	['a list alone', { Data: [{ A: 1 }] }, { data: [{ A: 1 }] }],
	['a text', { Data: 'done' }, { data: 'done' }],
	['nothing', {}, { success: true }],
	['nested success', { Data: { Code: 'OK', Success: true } }, { code: 'OK', success: true }],
])('simplified: %s', (_what, data, expected) => {
	expect(simplified({ ...envelope, ...data })).toEqual({ ...expected, requestId: 'R-1' });
});

test.each([
	['where it is documented', { Data: { List: [{ Id: 1 }], Total: 9 } }, 'Data.List[]', 9],
	['elsewhere than documented', { Rows: [{ Id: 1 }], TotalCount: '7' }, 'Data[]', 7],
	['deep inside', { Response: { Page: { Rows: [{ Id: 1 }] } } }, undefined, null],
	['beside another one', { Data: { Tags: ['x'] }, List: [{ Id: 1 }] }, undefined, null],
])('rows: a list %s', (_what, data, path, total) => {
	expect(listRows({ ...envelope, ...data }, path)).toEqual({
		rows: [{ id: 1, requestId: 'R-1' }],
		total,
	});
});

test('rows: texts become values, an answer without a list has none', () => {
	expect(listRows({ ...envelope, Data: ['a'] }, 'Data[]')?.rows).toEqual([
		{ value: 'a', requestId: 'R-1' },
	]);
	expect(listRows({ ...envelope, Data: { A: 1 } }, 'Data[]')).toBeNull();
});

test('rows: a documented list is found as JSON text and in lower case, and what is nothing is no row', () => {
	const rows = [{ id: 1, requestId: 'R-1' }];
	for (const data of [
		{ Data: '{"List":[{"Id":1}],"Total":9}' },
		{ Data: { List: '[{"Id":1}]', Total: 9 } },
		{ data: { list: [{ Id: 1 }], Total: 9 } },
		{ Data: { List: [null, { Id: 1 }], Total: 9 } },
	]) {
		expect(listRows({ ...envelope, ...data }, 'Data.List[]')).toEqual({ rows, total: 9 });
	}
});

test('a value deep in an answer', () => {
	expect(textAt({ A: { B: 'x' } }, ['A', 'B'])).toBe('x');
	expect(textAt({ A: { B: 5 } }, ['A', 'B'])).toBe('5');
	expect(textAt({ A: null }, ['A', 'B'])).toBeNull();
	// A cursor is passed back as it came, whatever it looks like.
	expect(textAt({ a: { b: '{"c":1}' } }, ['A', 'B'])).toBe('{"c":1}');
});
