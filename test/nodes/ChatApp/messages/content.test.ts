import { messageContent } from '../../../../nodes/ChatApp/messages/content';

test('a text becomes JSON text', () => {
	expect(messageContent('whatsapp', 'text', { text: 'Hi "Mei"\n😀' })).toBe(
		'{"text":"Hi \\"Mei\\"\\n😀"}',
	);
});

test('a character counts once, whatever it takes in memory', () => {
	const text = '😀'.repeat(4096);
	expect(() => messageContent('whatsapp', 'text', { text })).not.toThrow();
	expect(() => messageContent('whatsapp', 'text', { text: `${text}!` })).toThrow(
		"'Text' is too long: 4097 characters, maximum 4096",
	);
});

test('a channel without a documented limit leaves it to the service', () => {
	expect(() => messageContent('telegram', 'text', { text: 'a'.repeat(5000) })).not.toThrow();
});

test.each([undefined, null, '', ' \n', {}, []])('%j is no text', (text) => {
	expect(() => messageContent('whatsapp', 'text', { text })).toThrow("'Text' is empty");
});
