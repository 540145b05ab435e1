import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const { name, homepage, bugs, repository } = JSON.parse(
	readFileSync(join(ROOT, 'package.json'), 'utf8'),
) as { name: string; homepage: string; bugs: { url: string }; repository: { url: string } };

/** The one address that all others have to begin with. */
const ADDRESS = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

test('package.json names one repository', () => {
	expect(ADDRESS).toMatch(new RegExp(`^https://github\\.com/[\\w-]+/${name}$`));
	expect(homepage).toBe(`${ADDRESS}#readme`);
	expect(bugs.url).toBe(`${ADDRESS}/issues`);
});

test('every link to the repository, on screens and pages, is to the one of package.json', () => {
	const links = new RegExp(`https://github\\.com/[\\w-]+/${name}\\b`, 'g');
	const found = ownFiles().flatMap((file) =>
		(readFileSync(join(ROOT, file), 'utf8').match(links) ?? []).map((link) => ({ file, link })),
	);
	expect(found.length).toBeGreaterThan(8);
	expect(found.filter(({ link }) => link !== ADDRESS)).toEqual([]);
});

const FOLDERS = ['.github', 'credentials', 'docs', 'examples', 'nodes'];

/** By folder rather than by git, so that it also holds for a copy without its history. */
function ownFiles(): string[] {
	const inside = FOLDERS.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
			join(folder, file),
		),
	);
	return [...readdirSync(ROOT), ...inside].filter((file) => /\.(?:ts|json|md|yml)$/.test(file));
}
