import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { anchorsOf, linksOf } from './markdown';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The files of a folder and its folders with this ending, as paths from the project's folder. */
function filesIn(folder: string, ending: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

const PAGES = [
	...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
	...filesIn('docs', '.md'),
	...filesIn('examples', '.md'),
].sort();

/** What is wrong with a link within the project; null for a good one and for one that leads out. */
function fault(page: string, target: string): string | null {
	if (/^(?:https?|mailto):/.test(target)) return null;
	const [path = '', anchor] = target.split('#');
	const file = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path);
	if (relative(ROOT, file).startsWith('..')) return 'leads out of the project';
	if (!existsSync(file)) return 'is not there';
	if (anchor === undefined) return null;
	if (statSync(file).isDirectory()) return 'is a folder, which has no headings';
	return anchorsOf(readFileSync(file, 'utf8')).has(anchor) ? null : 'has no such heading';
}

describe.each(PAGES)('%s', (page) => {
	it('links to what is there', () => {
		const faults = linksOf(read(page)).flatMap(({ target, line }) => {
			const problem = fault(page, target);
			return problem === null ? [] : [`${page}:${line}: ${target} ${problem}`];
		});
		expect(faults).toEqual([]);
	});
});

/** The README shows it; several screens take their room. */
const MOVING = 'docs/images/demo.png';

it.each(filesIn('docs/images', '.png'))('%s is small enough for a page', (picture) => {
	const most = picture === MOVING ? 2_000_000 : 200_000;
	expect(statSync(join(ROOT, picture)).size).toBeLessThanOrEqual(most);
});

it('the README shows a picture that moves', () => {
	expect(links('README.md')).toContain(MOVING);
	expect(readFileSync(join(ROOT, MOVING)).subarray(0, 64).includes('acTL')).toBe(true);
});

it('the README is short enough to be read', () => {
	expect(read('README.md').length).toBeLessThan(20_000);
});

it('the README says how to get the code before it runs a command of it', () => {
	const page = read('README.md');
	const clone = page.indexOf('git clone ');
	expect(clone).toBeGreaterThan(0);
	expect(clone).toBeLessThan(page.indexOf('npm run demo'));
});

const links = (page: string): string[] =>
	linksOf(read(page))
		.filter(({ target }) => fault(page, target) === null && !target.startsWith('http'))
		.map(({ target }) =>
			relative(ROOT, resolve(ROOT, dirname(page), target.replace(/#.*/, ''))).replaceAll('\\', '/'),
		);

/** What CONTRIBUTING.md prints as code, one word after the other. */
const CODE_WORDS = [
	...read('CONTRIBUTING.md')
		.replace(/```[^]*?```/g, '')
		.matchAll(/`([^`]+)`/g),
]
	.map(([, code = '']) => code.split(/\s+/))
	.filter((words) => words.length > 0);

it('CONTRIBUTING.md names scripts of package.json and files that are there', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const commands = CODE_WORDS.flatMap(([program, verb = '', name = '']) => {
		if (program === 'node') return existsSync(join(ROOT, verb)) ? [] : [`node ${verb}`];
		return program === 'npm' && verb === 'run' && !(name in scripts) ? [`npm run ${name}`] : [];
	});
	expect(commands).toEqual([]);
});

it('every test that CONTRIBUTING.md runs is there', () => {
	const named = CODE_WORDS.flatMap((words) => {
		const jest = words.indexOf('jest');
		return jest === -1 ? [] : words.slice(jest + 1).filter((path) => !path.endsWith('...'));
	});
	expect(named.length).toBeGreaterThan(3);
	const missing = named.filter((path) => {
		const folder = readdirSync(join(ROOT, dirname(path)), { encoding: 'utf8' });
		return !folder.some((name) => `${dirname(path)}/${name}`.startsWith(path));
	});
	expect(missing).toEqual([]);
});

it('the README leads to every page', () => {
	const missing = PAGES.filter((page) => page.startsWith('docs/') || /^[A-Z]+\.md$/.test(page));
	const linked = new Set(links('README.md'));
	expect(missing.filter((page) => page !== 'README.md' && !linked.has(page))).toEqual([]);
});

it('every picture is shown somewhere', () => {
	const shown = new Set(PAGES.flatMap(links));
	expect(filesIn('docs/images', '.png').filter((picture) => !shown.has(picture))).toEqual([]);
});

it('every example is listed', () => {
	const listed = new Set(PAGES.flatMap(links));
	expect(filesIn('examples', '.json').filter((example) => !listed.has(example))).toEqual([]);
});

it.each([
	...['ChatApp', 'ChatAppTrigger', 'ChatAppQueueTrigger'].map(
		(name) => `nodes/${name}/${name}.node.json`,
	),
	...['credentials/AlibabaCloudApi.credentials.ts', '.github/ISSUE_TEMPLATE/payload.yml'],
])('%s leads to pages that are there', (file) => {
	const { homepage } = JSON.parse(read('package.json')) as { homepage: string };
	const repository = homepage.replace('#readme', '');
	const urls = [...read(file).matchAll(/https:\/\/[^\s'")\]]+/g)]
		.map(([url]) => url)
		.filter((url) => url.startsWith(repository));
	expect(urls).not.toEqual([]);
	const targets = urls.map((url) =>
		url
			.slice(repository.length)
			.replace(/^\/blob\/main\//, '')
			.replace(/^#(?:readme$)?/, 'README.md#'),
	);
	const faults = targets.map((target) => fault('README.md', target.replace(/#$/, '')));
	expect(faults.filter((problem) => problem !== null)).toEqual([]);
});

it('finds links and headings as GitHub does', () => {
	const page = [
		'# What `raw` is, in short',
		'# Same',
		'# Same',
		'[a](x.md#y "title") ![b](p.png) <img src="i.png">',
		'`[code](no.md)`',
		'```',
		'# no heading',
		'[no](no.md)',
		'```',
	].join('\n');
	expect([...anchorsOf(page)]).toEqual(['what-raw-is-in-short', 'same', 'same-1']);
	expect(linksOf(page)).toEqual([
		{ target: 'x.md#y', line: 4 },
		{ target: 'p.png', line: 4 },
		{ target: 'i.png', line: 4 },
	]);
});

