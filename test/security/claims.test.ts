import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const text = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');

interface Proof {
	readonly claim: string;
	readonly file: string;
	readonly names: readonly string[];
}

/** The rows of the tables below "Claims"; a cell has files in backticks, each with its tests. */
const rows = (text.split('## Claims')[1] ?? '')
	.split('\n')
	.filter((line) => line.startsWith('|') && !/^\| (Claim|-+)\s/.test(line));

const proofs = rows.flatMap((row): Proof[] => {
	const [, claim = '', cell = ''] = row.split('|').map((part) => part.trim());
	const found = [...cell.matchAll(/`(test\/[^`]+)`:((?:,? "(?:[^"\\]|\\.)*")+)/g)];
	if (found.length === 0) return [{ claim, file: '', names: [] }];
	return found.map(([, file = '', names = '']) => ({
		claim,
		file,
		names: [...names.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, name = '']) =>
			name.replaceAll('\\"', '"'),
		),
	}));
});

/** Whether a file has a test of this name that is run. */
function hasTest(source: string, name: string): boolean {
	const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "\\\\?'");
	return new RegExp(`(?:\\(|,\\s*)(?:\\n\\s*)?(['"\`])${quoted}\\1`).test(source);
}

test('every claim names a test', () => {
	expect(rows.length).toBeGreaterThan(25);
	expect(proofs.filter(({ names }) => names.length === 0).map(({ claim }) => claim)).toEqual([]);
});

test.each(proofs)('$claim: $file', ({ file, names }) => {
	expect(existsSync(join(ROOT, file))).toBe(true);
	const source = readFileSync(join(ROOT, file), 'utf8');
	expect(names.filter((name) => !hasTest(source, name))).toEqual([]);
	expect(source).not.toMatch(
		/\b(?:it|test|describe)\.(?:skip|todo|only)\b|\bx(?:it|test|describe)\(/,
	);
});

test('a test that does not exist is noticed', () => {
	expect(hasTest("it('is there', () => {})", 'is there')).toBe(true);
	expect(hasTest("it('is there', () => {})", 'is')).toBe(false);
	expect(hasTest('// is there', 'is there')).toBe(false);
});

test('names every bundled library with its version', () => {
	const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, { version: string; dependencies?: Record<string, string> }>;
	};
	const bundled = new Set<string>();
	const add = (name: string): void => {
		if (bundled.has(name)) return;
		bundled.add(name);
		for (const needed of Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}))
			add(needed);
	};
	for (const name of ['fast-xml-parser', 'ipaddr.js', 'libphonenumber-js']) add(name);
	const said = text.replace(/\s+/g, ' ');
	const missing = [...bundled].filter(
		(name) => !said.includes(`${name} ${packages[`node_modules/${name}`]?.version}`),
	);
	expect(bundled.size).toBeGreaterThan(2);
	expect(missing).toEqual([]);
});

test('shipped code imports no other library', () => {
	const imports = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.flatMap((file) => [
				...readFileSync(join(ROOT, folder, file), 'utf8').matchAll(
					/^(?:import|export|\}) ?.*from '([^'.][^']*)';$/gm,
				),
			])
			.map(([, name]) => name),
	);
	expect([...new Set(imports)].sort()).toEqual([
		'fast-xml-parser',
		'ipaddr.js',
		'libphonenumber-js/min',
		'n8n-workflow',
		'node:crypto',
	]);
});
