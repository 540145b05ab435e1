import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { labels, message, NOW } from './loadedPage';

describe('labels', () => {
	test('tell whether the 24-hour window is open, where a channel has one', () => {
		expect(labels.windowLabel(NOW + 60_000, NOW, 'whatsapp')).toMatchObject({ open: true });
		expect(labels.windowLabel(NOW, NOW, 'whatsapp')).toMatchObject({ open: false });
		expect(labels.windowLabel(null, NOW, 'whatsapp')?.text).toContain('not written yet');
		expect(labels.windowLabel(null, NOW, 'viber')).toBeNull();
		const after = (days: number) =>
			labels.windowLabel(NOW + days * 86_400_000, NOW, 'whatsapp')?.text;
		expect(after(1)).toMatch(/until \d\d:\d\d tomorrow$/);
		expect(after(3)).toMatch(/until \d\d:\d\d on Wednesday,? (?:25 November|November 25)$/);
	});

	test('show a message in one line', () => {
		expect(labels.preview(undefined)).toBe('No messages yet');
		expect(labels.preview(message('1', { direction: 'in' }))).toBe('You: body 1');
		const media = { kind: 'document', url: 'http://x/', fileName: 'invoice.pdf' };
		const appearance = { header: null, body: '', footer: null, media, buttons: [] };
		expect(labels.preview(message('1', { appearance }))).toBe('Document: invoice.pdf');
	});

	test('say why a message failed without the code twice', () => {
		const reason = (description: string) => labels.reasonOf({ code: '131026', description });
		expect(reason('131026:Not on WhatsApp')).toBe('Not on WhatsApp');
		expect(reason('Not on WhatsApp')).toBe('Not on WhatsApp');
		expect(reason('131026')).toBeNull();
	});

	test('write numbers and initials as people do', () => {
		expect(labels.address('6591230001', 'whatsapp')).toBe('+6591230001');
		expect(labels.address('17841400000000', 'instagram')).toBe('17841400000000');
		expect(labels.initials('Mei Lin Tan', '1')).toBe('ML');
		expect(labels.initials('', '6591230001')).toBe('01');
		expect(labels.initials('Ana 😀', '1')).toBe('A😀');
		expect(labels.initials('User 0042', '6591230042')).toBe('42');
	});

	test('give the people of a campaign pictures that differ', () => {
		const people = Array.from({ length: 100 }, (_, index) => String(6591230000 + index));
		const pictures = people.map((id) => `${labels.initials('User 0000', id)} ${labels.tone(id)}`);
		expect(new Set(pictures).size).toBe(100);
		expect(new Set(people.map(labels.tone)).size).toBeGreaterThan(4);
		expect(labels.tone('6591230001')).toBe(labels.tone('6591230001'));
		expect(readFileSync(join(__dirname, 'page.css'), 'utf8')).toContain(
			`.avatar.${labels.tone('6591230001')} {`,
		);
	});

	test.each(['javascript:alert(1)', 'data:text/html,x', ' https://x', 'file:///etc', null])(
		'follow no link like %s',
		(url) => {
			expect(labels.webLink(url)).toBeNull();
		},
	);

	test('show pictures of this machine only', () => {
		expect(labels.localFile('http://127.0.0.1:4721/a.png')).not.toBeNull();
		expect(labels.localFile('http://127.0.0.1.example.com/a.png')).toBeNull();
		expect(labels.localFile('https://cdn.example.com/a.png')).toBeNull();
	});
});
