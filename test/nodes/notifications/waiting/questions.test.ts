import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { OpenQuestions } from '../../../../nodes/notifications/waiting/openQuestions';
import {
	MOST_QUESTIONS,
	QUESTION_LIFE_MS,
	Questions,
	type Question,
} from '../../../../nodes/notifications/waiting/questions';
import type { StatusItem } from '../../../../nodes/notifications/items/types';
import { referenceOf } from '../../../../nodes/notifications/items/carriedReference';
import { normalizeBody } from '../../../../nodes/notifications/items/normalize';
import { receiptOf, reference } from './waitingServer';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const BUSINESS = '6531589000';

const question = (index: number, more: Partial<Question> = {}): Question => ({
	reference: reference(index, 't'),
	business: BUSINESS,
	recipients: [`+65 9${String(1_000_000 + index)}`],
	messageId: `m-${index}`,
	askedAt: NOW + index,
	...more,
});

const by = (index: number, quoted: string | null = null) => ({
	business: BUSINESS,
	people: [`659${String(1_000_000 + index)}`],
	quoted,
	writtenAt: null,
});

const runs = (found: readonly Question[]) => found.map(({ reference: ref }) => ref.split('.')[1]);

/** How many steps maps and sets take for something. */
function operationsOf(work: () => void): number {
	const names = [
		'get',
		'set',
		'has',
		'delete',
		'keys',
		'entries',
		'values',
		Symbol.iterator,
	] as const;
	const spies = names.map((name) => jest.spyOn(Map.prototype, name as 'get'));
	const sets = (['add', 'has', 'delete', Symbol.iterator] as const).map((name) =>
		jest.spyOn(Set.prototype, name as 'has'),
	);
	work();
	const steps = [...spies, ...sets].reduce((sum, { mock }) => sum + mock.calls.length, 0);
	for (const spy of [...spies, ...sets]) spy.mockRestore();
	return steps;
}

function filled(count: number): Questions {
	const questions = new Questions();
	for (let index = 0; index < count; index++) questions.add(question(index), NOW);
	return questions;
}

it('takes as many steps among ten thousand as among ten', () => {
	const [few, many] = [filled(10), filled(MOST_QUESTIONS)];
	const steps = (questions: Questions, index: number) => [
		operationsOf(() => questions.answeredBy(by(index), NOW)),
		operationsOf(() => questions.answeredBy(by(index, `m-${index}`), NOW)),
		operationsOf(() => questions.add(question(index, { askedAt: 0 }), NOW)),
		operationsOf(() => questions.end(question(index).reference)),
		operationsOf(() => questions.add(question(99_999), NOW)),
	];

	expect(steps(many, 5_000)).toEqual(steps(few, 5));
});

it('does not pass by all that it has forgotten to find the next to forget', () => {
	const questions = filled(MOST_QUESTIONS);
	const spies = (['keys', 'entries', Symbol.iterator] as const).map((name) =>
		jest.spyOn(Map.prototype, name as 'keys'),
	);
	for (let index = 0; index < 500; index++) questions.add(question(20_000 + index), NOW);
	const begun = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
	for (const spy of spies) spy.mockRestore();

	expect(begun).toBeLessThanOrEqual(1);
	expect(questions.size).toBe(MOST_QUESTIONS);
});

it('holds ten thousand, and forgets the oldest beyond', () => {
	const questions = filled(MOST_QUESTIONS + 5);

	expect(questions.size).toBe(MOST_QUESTIONS);
	expect(questions.answeredBy(by(4), NOW)).toEqual([]);
	expect(questions.answeredBy(by(4, 'm-4'), NOW)).toEqual([]);
	expect(runs(questions.answeredBy(by(5), NOW))).toEqual(['5']);
});

it('keeps the newest of many questions to one person', () => {
	const questions = new Questions();
	for (let index = 0; index < 50; index++) {
		questions.add(question(index, { recipients: ['6591230001'] }), NOW);
	}
	const found = questions.answeredBy(
		{ business: BUSINESS, people: ['6591230001'], quoted: null, writtenAt: null },
		NOW,
	);

	expect(found).toHaveLength(20);
	expect(runs(found)[0]).toBe('49');
});

