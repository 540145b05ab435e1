import { presentParts } from '../../../../nodes/ChatApp/templates/presentParts';

test('absent parts are absent at any depth, and the text comes first', () => {
	const empty = { url: null, payload: null, code: null, phoneNumber: null };
	const button = { type: 'URL', text: 'Track', ...empty, products: null, flow: null };
	const rendered = presentParts({
		header: null,
		offer: null,
		body: 'Hi',
		footer: null,
		buttons: [{ ...button, url: 'https://example.com' }],
		cards: null,
		text: 'Hi',
		note: null,
	});
	expect(rendered).toEqual({
		text: 'Hi',
		body: 'Hi',
		buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com' }],
	});
	expect(Object.keys(rendered)[0]).toBe('text');
});
