import { textList } from '../../../../nodes/alibabaCloud/input/textList';

test.each([
	['+65*, +60 12 345 0002', ['+65*', '+60 12 345 0002']],
	['a;b\n c ,', ['a', 'b', 'c']],
	['a，b；c、d،e', ['a', 'b', 'c', 'd', 'e']],
	[
		['a', 6591230001, null, 'b, c'],
		['a', '6591230001', 'b', 'c'],
	],
	[undefined, []],
	['', []],
	[null, []],
	[' , ;\n ', []],
	[7, ['7']],
	[{ a: 'b' }, []],
	[[{ a: 'b' }, ['c'], true], []],
])('%j is the list %j', (given, entries) => {
	expect(textList(given)).toEqual(entries);
});
