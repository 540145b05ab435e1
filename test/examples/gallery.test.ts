import { example, type ExampleNode } from './services';

/*
 * Examples in the form that n8n's template gallery asks for: one yellow note with "How it works" and
 * "Setup", a short gray note around each section, and no data of an n8n or account. Sample data that
 * is pinned stays: it lets people try the workflow right after the import.
 */
const GALLERY = [
	'crm-order-to-template.json',
	'one-time-password.json',
	'ai-agent-reply.json',
	'opt-out-list.json',
	'verification-demo.json',
];

const NOTE = 'n8n-nodes-base.stickyNote';
const GRAY = 7;
const NODE = 100;
/** The name below a node may be wider and is two lines high. */
const NAME = { side: 30, below: 50 };
/** What n8n calls nodes that nobody named. */
const DEFAULT_NAMES =
	/^(?:Webhook|If|Switch|Edit Fields|Split Out|Data table|AI Agent|Crypto|No Operation)\d*\b|chat app/i;

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

const textOf = ({ parameters }: ExampleNode): string => String(parameters.content);
const wordsOf = (text: string): number => text.split(/\s+/).length;

function boxOf({ position, parameters }: ExampleNode): Box {
	const [left, top] = position;
	return {
		...{ left, top },
		right: left + Number(parameters.width),
		bottom: top + Number(parameters.height),
	};
}

const overlap = (one: Box, other: Box): boolean =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

/** What a note needs for its text, with letters that are rather too wide than too narrow. */
function heightOf(text: string, width: number): number {
	const sizes: Readonly<Record<number, number>> = { 1: 36, 2: 24, 3: 16 };
	return text.split('\n').reduce((sum, line) => {
		if (line.trim() === '') return sum + 8;
		const [mark = '', level = ''] = /^(?:(#+) |\d+\. |- )/.exec(line) ?? [];
		const size = sizes[level.length] ?? 14;
		const letters = line.slice(mark.length).replace(/[*`]|\]\(.*?\)/g, '').length;
		const columns = Math.floor((width - 32) / (size * 0.52));
		return sum + Math.ceil(letters / columns) * size * 1.35 + 8;
	}, 32);
}

describe.each(GALLERY)('%s', (name) => {
	const file = example(name);
	const notes = file.nodes.filter(({ type }) => type === NOTE);
	const [overview, ...sections] = notes as [ExampleNode, ...ExampleNode[]];
	const steps = file.nodes.filter(({ type }) => type !== NOTE);

	it('has one yellow note with what it does, how it works and how to set it up', () => {
		expect(notes.map(({ parameters }) => parameters.color)).toEqual([
			undefined,
			...sections.map(() => GRAY),
		]);
		const text = textOf(overview);
		expect(text).toMatch(/^## .+\n\n.+\n\n### How it works\n\n1\. [^]+\n\n### Setup\n\n1\. /);
		expect(wordsOf(text)).toBeGreaterThanOrEqual(100);
		expect(wordsOf(text)).toBeLessThanOrEqual(300);
		expect(text).toContain('*n8n-nodes-alibabacloud-chatapp*');
		const usesTrigger = steps.some(({ type }) => type.endsWith('chatAppTrigger'));
		if (usesTrigger && name !== 'verification-demo.json') {
			expect(text).toContain('*Register Automatically*');
		}
	});

	it('numbers its sections and says little in each', () => {
		expect(sections.length).toBeGreaterThanOrEqual(2);
		sections.forEach((section, index) => {
			expect(textOf(section)).toMatch(new RegExp(`^## ${index + 1}\\. .+\\n\\n`));
			expect(wordsOf(textOf(section))).toBeLessThan(50);
		});
	});

	it('says beside what sends that this costs money', () => {
		const starters = steps.filter(({ parameters }) =>
			['sendTemplate', 'sendBulk'].includes(String(parameters.operation)),
		);
		for (const { position } of starters.filter(() => name !== 'one-time-password.json')) {
			const home = sections.find((section) => isIn(position, boxOf(section)));
			expect(textOf(home as ExampleNode)).toMatch(/costs? money/);
		}
	});

	it('has every step in one section, below its text', () => {
		for (const step of steps) {
			const homes = sections.filter((section) => isIn(step.position, boxOf(section)));
			expect([step.name, homes.length]).toEqual([step.name, 1]);
			const home = homes[0] as ExampleNode;
			const { top } = boxOf(home);
			const textEnds = top + heightOf(textOf(home), Number(home.parameters.width));
			expect(step.position[1]).toBeGreaterThanOrEqual(textEnds);
		}
	});

	it('has steps that do not lie on each other', () => {
		const places = steps.map(({ position: [x, y] }) => ({ x, y }));
		places.forEach((one, index) => {
			const near = places.slice(index + 1).filter(({ x, y }) => {
				return Math.abs(x - one.x) < NODE + NAME.side && Math.abs(y - one.y) < NODE + NAME.below;
			});
			expect([steps[index]?.name, near]).toEqual([steps[index]?.name, []]);
		});
	});

	it('has notes that show their whole text and do not overlap', () => {
		notes.forEach((note, index) => {
			const { width, height } = note.parameters;
			expect(Number(height)).toBeGreaterThanOrEqual(heightOf(textOf(note), Number(width)));
			for (const other of notes.slice(index + 1)) {
				expect([note.name, other.name, overlap(boxOf(note), boxOf(other))]).toEqual([
					...[note.name, other.name, false],
				]);
			}
		});
	});

	it('has steps with names of their own', () => {
		for (const step of steps) expect(step.name).not.toMatch(DEFAULT_NAMES);
	});

	it('holds nothing of an n8n or an account', () => {
		expect(Object.keys(file).sort()).toEqual([
			...['connections', 'name', 'nodes', 'pinData', 'settings'],
		]);
		const text = JSON.stringify(file);
		expect(text).not.toMatch(/LTAI|@(?!n8n\/)[\w-]+\.|\beyJ|\bsk-|instanceId"/);
	});
});

function isIn([x, y]: readonly [number, number], { left, top, right, bottom }: Box): boolean {
	return (
		x - NAME.side >= left &&
		x + NODE + NAME.side <= right &&
		y >= top &&
		y + NODE + NAME.below <= bottom
	);
}