it.each([
	['525512345678', '5215512345678'],
	['541123456789', '5491123456789'],
	['551187654321', '5511987654321'],
])('finds a question to %s by an answer from %s, and the other way round', (one, other) => {
	for (const [asked, from] of [
		[one, other],
		[other, `+${one}`],
	] as const) {
		const questions = new Questions();
		questions.add(question(1, { business: asked, recipients: [asked] }), NOW);
		const writing = { business: from, people: [from], quoted: null, writtenAt: null };

		expect(runs(questions.answeredBy(writing, NOW))).toEqual(['1']);
		expect(questions.add(question(1, { business: from, recipients: [from] }), NOW)).toBe(false);
	}
});

it('is answered by nothing that was written before it, but by what quotes it', () => {
	const questions = filled(1);
	const MINUTE = 60_000;
	const written = (writtenAt: number | null, quoted: string | null = null) =>
		runs(questions.answeredBy({ ...by(0, quoted), writtenAt }, NOW));
	const found = runs(questions.answeredBy(by(0), NOW));
	expect(found).toHaveLength(1);
	expect(written(NOW + MINUTE)).toEqual(found);
	// The clocks of n8n and of the service differ.
	expect(written(NOW - 4 * MINUTE)).toEqual(found);
	expect(written(NOW - 6 * MINUTE)).toEqual([]);
	expect(written(NOW - 6 * MINUTE, 'm-0')).toEqual(found);
	expect(written(NOW - 6 * MINUTE, 'm-1')).toEqual([]);
});

it('forgets what is a month old', () => {
	const questions = filled(2);

	expect(questions.answeredBy(by(0), NOW + QUESTION_LIFE_MS)).toEqual([]);
	expect(runs(questions.answeredBy(by(1), NOW + QUESTION_LIFE_MS))).toEqual(['1']);
	questions.add(question(7), NOW + QUESTION_LIFE_MS);
	expect(questions.get('0:9f3a11cc')).toBeUndefined();
});

it('learns more about a question, and nothing after its end', () => {
	const questions = new Questions();
	questions.add(question(1, { business: null, messageId: null }), NOW);
	questions.add(question(1, { recipients: ['SG.123'], askedAt: NOW - 5 }), NOW);
	const byId = { business: BUSINESS, people: ['SG.123'], quoted: null, writtenAt: null };

	expect(questions.answeredBy(byId, NOW)).toMatchObject([
		{
			business: BUSINESS,
			recipients: ['6591000001', 'SG.123'],
			messageId: 'm-1',
			askedAt: NOW - 5,
		},
	]);
	expect(questions.answeredBy({ ...byId, business: '6500000000' }, NOW)).toEqual([]);
	questions.end(reference(1, '0'));
	expect(questions.add(question(1), NOW)).toBe(false);
	expect(questions.size).toBe(0);
});

it.each([
	{ reference: 'n8n1.half' },
	{ reference: 'x'.repeat(10_000) },
	{ askedAt: Number.NaN },
	{ askedAt: NOW - QUESTION_LIFE_MS },
])('takes in no such question: %j', (more) => {
	expect(new Questions().add(question(1, more), NOW)).toBe(false);
});

it('keeps nothing of a long text but the ID in it', () => {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const used = (): number => {
		collect();
		return process.memoryUsage().heapUsed / 1_000_000;
	};
	const questions = new Questions();
	const before = used();
	for (let index = 0; index < 50; index++) {
		const { text } = JSON.parse(
			JSON.stringify({ text: `the-id-of-message-${index}${' '.repeat(2_000_000)}` }),
		) as { text: string };
		questions.add(question(index, { messageId: text }), NOW);
	}
	expect(questions.size).toBe(50);
	expect(used() - before).toBeLessThan(50);
});

it('keeps a bounded number of characters of each', () => {
	const questions = new Questions();
	const long = 'x'.repeat(100_000);
	questions.add(
		question(1, {
			business: long,
			messageId: long,
			recipients: [
				long,
				'a\tb',
				'c\nd',
				...Array.from({ length: 500 }, (_, index) => `id-${index}`),
			],
		}),
		NOW,
	);

	const [kept] = questions.answeredBy(
		{ business: null, people: ['id-0'], quoted: null, writtenAt: null },
		NOW,
	);
	expect(JSON.stringify(kept).length).toBeLessThan(500);
});

