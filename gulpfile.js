const { execFile } = require('node:child_process');
const { existsSync } = require('node:fs');
const { mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, join, relative } = require('node:path');
const { promisify } = require('node:util');

const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const { n8n } = require('./package.json');

const run = promisify(execFile);

/** dist/nodes/ChatApp/ChatApp.node.js is built from nodes/ChatApp/ChatApp.node.ts */
const entries = [...n8n.credentials, ...n8n.nodes].map((output) => ({
	output,
	source: output.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
	className: basename(output).split('.')[0],
}));

/**
 * Shared files that bring a large library and hold little else. Their lines are left out: nobody has
 * to audit the library here, and the package stays below its 400 kB.
 */
const WITH_LIBRARY = [
	'nodes/alibabaCloud/files/privateHost.ts',
	'nodes/alibabaCloud/input/phoneNumber.ts',
	'nodes/alibabaCloud/wire/xml.ts',
];

/**
 * Files that are loaded as files of their own and are in no bundle. For the first four that is the
 * point: inside the bundles, each node would have a list, a lock or a budget of its own, where the
 * process has one. The others are large, or bring a large library, and would be in two or three bundles.
 */
const SHARED = [
	'nodes/alibabaCloud/files/byteBudget.ts',
	'nodes/notifications/items/carriedReference.ts',
	'nodes/notifications/numbers/oneAtATime.ts',
	'nodes/notifications/waiting/askedHere.ts',
	'nodes/alibabaCloud/channels/channels.ts',
	'nodes/alibabaCloud/client/answer.ts',
	'nodes/alibabaCloud/client/client.ts',
	'nodes/alibabaCloud/client/connectionFailure.ts',
	'nodes/alibabaCloud/client/timeLimit.ts',
	'nodes/alibabaCloud/errors/adviceInMessage.ts',
	'nodes/alibabaCloud/errors/deliveryCodes.ts',
	'nodes/alibabaCloud/errors/errorDetails.ts',
	'nodes/alibabaCloud/errors/errorTable.ts',
	'nodes/alibabaCloud/errors/explain.ts',
	'nodes/alibabaCloud/files/fileName.ts',
	'nodes/alibabaCloud/files/fileTypes.ts',
	'nodes/alibabaCloud/files/mediaLimits.ts',
	'nodes/alibabaCloud/lists/pages.ts',
	'nodes/alibabaCloud/queue/access.ts',
	'nodes/alibabaCloud/queue/client.ts',
	'nodes/alibabaCloud/queue/failures.ts',
	'nodes/alibabaCloud/queue/messageBody.ts',
	'nodes/alibabaCloud/wire/boundedMap.ts',
	'nodes/alibabaCloud/wire/depth.ts',
	'nodes/alibabaCloud/wire/embedded.ts',
	'nodes/alibabaCloud/wire/parseJson.ts',
	'nodes/alibabaCloud/wire/pool.ts',
	'nodes/notifications/items/content.ts',
	'nodes/notifications/items/fields.ts',
	'nodes/notifications/items/normalize.ts',
	'nodes/notifications/items/stopWords.ts',
	'nodes/notifications/media.ts',
	'nodes/notifications/mediaProperties.ts',
	'nodes/notifications/selection/filters.ts',
	'nodes/notifications/selection/properties.ts',
	'nodes/notifications/selection/select.ts',
	'nodes/notifications/selection/seenEvents.ts',
	'nodes/notifications/selection/textPattern.ts',
	'nodes/notifications/waiting/openQuestions.ts',
	'nodes/notifications/waiting/passOn.ts',
	'nodes/notifications/waiting/questions.ts',
	'nodes/notifications/waiting/resume.ts',
	...WITH_LIBRARY,
];

/** dist/nodes/ChatApp/ChatApp.node.js from nodes/ChatApp/ChatApp.node.ts */
const outputOf = (source) => join('dist', source.replace(/\.ts$/, '.js'));

/** Leaves the shared files out of the bundle of one source, and points to where they are. */
const sharedFilesOf = (source) => ({
	name: 'shared-files',
	setup(build) {
		build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
			const wanted = `${join(relative(__dirname, resolveDir), path)}.ts`.replace(/\\/g, '/');
			if (kind === 'entry-point' || wanted === source || !SHARED.includes(wanted)) return undefined;
			const there = relative(dirname(outputOf(source)), outputOf(wanted)).replace(/\\/g, '/');
			return { path: there.startsWith('.') ? there : `./${there}`, external: true };
		});
	},
});

