import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildSync } from 'esbuild';

let page: string | undefined;

/**
 * The phone page as one HTML document without any outside resource. It reads /control/state and
 * /control/events of the server that serves it and writes by /control/<name>.
 */
export function renderPage(): string {
	page ??= assemble();
	return page;
}

function assemble(): string {
	const style = read('page.css');
	const script = bundle();
	const pieces: Readonly<Record<string, string>> = {
		policy: contentSecurityPolicy(style, script),
		// Not a blank more than what the policy's hashes were made of.
		style: `<style>${style}</style>`,
		script: `<script>${script}</script>`,
	};
	return read('page.html').replace(/<!--(\w+)-->/g, (mark, name: string) => pieces[name] ?? mark);
}

/**
 * Only the page's own script and style run, whatever a template or a user's text contains. Pictures
 * and sounds come from this machine alone, so that nobody's link is fetched by looking at a message.
 */
function contentSecurityPolicy(style: string, script: string): string {
	const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
	return [
		"default-src 'none'",
		`script-src ${hash(script)}`,
		`style-src ${hash(style)}`,
		"connect-src 'self'",
		'img-src data: http://127.0.0.1:* http://localhost:*',
		'media-src http://127.0.0.1:* http://localhost:*',
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');
}

function bundle(): string {
	const result = buildSync({
		entryPoints: [join(__dirname, 'client', 'main.mjs')],
		bundle: true,
		write: false,
		format: 'iife',
		target: 'es2022',
		charset: 'utf8',
	});
	// A closing tag inside the script would end it early.
	return (result.outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
}

function read(name: string): string {
	return readFileSync(join(__dirname, name), 'utf8');
}