it('the README gives the figures of the last published measurement', () => {
	interface Row {
		readonly what: string;
		readonly measured: number;
		readonly ratio?: number;
	}
	const { machine, sections } = JSON.parse(read('docs/bench-results.json')) as {
		machine: { n8n: string };
		sections: Array<{ title: string; rows: Row[] }>;
	};
	const row = (title: string, what: string): Row => {
		const found = sections.filter((one) => one.title === title).flatMap(({ rows }) => rows);
		return found.find((one) => one.what === what) as Row;
	};
	const sending = row(`n8n ${machine.n8n}`, '1,000 template sends at 250 a second');
	const far = row(
		`n8n ${machine.n8n}`,
		'1,000 template sends at 250 a second, HTTPS at 170 ms, default settings',
	);
	const queued = row(`Queue trigger in n8n ${machine.n8n}`, 'statuses with their runs, near');
	const speed = (/## Speed\n\n([^]+?)\n\n##/.exec(read('README.md'))?.[1] ?? '').replace(
		/\s+/g,
		' ',
	);
	expect(speed).toContain(
		`In n8n ${machine.n8n}, 1,000 templates went out in ${(sending.measured / 1000).toFixed(1)} seconds`,
	);
	expect(speed).toContain(`${sending.ratio?.toFixed(2)} of the time`);
	expect(speed).toContain(`in ${(far.measured / 1000).toFixed(1)} seconds over HTTPS at 170 ms`);
	const ran = Math.round(queued.measured).toLocaleString('en-US');
	expect(speed).toContain(`The queue trigger ran ${ran} statuses a second`);
});

it('the proposals to n8n give the figures of the published run', () => {
	const run = JSON.parse(read('docs/bench-results.json')) as {
		date: string;
		sections: Array<{
			rows: Array<{ what: string; measured: number; rival?: { measured: number } }>;
		}>;
	};
	const rows = run.sections.flatMap((section) => section.rows);
	const row = (what: string) => rows.find((one) => one.what === what);
	const shipped = row('pushes, n8n as it ships');
	const lazy = row('pushes, N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true');
	const figures = [shipped?.measured, shipped?.rival?.measured, lazy?.measured];

	const [, table = ''] = /(\| n8n as it ships[^]*?)\n\n/.exec(read('docs/upstream.md')) ?? [];
	const shown = [...table.matchAll(/\| +(\d+\.\d) +\|/g)].map(([, figure]) => figure);
	expect(shown).toEqual(figures.map((figure) => figure?.toFixed(1)));
	expect(read('docs/upstream.md')).toContain(`${run.date.slice(0, 10)}.`);
});
