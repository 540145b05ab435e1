import fc from 'fast-check';

import { readHandover, type HandedItem } from '../../../../nodes/ChatApp/waiting/handover';
import { judgeAnswer } from '../../../../nodes/ChatApp/waiting/judgeAnswer';
import { isPerson } from '../../../../nodes/ChatApp/waiting/people';
import type { QuestionState } from '../../../../nodes/ChatApp/waiting/waitingState';

const MEI = '6591230001';
const NONCE = 'aaaabbbbcccc';

const QUESTION: QuestionState = {
	...{ waitsFor: 'answer', nonce: NONCE, earlier: [], execution: '7', kind: 'approval' },
	choices: [
		{ label: 'Yes, please', value: 'approve' },
		{ label: 'No', value: 'disapprove' },
	],
	...{ shown: [], offered: 'buttons', takesText: true, approvers: [] },
	conversation: {
		...{ channelType: 'whatsapp', channelId: 'c', from: '6531589000', to: MEI, isGroup: false },
	},
	...{ replyToOthers: null, closingMessage: null, media: null, byErrorOutput: false },
};
const CHOICE = { ...QUESTION, kind: 'choice', takesText: false } as const;
const FREE = { ...QUESTION, kind: 'freeText', choices: [] } as const;

const NOBODY = { address: null, key: null, phone: null, userId: null, parentUserId: null };
const handed = (changes: object = {}): HandedItem =>
	readHandover({
		item: {
			...{ event: 'inbound', type: 'text', text: 'x', messageId: 'm' },
			from: { ...NOBODY, phone: MEI, address: `+${MEI}`, key: MEI },
			...changes,
		},
	}) as HandedItem;
const judge = (question: QuestionState, code: string, item: object = {}, nonce = NONCE) =>
	judgeAnswer(question, `${code}-${nonce}`, handed(item));

test.each([
	['a tap', '0', {}, { choice: { index: 0 }, approved: true, chatInput: null }],
	['a tap on no', '1', {}, { choice: { index: 1 }, approved: false, text: 'No' }],
	['a label', 't', { text: ' yes,  PLEASE ' }, { choice: { index: 0 }, approved: true }],
	['full-width letters', 't', { text: 'Ｎｏ' }, { choice: { index: 1 }, approved: false }],
	[
		'other words',
		't',
		{ text: 'only 20' },
		{ approved: false, chatInput: 'only 20', choice: null },
	],
])('%s answers an approval', (_name, code, item, answer) => {
	expect(judge(QUESTION, code, item)).toMatchObject({ is: 'answered', answer });
});

test.each<[string, QuestionState, string, object]>([
	['other words to a choice', CHOICE, 't', { text: 'Sunday' }],
	['a reaction', QUESTION, 't', { type: 'reaction', text: 'No' }],
	['an earlier message that was edited', QUESTION, 't', { type: 'edit', text: 'No' }],
	['an earlier message that was deleted', FREE, 't', { type: 'revoke', text: 'No' }],
	['a change of number', QUESTION, 't', { type: 'system', text: 'No' }],
	['a message of the business', QUESTION, '0', { isEcho: true }],
	['a choice that is not there', QUESTION, '7', {}],
	['a code that is none', QUESTION, 'x', {}],
	['a picture without words', QUESTION, 't', { type: 'image', text: null }],
	['a message in a group', QUESTION, '0', { groupId: 'g' }],
	['a number of a choice with buttons', CHOICE, 't', { text: '2' }],
	['nothing', FREE, 't', { text: '  ' }],
])('%s is no answer', (_name, question, code, item) => {
	expect(judge(question, code, item).is).toBe('refused');
});

test('the number of a choice counts where it was shown', () => {
	const question: QuestionState = { ...CHOICE, offered: 'numbers' };
	expect(judge(question, 't', { text: '2.' })).toMatchObject({ answer: { choice: { index: 1 } } });
	expect(judge(question, 't', { text: '3' }).is).toBe('refused');
	expect(judge(question, 't', { text: '0' }).is).toBe('refused');
});

