import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * CONTRIBUTING.md draws who may import whom. A drawing that lint does not follow sends people the
 * wrong way, so each row is held against the rules of eslint.layers.mjs.
 */

const ROOT = join(__dirname, '..', '..');
const page = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

interface Layer {
	readonly files: readonly string[];
	readonly patterns: ReadonlyArray<{ readonly regex: string }>;
}

/** In a process of its own, because jest loads no modules of ECMAScript. */
function readLayers(): Layer[] {
	const program =
		"import('./eslint.layers.mjs').then(({ layers }) => console.log(JSON.stringify(layers)))";
	const { stdout } = spawnSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' });
	return JSON.parse(stdout) as Layer[];
}

const layers = readLayers();
const roomsOf = (folder: string): string[] =>
	readdirSync(join(ROOT, folder), { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && entry.name !== '__schema__')
		.map(({ name }) => name);
const PLATFORM = roomsOf('nodes/alibabaCloud');
const ACTION_NODE = roomsOf('nodes/ChatApp');

/** The rooms that lint lets a room import, of those beside it. */
function allowedByLint(folder: string, room: string, beside: readonly string[]): string[] {
	const layer = layers.find(({ files }) => files.includes(`${folder}/${room}/**/*.ts`));
	return beside.filter(
		(other) =>
			other !== room &&
			layer?.patterns.every(({ regex }) => !new RegExp(regex).test(`../${other}/file`)),
	);
}

/** The rooms that the page lets a room import; null when it has no row. */
function allowedByPage(room: string): string[] | null {
	const row = page.split('\n').find((line) => line.startsWith(`| \`${room}\` `));
	const cell = row?.split('|')[3];
	return cell === undefined ? null : [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
}

test.each([
	...PLATFORM.map((room) => ['nodes/alibabaCloud', room, PLATFORM] as const),
	...ACTION_NODE.map((room) => ['nodes/ChatApp', room, ACTION_NODE] as const),
])('%s/%s imports what the drawing says', (folder, room, beside) => {
	expect(layers.some(({ files }) => files.includes(`${folder}/${room}/**/*.ts`))).toBe(true);
	expect(allowedByPage(room)?.sort()).toEqual(allowedByLint(folder, room, beside).sort());
});

test('the drawing has every room, each above all that it imports', () => {
	const drawing = page.split('### Who may import whom')[1]?.split('```')[1]?.split('\n') ?? [];
	const lineOf = (room: string): number =>
		drawing.findIndex((line) => new RegExp(`\\b${room}\\b`).test(line));
	for (const [folder, rooms] of [
		['nodes/alibabaCloud', PLATFORM],
		['nodes/ChatApp', ACTION_NODE],
	] as const) {
		for (const room of rooms) {
			expect([room, lineOf(room)]).not.toEqual([room, -1]);
			const below = allowedByLint(folder, room, rooms);
			expect(below.filter((other) => lineOf(other) <= lineOf(room))).toEqual([]);
		}
	}
});
