import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import ts from 'typescript';

/*
 * Phrases that must not come back: translated word by word, two words for one thing, or British
 * spelling. Each pattern leaves ordinary English alone; the examples below show both sides.
 */

const ROOT = join(__dirname, '..', '..');

interface Phrase {
	readonly pattern: RegExp;
	readonly better: string;
	/** What the pattern has to find. */
	readonly bad: readonly string[];
	/** Ordinary English that it has to leave alone. */
	readonly fine: readonly string[];
}

const PHRASES: readonly Phrase[] = [
	{
		pattern:
			/\bat an? \w+ at most\b|\bin an? \w+ at most\b|\bhow (?:many|much|long)\b[^.]*? at most\b/i,
		better: 'Maximum ...',
		bad: ['How many requests to start in a second at most', 'items at a time at most'],
		fine: ['1,440 minutes at most', 'How many recipients one call has'],
	},
	{
		pattern: /\b(?:the|a) begin of\b/i,
		better: 'the start of',
		bad: ['The begin of the period to count'],
		fine: ['the beginning of the period', 'Codes that begin with 13'],
	},
	{
		pattern: /\bseveral with commas\b/i,
		better: 'Separate multiple values with commas',
		bad: ['Several with commas.'],
		fine: ['Separate several numbers with commas'],
	},
	{
		pattern:
			/['’”"}] (?:is|are) no (?!longer\b|more\b)\w+|(?<!\b[Tt]here )\b(?:is|are) no (?:number|size|phone|date|link|URL|address|list|text|whole|valid|JSON|object|time|code|ID)\b/,
		better: "'...' is not a ...",
		bad: ["'Value' is no number", '"${label}" is no date', 'that is no JSON'],
		fine: ["'Name' is no longer used", 'There is no list', "'Value' is not a number"],
	},
	{
		pattern: /\bwhat (?:came|comes|became|becomes) of\b/i,
		better: 'the result of, the status of',
		bad: ['what came of a call', 'Log what became of each message'],
		fine: ['a guest came of age', 'It becomes one space'],
	},
	{
		pattern: /\b(?:lends?|lent)\b/i,
		better: 'issues',
		bad: ['API that lends temporary keys for the queues'],
		fine: ['A calendar of lenders'],
	},
	{
		pattern: /\b(?:can|cannot|could|will|not) bear\b|\bbears (?!fruit|in mind)\w+/i,
		better: 'handles, has, accepts',
		bad: ['if your nodes can bear it', 'A name bears a suffix', 'how many calls it bears them'],
		fine: ['Bear in mind', 'an unbearable wait', 'a bearer token'],
	},
	{
		pattern: /\bmend(?:s|ed|ing)?\b/i,
		better: 'fix, correct',
		bad: ['mend the cause', 'A rejected template is mended with'],
		fine: ['commend, amend and recommend'],
	},
	{
		pattern: /\b(?:take|takes|taken|taking|took) (?:\w+ ){0,2}back\b/i,
		better: 'restore, remove, undo',
		bad: ['takes a reaction back', 'took back the URL', 'Taking back'],
		fine: ['Go back', 'takes five minutes'],
	},
	{
		pattern: /\bby a time server\b/i,
		better: 'with NTP',
		bad: ['Set it by a time server'],
		fine: ['a time server'],
	},
	{
		pattern: /\bfree messages?\b|\bin free words\b/i,
		better: 'free-form message',
		bad: ['Send a free message', 'an answer in free words'],
		fine: ['a free-form message', 'service messages are free'],
	},
	{
		pattern: /\btext message by SMS\b|\bfor when (?:this|it|the)\b/i,
		better: 'SMS to send if ...',
		bad: ['A text message by SMS for when this one does not arrive'],
		fine: ['an SMS for customers', 'a template for the moment when'],
	},
	{
		pattern: /\b(?:of|with) (?:your|its|their|our|my|an) own (?:that|by which|which)\b/i,
		better: 'your own ..., which ...',
		bad: ['An ID of your own that comes back', 'A name of your own by which'],
		fine: ['your own ID, which is returned', 'limits of your own'],
	},
	{
		pattern: /\b(?:the|an|from|into|of) own (?:network|machine|account|number|server|URL)\b/i,
		better: 'your own network',
		bad: ['a host of the own network', 'requests into own network'],
		fine: ['your own network', 'to own a number', "n8n's own machine"],
	},
	{
		// The resource. What is called so on the screen is a choice of another one.
		pattern: /\*\*API Call\*\*|\b(?:by|from|of|with) API Call\b/,
		better: '**API Action**',
		bad: ['an **API Call** that sends', 'the response of API Call'],
		fine: ['**API Action**', 'started by an API call'],
	},
	{
		pattern: /\bweb hooks?\b/i,
		better: 'webhook',
		bad: ['Set the web hook'],
		fine: ['Set the webhook'],
	},
	{
		pattern: /\be-mails?\b/i,
		better: 'email',
		bad: ['an e-mail'],
		fine: ['an email'],
	},
	{
		pattern:
			/\b(?:operation|node|trigger|tool|expression)s? gives?\b(?! (?:up|way)\b)|\bgives? (?:out|back|an? (?:item|line|list)|one item|no item)\b/i,
		better: 'returns',
		bad: [
			'What an operation gives can be dragged',
			'and gives a line for each',
			'An expression gives nothing',
		],
		fine: ['The body gives the reason', 'the trigger gives up', 'A grant gives access'],
	},
	{
		pattern: /\b(?:was|were|been|is|are) (?:given|handed) (?:out|back)\b|\bgoes the whole way\b/i,
		better: 'returned',
		bad: ['The item is given back'],
		fine: ['Access is given by RAM'],
	},
	{
		pattern: /\bputs? (?:\w+ ){1,4}away\b|\bfree of blocks\b/i,
		better: 'archive, remove',
		bad: ['Put a WhatsApp template away', 'keeps its name free of blocks'],
		fine: ['Send it right away', 'a block of text'],
	},
	{
		pattern: /\bempty allows\b|\ball of the internet\b/i,
		better: 'Leave empty to allow any ...',
		bad: ['Empty allows all of the internet.'],
		fine: ['Leave empty to allow any public host'],
	},
	{
		pattern: /\bdid not give (?:the|a|an)\b/i,
		better: 'could not download, did not return',
		bad: ["The server of 'URL' did not give the file"],
		fine: ['You did not give consent'],
	},
	{
		pattern: /\bbefore anything was (?:run|done)\b/i,
		better: 'before the first run',
		bad: ['dragged into the next step before anything was run'],
		fine: ['before anything is sent'],
	},
	{
		pattern: /\breceivers?\b/,
		better: 'recipient',
		bad: ['what the receiver sees'],
		fine: ['the recipient receives it', 'Receiver, a field of the service'],
	},
	{
		pattern: /\brepetitions?\b/i,
		better: 'retry, duplicate',
		bad: ['limits and repetitions'],
		fine: ['a repeated call'],
	},
	{
		pattern:
			/\b(?:has|have|needs?|lacks?|missing|the) rights\b|\bthe right `|\bright is missing\b/i,
		better: 'permission',
		bad: ['The rights of the credential', 'needs the right `cams:ListInstance`'],
		fine: ['the right number', 'All rights reserved'],
	},
	{
		pattern: /\bweakness(?:es)?\b/i,
		better: 'vulnerability',
		bad: ['known weaknesses'],
		fine: ['a weak password'],
	},
	{
		pattern: /\bstands? in (?:no|the|an?) (?:address|error|item|log|URL|output)\b/i,
		better: 'is in',
		bad: ['One-time codes stand in no address'],
		fine: ['a space stands in for it'],
	},
	{
		pattern: /\b(?:several|more|many) processes of n8n\b/i,
		better: 'several n8n processes',
		bad: ['With several processes of n8n'],
		fine: ['several n8n processes'],
	},
	{
		pattern:
			/\b(?:behaviour|colours?|catalogues?|licences?|centre|favourite|(?:normal|recogn|organ|serial|synchron|author|initial|summar)is(?:e|es|ed|ing|ation))\b/i,
		better: 'American spelling',
		bad: ['Recognises repeats', 'notifications normalised', 'the catalogue', 'authorisation'],
		fine: ['Synchronize the clock', 'a comparison', 'the license'],
	},
];

/** Words that stay as they are: names of tests, links and code. */
const QUOTED = [/`test\/[^`]+`:(?:,? "(?:[^"\\]|\\.)*")+/g, /https?:\/\/[^\s)"'`]+/g, /`[^`\n]+`/g];

const matcher = ({ pattern }: Phrase): RegExp => new RegExp(pattern.source, `${pattern.flags}g`);

interface Text {
	readonly place: string;
	readonly text: string;
}

function filesIn(folder: string, endings: readonly string[]): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
		.filter((name) => endings.includes(extname(name)));
}

/** The texts of a program: its strings, without comments, imports and names of properties. */
function literalsOf(file: string, source: string): Text[] {
	const kind = file.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JS;
	const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, kind);
	const found: Text[] = [];
	const add = (node: ts.Node, text: string): void => {
		const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
		found.push({ place: `${file}:${line + 1}`, text });
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) return;
		if (ts.isStringLiteralLike(node)) add(node, node.text);
		if (ts.isTemplateExpression(node)) {
			const { head, templateSpans } = node;
			add(node, [head.text, ...templateSpans.map(({ literal }) => literal.text)].join('${}'));
		}
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return found;
}

/** The strings of an example, wherever they are in it. */
function stringsOf(file: string, value: unknown): Text[] {
	if (typeof value === 'string') return [{ place: file, text: value }];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap((inner) => stringsOf(file, inner));
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const isOwn = (file: string): boolean => !file.includes('node_modules');

const PROGRAMS = [
	...['nodes', 'credentials', 'demo'].flatMap((folder) => filesIn(folder, ['.ts'])),
	...filesIn('scripts', ['.mjs']),
];
const PAGES = [
	...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
	...['docs', 'examples', '.github'].flatMap((folder) => filesIn(folder, ['.md', '.yml'])),
];
const DATA = ['docs', 'examples', 'nodes'].flatMap((folder) => filesIn(folder, ['.json']));

/** What a page says in its own words; a row of a table is one text. */
function pageTexts(file: string): Text[] {
	return read(file)
		.split(/\n(?=\s*\n|\s*[|*-]|\s*\d+\.)/)
		.map((text) => ({ place: file, text: text.replace(/\s+/g, ' ') }));
}

const textsOf = (file: string): Text[] => {
	if (file.endsWith('.json')) return stringsOf(file, JSON.parse(read(file)));
	return PAGES.includes(file) ? pageTexts(file) : literalsOf(file, read(file));
};

function hits({ place, text }: Text): string[] {
	const own = QUOTED.reduce((kept, quoted) => kept.replace(quoted, '`'), text);
	return PHRASES.flatMap((phrase) =>
		[...own.matchAll(matcher(phrase))].map(
			([hit]) => `${place}: "${hit}", better: ${phrase.better}`,
		),
	);
}

test.each(PHRASES)('$pattern finds what it is for, and no ordinary English', (phrase) => {
	const found = (text: string): boolean => matcher(phrase).test(text);
	expect(phrase.bad.filter((text) => !found(text))).toEqual([]);
	expect(phrase.fine.filter(found)).toEqual([]);
});

test('names and comments of the code are in American spelling too', () => {
	const british =
		/(?:behavi|col|neighb|fav)our|licence|catalogue|(?:normal|recogn|organ|serial|synchron|author|initial|summar)is(?:e|ing|ation)|labelled\b|acknowledgement/i;
	const code = [
		...['nodes', 'credentials', 'demo', 'test'].flatMap((folder) =>
			filesIn(folder, ['.ts', '.mjs']),
		),
		...[...filesIn('scripts', ['.mjs']), 'gulpfile.js'],
	];
	const found = code
		.filter((file) => isOwn(file) && !file.endsWith('/wording.test.ts'))
		.filter((file) => british.test(read(file)));
	expect(found).toEqual([]);
});

test('reads strings and templates, and no comments', () => {
	const source = "import x from 'mend'; // mend\nconst a = `${x} is no ${x}`; f('mended', \"b\");";
	expect(literalsOf('a.ts', source).map(({ text }) => text)).toEqual([
		'${} is no ${}',
		'mended',
		'b',
	]);
});

test.each(['nodes', 'credentials', 'demo', 'scripts', 'docs', 'examples', '.github'])(
	'%s has files with texts',
	(folder) => {
		const files = [...PROGRAMS, ...PAGES, ...DATA].filter((file) => file.startsWith(`${folder}/`));
		expect(files.flatMap(textsOf).length).toBeGreaterThan(0);
	},
);

test.each([...PROGRAMS, ...PAGES, ...DATA].filter(isOwn))('%s', (file) => {
	expect(textsOf(file).flatMap(hits)).toEqual([]);
});