describe('a typed label counts as it is written', () => {
	const approval = {
		choices: [
			{ label: 'Approve', value: 'y' },
			{ label: 'Decline', value: 'n' },
		],
	};
	const numbered: QuestionState = { ...QUESTION, ...approval, offered: 'numbers' };
	const indexOf = (question: QuestionState, text: string): number | null => {
		const verdict = judge(question, 't', { text });
		return verdict.is === 'answered' ? (verdict.answer.choice?.index ?? null) : null;
	};

	test.each([
		...['1', '1.', '1. Approve', '1.Approve', '1 approve', '1) Approve', '(1)', '(1) Approve'],
		...[
			'\u0661',
			'\u06f1',
			'\u0967',
			'\uff11',
			'1\ufe0f\u20e3',
			'1\ufe0f\u20e3 Approve',
			'\u0661. Approve',
		],
		...['\u200fApprove', '\u200eApprove', 'Approve\u200b', 'approve!', 'Approve.', '*Approve*'],
		...['\u201cApprove\u201d', '"approve"', '*1. Approve*'],
	])('%j as a yes', (text) => expect(indexOf(numbered, text)).toBe(0));

	test.each([
		...['Approve?', 'Approve 2', '2. Approve', '12 Approve', '3', '0', '~Approve~', 'not approve'],
		...['-1', '.1', '1.1', '11', '1. 1. Approve', '!', '...'],
	])('%j as no choice', (text) => {
		expect(indexOf(numbered, text)).toBeNull();
	});

	const choiceOf = (...labels: string[]): QuestionState => ({
		...{ ...CHOICE, takesText: true },
		choices: labels.map((label) => ({ label, value: label })),
	});

	test('by its number only where numbers were shown', () => {
		expect(indexOf({ ...QUESTION, ...approval }, '1. Approve')).toBeNull();
		expect(indexOf({ ...QUESTION, ...approval }, 'approve!')).toBe(0);
	});

	test('with the description as the message shows it', () => {
		const choices = [{ label: 'Mon', value: 1, description: 'early' }];
		const question: QuestionState = { ...choiceOf(), choices, offered: 'numbers' };
		expect(indexOf(question, '1. Mon (early)')).toBe(0);
		expect(indexOf(question, '1. Mon')).toBe(0);
	});

	test.each<[string[], string, number | null]>([
		[['!', '?'], '?', 1],
		[['...', '!'], '...', 0],
		[['...', '!'], '!!', null],
		[['A', 'A-', 'A!'], 'a!', 2],
		[['A', 'A-', 'A!'], 'a-', 1],
		[['A!', '(A)'], 'a', null],
		[['\u{1f468}\u200d\u{1f469}', '\u{1f468}\u{1f469}'], '\u{1f468}\u200d\u{1f469}', 0],
	])('of %j, %j is %j', (labels, text, index) => {
		expect(indexOf(choiceOf(...labels), text)).toBe(index);
	});

	test.each<[string[], string, number | null]>([
		[['No', 'Sí'], 'si', 1],
		[['No', 'Sí'], 'SI!', 1],
		[['Evet', 'Hayır'], 'HAYIR', 1],
		[['İptal', 'Onayla'], 'iptal', 0],
		[['Größe S', 'Größe M'], 'GRÖSSE M', 1],
		[['أوافق', 'إلغاء'], 'الغاء', 1],
		[['Đồng ý', 'Hủy'], 'dong y', 0],
		[['Papa', 'Papá'], 'papá', 1],
		[['Papa', 'Papá'], 'papa', 0],
		[['Pápa', 'Papá'], 'papa', null],
		[['はい', 'バイ'], 'ハイ', null],
	])('without its accents: of %j, %j is %j', (labels, text, index) => {
		expect(indexOf(choiceOf(...labels), text)).toBe(index);
	});

	test.each<[string[], string, number | null]>([
		[['2', '1'], '2', null],
		[['2', '1'], '1. 2', 0],
		[['1', '2'], '2', 1],
		[['2 pm', '3 pm'], '12 pm', null],
		[['2 pm', '3 pm'], '1. 2 pm', 0],
		[['5 kg', '6 kg'], '1.5 kg', null],
		[['5 kg', '6 kg'], '1. 5 kg', 0],
	])('of the numbered %j, %j is %j', (labels, text, index) => {
		expect(indexOf({ ...choiceOf(...labels), offered: 'numbers' }, text)).toBe(index);
	});

	test('of a template whose words are those of another choice, it is neither', () => {
		const question: QuestionState = { ...choiceOf('Yes', 'No'), offered: 'template' };
		expect(indexOf({ ...question, shown: ['No', 'Maybe'] }, 'no')).toBeNull();
	});

	test('however long it is, in a time that grows with it', () => {
		expect(indexOf(numbered, `${'.'.repeat(65_000)}a${' .'.repeat(200)}`)).toBeNull();
	});
});

