import { alphabetical } from '../../../../nodes/alibabaCloud/lists/alphabetical';

test('entries are ordered by their text in any case, and the given list stays as it is', () => {
	const given = ['sender', 'Body', 'Sender Name', 'body text', 'Audience', 'Sender'];
	expect(alphabetical(given, (text) => text)).toEqual([
		'Audience',
		'Body',
		'body text',
		'sender',
		'Sender',
		'Sender Name',
	]);
	expect(given[0]).toBe('sender');
});
