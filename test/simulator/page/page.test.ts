import { createHash } from 'node:crypto';

import { renderPage } from '.';

describe('the document', () => {
	const page = renderPage();
	const inner = (tag: string) => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? '';

	test('allows exactly its own script and style', () => {
		for (const tag of ['script', 'style']) {
			const hash = createHash('sha256').update(inner(tag)).digest('base64');
			expect(page).toContain(`${tag}-src 'sha256-${hash}'`);
		}
		expect(page.match(/<script/g)).toHaveLength(1);
		expect(page).toContain("default-src 'none'");
	});

	test('loads nothing from outside', () => {
		expect(page).not.toMatch(/<(script|img|iframe)[^>]+src=|url\(|@import/);
		expect(page).not.toMatch(/<link[^>]+href="(?!data:)/);
	});

	test('never turns text into HTML or code', () => {
		expect(inner('script')).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
		expect(inner('script')).not.toMatch(/\beval\(|new Function|\.srcdoc/);
	});

	test('has no marks left over and no inline handlers', () => {
		expect(page).not.toMatch(/<!--\w+-->/);
		expect(page).not.toMatch(/\son\w+=|\sstyle=/);
	});
});

test('texts of both directions are shown in their own', () => {
	const [, parts = ''] = /([^{}]*)\{\s*unicode-bidi: plaintext;/.exec(renderPage()) ?? [];
	const shown = ['.body', '.heading', '.footer', '.quote', '.preview', '.reply', '.row-title'];
	expect(parts.split(/[,\s]+/)).toEqual(expect.arrayContaining([...shown, '#composer']));
});
