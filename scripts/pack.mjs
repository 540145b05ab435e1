import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { capture, Failure, main, npmCommand, root } from './install.mjs';

/**
 * Packs what `npm publish` would upload.
 *
 * @param {string} folder where the tarball goes
 * @returns {Promise<{tarball: string, files: string[], size: number, unpackedSize: number}>}
 * sizes in bytes
 * @throws {Failure} when nothing was built yet or npm fails
 */
export async function pack(folder) {
	if (!existsSync(join(root, 'dist'))) {
		throw new Failure('There is no dist folder. Run "npm run build" first.');
	}
	await mkdir(folder, { recursive: true });
	const npm = npmCommand();
	const command = [...npm, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const { code, stdout, output } = await capture(command);
	if (code !== 0) throw new Failure('npm pack failed.', output);
	const [answer] = JSON.parse(stdout);
	return {
		tarball: join(folder, answer.filename),
		files: answer.files.map(({ path }) => path).sort(),
		size: answer.size,
		unpackedSize: answer.unpackedSize,
	};
}

/** Unpacks a tarball of npm into a folder, without its leading `package/`. */
async function unpack(tarball, folder) {
	await mkdir(folder, { recursive: true });
	const { code, output } = await capture(
		['tar', '-xzf', tarball, '-C', folder, '--strip-components=1'],
		{ cwd: folder },
	);
	if (code !== 0) throw new Failure(`tar could not unpack ${tarball}.`, output);
}

/**
 * Packs the package, unpacks it in a temporary folder and hands that to `use`.
 *
 * @template T
 * @param {(unpacked: string, packed: Awaited<ReturnType<typeof pack>>) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withUnpackedPackage(use) {
	const folder = await mkdtemp(join(tmpdir(), 'chat-app-package-'));
	try {
		const packed = await pack(folder);
		const unpacked = join(folder, 'package');
		await unpack(packed.tarball, unpacked);
		return await use(unpacked, packed);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

// node scripts/pack.mjs FOLDER: packs into the folder, unpacks beside it, prints where as JSON.
if (process.argv[1] === import.meta.filename) {
	await main(async () => {
		const folder = process.argv[2] ?? root;
		const packed = await pack(folder);
		const unpacked = join(folder, 'package');
		await unpack(packed.tarball, unpacked);
		console.log(JSON.stringify({ ...packed, unpacked }, null, 2));
	});
}