test('free text takes files and places, and other text where a choice allows it', () => {
	const media = { url: 'https://example.com/a.png', mimeType: 'image/png' };
	expect(judge(FREE, 't', { type: 'image', text: null, media })).toMatchObject({
		answer: { text: null, media: { url: media.url }, type: 'image' },
	});
	const location = { latitude: 1.3, longitude: 103.8 };
	expect(judge(FREE, 't', { type: 'location', text: null, location })).toMatchObject({
		answer: { location },
	});
	expect(judge({ ...CHOICE, takesText: true }, 't', { text: 'Sunday' })).toMatchObject({
		answer: { text: 'Sunday', choice: null, approved: null },
	});
});

test('the words of a button of a template count as its choice', () => {
	const question: QuestionState = { ...CHOICE, offered: 'template', shown: ['Ship it', 'Wait'] };
	expect(judge(question, 't', { text: 'wait' })).toMatchObject({
		answer: { choice: { index: 1 } },
	});
});

test('who opts out ends the question, unless that is what it offers', () => {
	expect(judge(QUESTION, 't', { text: 'Stop', optOut: true }).is).toBe('optedOut');
	expect(judge(QUESTION, 't', { text: 'no', optOut: true }).is).toBe('answered');
	expect(judge(FREE, 't', { text: 'Stop', optOut: true }).is).toBe('optedOut');
});

test('references of other questions do not count, unless they are reminded of', () => {
	expect(judge(QUESTION, '0', {}, 'ddddbbbbcccc').is).toBe('refused');
	const reminder = { ...QUESTION, earlier: ['ddddbbbbcccc'] };
	expect(judge(reminder, '0', {}, 'ddddbbbbcccc').is).toBe('answered');
});

test('only the failure of the question itself ends it', () => {
	const failed = { event: 'status', status: 'failed', error: { code: '131026', advice: 'x' } };
	expect(judge(QUESTION, 't', failed)).toMatchObject({
		is: 'notDelivered',
		error: { code: '131026', advice: 'x' },
	});
	expect(judge(QUESTION, 't', { ...failed, status: 'read' }).is).toBe('refused');
	expect(judge(QUESTION, '0', failed).is).toBe('refused');
	const reminder = { ...QUESTION, earlier: ['ddddbbbbcccc'] };
	expect(judge(reminder, 't', failed, 'ddddbbbbcccc').is).toBe('refused');
});

describe('who may answer', () => {
	const from = (ids: object): object => ({ from: { ...NOBODY, ...ids } });

	test.each([
		['phone', { phone: MEI }],
		['address', { address: `+${MEI}` }],
		['key', { key: MEI }],
	])('the recipient, known by %s', (_name, ids) => {
		expect(judge(QUESTION, '0', from(ids)).is).toBe('answered');
	});

	test.each(['userId', 'parentUserId'])('the recipient, known by %s', (name) => {
		const conversation = { ...QUESTION.conversation, to: 'SG.123' };
		expect(judge({ ...QUESTION, conversation }, '0', from({ [name]: 'SG.123' })).is).toBe(
			'answered',
		);
	});

	test('the recipient whose number is hidden, by what the statuses of the question told', () => {
		const hidden = { ...from({ userId: 'SG.123', key: 'SG.123' }), knownAs: [MEI, 'SG.123'] };
		expect(judge(QUESTION, '0', hidden).is).toBe('answered');
		expect(judge({ ...QUESTION, approvers: [`+${MEI}`] }, '0', hidden).is).toBe('answered');
		expect(judge({ ...QUESTION, approvers: ['6591230002'] }, '0', hidden).is).toBe('other');
		for (const knownAs of [[], ['6591230002'], [''], 'x', [{ a: 1 }], undefined]) {
			expect(judge(QUESTION, '0', { ...hidden, knownAs }).is).toBe('other');
		}
	});

	test('nobody else', () => {
		expect(judge(QUESTION, '0', from({ phone: '6591230002' })).is).toBe('other');
		expect(judge(QUESTION, '0', from({})).is).toBe('other');
	});

	test('anybody in a group, or its approvers', () => {
		const conversation = { ...QUESTION.conversation, to: 'g-1', isGroup: true };
		const inGroup = { groupId: 'g-1', ...from({ phone: '6591230002' }) };
		expect(judge({ ...QUESTION, conversation }, 't', { ...inGroup, text: 'no' }).is).toBe(
			'answered',
		);
		const question = { ...QUESTION, conversation, approvers: [MEI] };
		expect(judge(question, 't', { ...inGroup, text: 'no' }).is).toBe('other');
		// Statuses of a group tell each that the question reached, so they make nobody an approver.
		const known = { ...inGroup, text: 'no', knownAs: ['g-1', MEI, '6591230002'] };
		expect(judge(question, 't', known).is).toBe('other');
		expect(judge(question, 't', { groupId: 'g-1', text: 'no' }).is).toBe('answered');
		expect(judge(question, 't', { groupId: 'g-2', text: 'no' }).is).toBe('refused');
	});

	test.each([
		['5215512345678', '525512345678'],
		['5491123456789', '541123456789'],
		['5511987654321', '551187654321'],
	])('%s and %s are one person', (one, other) => {
		const person = { ...NOBODY, phone: other };
		expect(isPerson(one, person) && isPerson(`+${other}`, { ...NOBODY, phone: one })).toBe(true);
	});
});

