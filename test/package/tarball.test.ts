import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * The tarball is what users install. It is packed from `dist`, so run `npm run build` before this
 * file alone.
 */

interface Packed {
	readonly files: string[];
	readonly size: number;
	readonly unpacked: string;
}

interface LoadedType {
	readonly file: string;
	readonly name: string;
	readonly icons: string[];
	readonly credentials: unknown[];
	readonly milliseconds: number;
}

interface Link {
	readonly url: string;
}

interface Codex {
	readonly node: string;
	readonly nodeVersion: string;
	readonly codexVersion: string;
	readonly categories: string[];
	readonly resources: {
		readonly primaryDocumentation: Link[];
		readonly credentialDocumentation?: Link[];
	};
}

const root = join(__dirname, '..', '..');
let folder: string;
let packed: Packed;
let manifest: Readonly<Record<string, unknown>> & { readonly name: string };
let loaded: { readonly nodes: LoadedType[]; readonly credentials: LoadedType[] };

const run = (...args: string[]): string =>
	execFileSync(process.execPath, args, { encoding: 'utf8', cwd: folder, env: {} });

const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'chat-app-tarball-'));
	const output = execFileSync(process.execPath, [join(root, 'scripts', 'pack.mjs'), folder], {
		encoding: 'utf8',
	});
	packed = JSON.parse(output) as Packed;
	manifest = readJson(packed.unpacked, 'package.json') as typeof manifest;
	// The only package that a community package finds in n8n.
	mkdirSync(join(folder, 'node_modules'));
	symlinkSync(
		join(root, 'node_modules', 'n8n-workflow'),
		join(folder, 'node_modules', 'n8n-workflow'),
	);
	loaded = JSON.parse(run(join(__dirname, 'loadPackage.js'), packed.unpacked)) as typeof loaded;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('holds dist, README, LICENSE, CHANGELOG and package.json, and nothing else', () => {
	const outside = packed.files.filter((file) => !file.startsWith('dist/'));
	expect(outside).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
	const kinds = new Set(packed.files.filter((file) => file.startsWith('dist/')).map(kindOf));
	expect([...kinds].sort()).toEqual([
		...['codex', 'credential', 'icon', 'licenses', 'node', 'schema', 'shared'],
	]);
});

/** What is in no bundle, because the nodes share it. */
const SHARED = [
	...[
		'channels/channels',
		'client/answer',
		'client/client',
		'client/connectionFailure',
		'client/timeLimit',
		'errors/adviceInMessage',
		'errors/deliveryCodes',
		'errors/errorDetails',
		'errors/errorTable',
		'errors/explain',
		'files/byteBudget',
		'files/fileName',
		'files/fileTypes',
		'files/mediaLimits',
	],
	...[
		'files/privateHost',
		'input/phoneNumber',
		'lists/pages',
		'queue/access',
		'queue/client',
		'queue/failures',
		'queue/messageBody',
		'wire/boundedMap',
		'wire/depth',
		'wire/embedded',
		'wire/parseJson',
		'wire/pool',
		'wire/xml',
	],
]
	.map((file) => `dist/nodes/alibabaCloud/${file}.js`)
	.concat(
		[
			...['items/carriedReference', 'items/content', 'items/fields'],
			...['items/normalize', 'items/stopWords'],
			...['media', 'mediaProperties', 'selection/filters', 'selection/properties'],
			...['selection/seenEvents', 'selection/select', 'selection/textPattern'],
			...['numbers/oneAtATime'],
			...['waiting/askedHere', 'waiting/openQuestions', 'waiting/passOn', 'waiting/questions'],
			...['waiting/resume'],
		].map((file) => `dist/nodes/notifications/${file}.js`),
	);

/** What n8n's assistant reads about the output of a trigger. */
const TRIGGER_SCHEMAS = [
	'dist/nodes/ChatAppTrigger/__schema__/v1.1.0/output.json',
	'dist/nodes/ChatAppQueueTrigger/__schema__/v1.0.0/output.json',
];

function kindOf(file: string): string {
	if (/^dist\/nodes\/(\w+)\/\1\.node\.js$/.test(file)) return 'node';
	if (/^dist\/nodes\/(\w+)\/\1\.node\.json$/.test(file)) return 'codex';
	if (/^dist\/credentials\/\w+\.credentials\.js$/.test(file)) return 'credential';
	if (/^dist\/nodes\/ChatApp\/__schema__\/v1\.0\.0\/\w+\/\w+\.json$/.test(file)) return 'schema';
	if (TRIGGER_SCHEMAS.includes(file)) return 'schema';
	if (SHARED.includes(file)) return 'shared';
	if (/^dist\/icons\/[\w.]+\.svg$/.test(file)) return 'icon';
	return file === 'dist/THIRD-PARTY-LICENSES.txt' ? 'licenses' : file;
}

test('brings the output fields of both triggers', () => {
	for (const file of TRIGGER_SCHEMAS) expect(packed.files).toContain(file);
});

test('is smaller than 400 kB', () => {
	expect(packed.size).toBeLessThan(400_000);
});

test('needs nothing at run time but n8n-workflow', () => {
	expect(manifest.dependencies ?? {}).toEqual({});
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	for (const field of ['optionalDependencies', 'bundleDependencies', 'overrides', 'resolutions']) {
		expect(manifest).not.toHaveProperty(field);
	}
});

test('loads where n8n-workflow is the only package there is', () => {
	expect(loaded.credentials.map(({ name }) => name)).toEqual(['alibabaCloudApi']);
	expect(loaded.nodes.map(({ name }) => name)).toEqual([
		'chatApp',
		'chatAppTrigger',
		'chatAppQueueTrigger',
	]);
});

test('has the icons that its nodes and credentials name, for light and dark', () => {
	for (const { icons, file } of [...loaded.nodes, ...loaded.credentials]) {
		expect([file, icons.filter((icon) => existsSync(icon)).length]).toEqual([file, 2]);
		expect(new Set(icons.map((icon) => readFileSync(icon, 'utf8'))).size).toBe(2);
	}
});

test('has a codex file for each node that n8n can read', () => {
	for (const { file, name, credentials } of loaded.nodes) {
		const codex = readJson(packed.unpacked, file.replace(/\.js$/, '.json')) as Codex;
		expect(codex.node).toBe(`${manifest.name}.${name}`);
		expect(codex.nodeVersion).toMatch(/^\d+\.\d+$/);
		expect(codex.codexVersion).toMatch(/^\d+\.\d+$/);
		expect(codex.categories.length).toBeGreaterThan(0);
		// n8n ignores the whole file without a word when `resources` is missing.
		const { primaryDocumentation, credentialDocumentation = [] } = codex.resources;
		expect(primaryDocumentation.length).toBeGreaterThan(0);
		expect([file, credentialDocumentation.length > 0]).toEqual([file, credentials.length > 0]);
		for (const { url } of [...primaryDocumentation, ...credentialDocumentation]) {
			expect(url).toMatch(/^https:\/\//);
		}
	}
});

test('carries the licenses of the libraries that are bundled', () => {
	const text = readFileSync(join(packed.unpacked, 'dist', 'THIRD-PARTY-LICENSES.txt'), 'utf8');
	expect(text).toMatch(/^fast-xml-parser .*license: MIT$/m);
	expect(text).toMatch(/^libphonenumber-js .*license: MIT$/m);
});
