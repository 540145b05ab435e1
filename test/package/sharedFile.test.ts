import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * What a waiting node leaves for the triggers is one file in the package, so that all nodes of a
 * process have the same. Run `npm run build` before this file alone.
 */

const root = join(__dirname, '..', '..');
const SHARED = 'dist/nodes/notifications/waiting/askedHere.js';
const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

let folder: string;
let unpacked: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'chat-app-shared-'));
	const output = execFileSync(process.execPath, [join(root, 'scripts', 'pack.mjs'), folder], {
		encoding: 'utf8',
	});
	({ unpacked } = JSON.parse(output) as { unpacked: string });
	mkdirSync(join(folder, 'node_modules'));
	symlinkSync(
		join(root, 'node_modules', 'n8n-workflow'),
		join(folder, 'node_modules', 'n8n-workflow'),
	);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is packed as a file of its own', () => {
	expect(existsSync(join(unpacked, SHARED))).toBe(true);
});

it('is loaded by the nodes that share it, and is inside none of them', () => {
	const users = n8n.nodes.filter((file) =>
		readFileSync(join(unpacked, file), 'utf8').includes(
			'require("../notifications/waiting/askedHere.js")',
		),
	);

	expect(users).toEqual(expect.arrayContaining(n8n.nodes.filter((file) => /Trigger/.test(file))));
	for (const file of n8n.nodes) {
		expect(readFileSync(join(unpacked, file), 'utf8')).not.toContain('new Questions()');
	}
});

it('the budget of downloads is one file too, so that all nodes together keep to it', () => {
	const packed = readdirSync(join(unpacked, 'dist'), { encoding: 'utf8', recursive: true })
		.filter((file) => file.endsWith('.js'))
		.map((file) => ({ file, code: readFileSync(join(unpacked, 'dist', file), 'utf8') }));
	const having = (text: string): string[] =>
		packed.filter(({ code }) => code.includes(text)).map(({ file }) => file.replace(/\\/g, '/'));

	expect(having('new ByteBudget(')).toEqual(['nodes/alibabaCloud/files/byteBudget.js']);
	expect(having('files/byteBudget.js")').sort()).toEqual([
		'nodes/ChatApp/ChatApp.node.js',
		'nodes/notifications/media.js',
	]);
	expect(having('notifications/media.js")').sort()).toEqual(
		n8n.nodes.map((file) => file.replace('dist/', '')).sort(),
	);
});

it('is one in a process, however many nodes load it', () => {
	// n8n loads each node in a context of its own, with the process's `require`.
	const program = `
		const { createContext, Script } = require('node:vm');
		const { resolve, basename } = require('node:path');
		for (const file of ${JSON.stringify(n8n.nodes)}) {
			const path = resolve(process.argv[1], file);
			const name = basename(path).split('.')[0];
			new Script("new (require('" + path + "')." + name + ')()').runInContext(createContext({ require }));
		}
		const loaded = Object.keys(require.cache).filter((path) => path.endsWith('askedHere.js'));
		const mine = require(resolve(process.argv[1], '${SHARED}'));
		const other = require.cache[loaded[0]].exports;
		mine.rememberAsked({
			reference: 'n8n1.7.~node.abc.t-0', business: '65', recipients: ['6591230001'],
			messageId: null, askedAt: 1,
		});
		process.stdout.write(JSON.stringify([loaded.length, other.askedHere.size]));
	`;
	const output = execFileSync(process.execPath, ['-e', program, unpacked], {
		encoding: 'utf8',
		cwd: folder,
		env: {},
	});

	expect(JSON.parse(output)).toEqual([1, 1]);
});