test('whatever is posted, nothing but the recipient answers', () => {
	const anything = fc.dictionary(
		fc.constantFrom(
			...['event', 'type', 'text', 'from', 'media', 'location', 'groupId', 'isEcho', 'optOut'],
			...['status', 'error', 'timestamp', '__proto__'],
		),
		fc.oneof(
			fc.constantFrom('inbound', 'status', 'failed', 'text', true),
			fc.anything({ maxDepth: 2 }),
			fc.record({ phone: fc.oneof(fc.constant('6591230009'), fc.string(), fc.anything()) }),
		),
	);
	fc.assert(
		fc.property(anything, fc.string(), (item, signed) => {
			const read = readHandover({ item });
			if (read === null) return true;
			expect(JSON.stringify(read).length).toBeLessThan(1_000_000);
			for (const query of [signed, `0-${NONCE}`, `t-${NONCE}`]) {
				expect(judgeAnswer(QUESTION, query, read).is).not.toBe('answered');
			}
			return true;
		}),
		{ numRuns: 300 },
	);
});

test('what is handed over is bounded, and only what is known of it is kept', () => {
	const item = {
		...{ event: 'inbound', type: 'text', text: 'x'.repeat(1_000_000), raw: { a: 1 }, evil: 1 },
		from: { phone: MEI, name: 5, address: { a: 1 } },
	};
	const read = readHandover({ item }) as unknown as Record<string, unknown>;
	expect(String(read.text)).toHaveLength(65_536);
	expect(read).not.toHaveProperty('raw');
	expect(read).not.toHaveProperty('evil');
	expect(read.from).toMatchObject({ phone: MEI, name: null, address: null });
	expect(
		[undefined, null, [], 'x', { item: [] }, { item: { event: 'audit' } }].map(readHandover),
	).toEqual(Array.from({ length: 6 }, () => null));
});

test('of a file, a place and a failure only the shape is believed', () => {
	const from = { phone: MEI };
	const inbound = (changes: object) =>
		readHandover({ item: { event: 'inbound', type: 'text', from, ...changes } });
	const media = { url: 'https://example.com/a.png', fileName: 'x'.repeat(5000), size: 1 };
	const location = { latitude: 1.3, longitude: Infinity, name: 7, country: 'SG' };
	expect(inbound({ media, location, timestamp: 'soon', isEcho: 'yes' })).toMatchObject({
		media: {
			...{ url: media.url, fileName: 'x'.repeat(1024) },
			...{ id: null, mimeType: null, caption: null, expiresAt: null },
		},
		location: { latitude: 1.3, longitude: null, name: null, address: null },
		...{ timestamp: null, isEcho: false },
	});
	expect(inbound({ media, location })).not.toHaveProperty('media.size');
	expect(inbound({ media, location })).not.toHaveProperty('location.country');
	expect(inbound({ media: 'x', location: [] })).toMatchObject({ media: null, location: null });

	const status = (changes: object) => readHandover({ item: { event: 'status', ...changes } });
	expect(status({})).toBeNull();
	const error = { code: '131026', retryable: 1, retryAfter: '5', evil: 1 };
	expect(status({ status: 'failed', error })).toMatchObject({
		error: {
			...{ code: '131026', message: null, advice: '', action: 'fix' },
			...{ retryable: false, retryAfter: null },
		},
	});
	expect(status({ status: 'failed', error: { retryable: true, retryAfter: 5 } })).toMatchObject({
		error: { retryable: true, retryAfter: 5 },
	});
	expect(status({ status: 'failed', error: 'no' })).toMatchObject({ error: null });
});