async function clean() {
	await rm('dist', { recursive: true, force: true });
}

async function types() {
	try {
		await run(process.execPath, [require.resolve('typescript/bin/tsc'), '--noEmit', '-p', '.']);
	} catch (error) {
		throw new Error(`The type check failed:\n${error.stdout}`);
	}
}

/**
 * One file for each node and credential, and those that they share: n8n installs no dependencies of
 * a community package, so everything but what n8n itself provides is inside.
 */
async function bundle() {
	const missing = entries.filter(({ source }) => !existsSync(source));
	if (missing.length > 0) {
		throw new Error(`package.json lists ${missing.map(({ source }) => source).join(', ')}`);
	}
	const sources = [...entries.map(({ source }) => source), ...SHARED];
	const builds = await Promise.all(sources.map(bundleOf));
	const outputs = Object.assign({}, ...builds.map(({ metafile }) => metafile.outputs));
	for (const { path, contents } of builds.flatMap(({ outputFiles }) => outputFiles)) {
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, await withoutDocstrings(Buffer.from(contents).toString('utf8')));
	}
	for (const { source, output, className } of entries) {
		// n8n takes the class by the name of the file and skips the file silently without it.
		const { exports } = outputs[output];
		const code = await readFile(output, 'utf8');
		if (!exports.includes(className) && !new RegExp(`\\b${className}: \\(\\) =>`).test(code)) {
			throw new Error(`${source} must export a class named ${className}`);
		}
	}
	await writeLicenses(builds.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}

/** One source with all that it imports, but for what n8n provides and what is shared. */
function bundleOf(source) {
	return esbuild.build({
		entryPoints: [source],
		plugins: [sharedFilesOf(source)],
		outdir: 'dist',
		outbase: '.',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow', 'crypto', 'node:crypto'],
		// Names and lines stay: whoever audits the package or reads a stack trace sees real code. Only
		// the spelling of expressions is shortened, which keeps the package below its 400 kB.
		minifySyntax: true,
		minifyWhitespace: WITH_LIBRARY.includes(source),
		legalComments: 'inline',
		write: false,
		metafile: true,
		logLevel: 'warning',
	});
}

/**
 * esbuild drops the docstrings of functions and keeps those of methods, which are a fortieth of the
 * package. The sources have both.
 */
async function withoutDocstrings(code) {
	const short = code.replace(/^[ \t]*\/\*\*(?!.*@license)(?:(?!\*\/)[^])*\*\/\n/gm, '');
	const meaningOf = async (text) =>
		(await esbuild.transform(text, { minifyWhitespace: true, legalComments: 'none' })).code;
	// A text of the program may look like a comment.
	return (await meaningOf(short)) === (await meaningOf(code)) ? short : code;
}

/** The licenses of bundled libraries ask for their text to go with every copy. */
async function writeLicenses(inputs) {
	const packages = new Set(
		inputs
			.map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(input)?.[1])
			.filter(Boolean),
	);
	const texts = [];
	for (const name of [...packages].sort()) {
		const folder = join('node_modules', name);
		const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license'].find((candidate) =>
			existsSync(join(folder, candidate)),
		);
		const title = `${name} ${manifest.version}, license: ${manifest.license}`;
		const author = manifest.author?.name ?? manifest.author ?? 'its authors';
		const text = file ? await readFile(join(folder, file), 'utf8') : `Copyright (c) ${author}`;
		texts.push(`${title}\n\n${text.trim()}\n`);
	}
	if (texts.length === 0) return;
	await writeFile(
		join('dist', 'THIRD-PARTY-LICENSES.txt'),
		texts.join('\n' + '-'.repeat(72) + '\n\n'),
	);
}

/** The bundles name their icons `file:../../icons/...`, so the folder must be in dist as well. */
function icons() {
	return src('icons/*.svg').pipe(dest('dist/icons'));
}

function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

/** Where n8n looks for the fields of an output that it shows before the first run. */
function schemas() {
	return src('nodes/**/__schema__/**/*.json').pipe(dest('dist/nodes'));
}

const assemble = series(clean, parallel(bundle, icons, codex, schemas));

exports.types = types;
/** What `build` does, without the type check. */
exports.assemble = assemble;
exports.build = series(types, assemble);
exports.default = exports.build;