describe('what a node has learned', () => {
	const receipt = (person: string, execution: number) =>
		normalizeBody([receiptOf(person, 'mine', `m-${execution}`)])[0] as StatusItem;

	it('is saved when something is new, and known to the next process', () => {
		const first = new OpenQuestions(new Questions());
		first.learn(reference(1, 't'), receipt('6591230001', 1), NOW);
		first.learn(reference(2, 't'), receipt('6591230002', 2), NOW);
		const text = first.textToSave(NOW);
		expect(first.textToSave(NOW)).toBeNull();
		first.learn(reference(2, 't'), receipt('6591230002', 2), NOW);
		expect(first.textToSave(NOW)).toBeNull();

		const next = new OpenQuestions(new Questions());
		next.load(text, NOW);
		const writing = { business: BUSINESS, people: ['6591230002'], quoted: null, writtenAt: null };
		expect(runs(next.questions.answeredBy(writing, NOW))).toEqual(['2']);
		next.end(reference(2, 't'));
		expect(next.textToSave(NOW)?.split('\n')).toHaveLength(1);
	});

	it.each([
		undefined,
		null,
		7,
		{},
		'',
		'\n\n',
		'n8n1.1.a.b.t-0',
		`${reference(1, 't')}\t\t\tzz!\t1`,
	])('is read from anything that may be stored: %p', (stored) => {
		const open = new OpenQuestions(new Questions());
		open.load(stored, NOW);
		expect(open.questions.size).toBe(0);
	});

	it('is thinned out when it is much and changes all the time', () => {
		const open = new OpenQuestions(filled(0));
		let saved = 0;
		for (let index = 0; index < MOST_QUESTIONS; index++) {
			open.learn(reference(index, 't'), receipt(`659${1_000_000 + index}`, index), NOW);
			saved += open.textToSave(NOW)?.length ?? 0;
		}

		expect(saved).toBeLessThan(7_000_000);
		// The rest follows as soon as there is room again.
		expect(open.textToSave(NOW + 10_000)?.split('\n')).toHaveLength(MOST_QUESTIONS);
	});
});

describe('receipts that anybody can forge', () => {
	const forged = (count: number, more: object = {}) =>
		normalizeBody(
			Array.from({ length: count }, (_, index) =>
				receiptOf('6598765432', reference(500_000 + index, 't'), `f-${index}`, 'Delivered', more),
			),
		) as StatusItem[];
	const learnAll = (open: OpenQuestions, items: readonly StatusItem[]) =>
		items.forEach((item) => open.learn(String(referenceOf(item)), item, NOW));

	it('push no question out that was asked in this process', () => {
		const questions = new Questions();
		questions.add(question(1), NOW);
		const open = new OpenQuestions(questions);
		learnAll(open, forged(MOST_QUESTIONS + 10));

		expect(questions.size).toBe(MOST_QUESTIONS);
		expect(runs(questions.answeredBy(by(1), NOW))).toEqual(['1']);
	});

	it('nor one that was asked after its receipt came', () => {
		const questions = new Questions();
		const open = new OpenQuestions(questions);
		const [receipt] = forged(1);
		learnAll(open, [receipt as StatusItem]);
		questions.add(question(1, { reference: reference(500_000, 't') }), NOW);
		learnAll(open, forged(MOST_QUESTIONS + 10).slice(1));

		expect(runs(questions.answeredBy(by(1), NOW))).toEqual(['500000']);
	});

	it('are saved up to a megabyte and a half, the newest first', () => {
		const open = new OpenQuestions(new Questions());
		const long = (character: string) => character.repeat(190);
		const more = { From: long('b'), To: long('t'), ToUserId: long('u') };
		learnAll(open, forged(5_000, more));
		const text = String(open.textToSave(NOW));

		expect(text.length).toBeLessThanOrEqual(1_500_000);
		expect(text.length).toBeGreaterThan(1_400_000);
		expect(text.split('\n').at(-1)).toContain('n8n1.504999.');
	});
});
