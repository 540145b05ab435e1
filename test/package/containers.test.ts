import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Variables } from '../n8n/variables';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Copied from an installed n8n; the part `scaled-out` of the end-to-end tests compares it. */
const known = JSON.parse(read('test/fixtures/n8nVariables.json')) as Variables;

/** What the other programs of the compose file and Docker itself read. */
const OF_OTHERS = ['POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD', 'N8N_VERSION'];

const compose = read('docker/compose.yaml');
const dockerfile = read('docker/Dockerfile');
const example = read('docker/.env.example');

/** Names that are given a value: `NAME: value` of YAML, `ENV NAME=` of a Dockerfile. */
const assigned = [
	...[...compose.matchAll(/^\s+([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name ?? ''),
	...[...dockerfile.matchAll(/^(?:ENV|ARG) ([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name ?? ''),
];

it('sets only variables that n8n knows', () => {
	const unknown = assigned.filter((name) => ![...known.names, ...OF_OTHERS].includes(name));
	expect(unknown).toEqual([]);
	expect(assigned).toEqual(expect.arrayContaining(['EXECUTIONS_MODE', 'N8N_ENCRYPTION_KEY']));
});

it('names only variables that n8n knows in its pages', () => {
	const pages = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)];
	const named = pages
		// That page proposes new ones.
		.filter((name) => name.endsWith('.md') && name !== 'docs/upstream.md')
		.flatMap((name) =>
			[...read(name).matchAll(/`((?:N8N|DB|QUEUE|EXECUTIONS|WEBHOOK)_[A-Z0-9_]+)/g)].map(
				([, variable]) => `${name}: ${variable ?? ''}`,
			),
		);
	expect(named.length).toBeGreaterThan(10);
	// A name that ends with an underscore stands for all that begin with it.
	const isKnown = (name: string): boolean =>
		known.names.some((one) => one === name || (name.endsWith('_') && one.startsWith(name)));
	expect(named.filter((line) => !isKnown(line.split(': ')[1] ?? ''))).toEqual([]);
});

it('takes every secret from the example of settings, and writes none down', () => {
	const asked = [...compose.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name ?? '');
	const offered = [...example.matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name ?? '');
	expect([...new Set(asked)].sort()).toEqual([...offered].sort());
	expect(compose).not.toMatch(/(?:PASSWORD|KEY): (?!\$\{)/);
	expect(example).not.toMatch(/(?:PASSWORD|KEY)=\S/);
	expect(read('.gitignore')).toContain('/docker/.env\n');
});

it('builds on the n8n that the tests run, and names no registry', () => {
	expect(dockerfile).toContain(`ARG N8N_VERSION=${known.version}\n`);
	const images = [...`${compose}\n${dockerfile}`.matchAll(/(?:image:|FROM) (\S+)/g)];
	expect(images.map(([, image]) => image)).toEqual([
		'postgres:17',
		'redis:7',
		'nginx:1',
		'n8nio/n8n:${N8N_VERSION}',
	]);
});

it('starts each kind of process with the same image and the same key', () => {
	for (const name of ['main', 'webhook', 'worker']) {
		const service = new RegExp(`^  ${name}:\\n((?:    .*\\n|\\n)+)`, 'm').exec(compose)?.[1] ?? '';
		expect([name, service]).toEqual([name, expect.stringContaining('<<: *n8n\n')]);
		expect([name, service]).toEqual([name, expect.stringContaining('<<: *environment\n')]);
	}
	// It would hide the package that is built in.
	expect(compose).not.toContain('/home/node');
});

it('divides the calls so that every URL of the triggers gets to a webhook process', () => {
	const [, paths = ''] = /location ~ \^\/\(([^)]+)\)\/ \{/.exec(read('docker/front.conf')) ?? [];
	expect(paths.split('|')).toEqual(['webhook', 'webhook-waiting', 'form', 'form-waiting']);
});

it('sends the builder what the image copies, and nothing else', () => {
	const lines = read('docker/Dockerfile.dockerignore')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'));
	const copied = [...dockerfile.matchAll(/^COPY (?!--)(\S+) \S+$/gm)].map(([, source]) => source);
	expect(copied).toHaveLength(1);
	expect(lines).toEqual(['*', ...copied.map((source) => `!${source ?? ''}`)]);
});
