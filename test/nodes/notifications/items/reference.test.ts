import fc from 'fast-check';

import { normalizeBody } from '../../../../nodes/notifications/items/normalize';
import { referenceOf } from '../../../../nodes/notifications/items/carriedReference';
import {
	ANSWER,
	answerOf,
	executionOf,
	isReference,
	readTaskId,
	toReference,
	toResumePath,
	toTaskId,
	withoutSignatures,
} from '../../../../nodes/notifications/items/reference';
import { reference } from '../waiting/waitingServer';

/** As n8n builds them: the node's ID is escaped in the path. */
function signedUrl(execution: string, node: string, answer: string, signature: string): string {
	const url = new URL(`https://n8n.example.com/n8n/webhook-waiting/${execution}`);
	url.pathname += `/${encodeURIComponent(node)}`;
	url.searchParams.set(ANSWER, answer);
	url.searchParams.set('signature', signature);
	return url.toString();
}

const execution = fc.bigInt({ min: 0n, max: 10n ** 19n }).map(String);
const signature = fc
	.uint8Array({ minLength: 32, maxLength: 32 })
	.map((bytes) => Buffer.from(bytes).toString('hex'));
const answer = fc.stringMatching(/^[0-9a-z]{1,2}-[0-9a-f]{8}$/);
const oddNode = fc
	.oneof(
		fc.string({ minLength: 1, maxLength: 24, unit: 'grapheme' }),
		fc.constantFrom('a.b', '..', '%', '%2E', '~', 'a/b', 'ÄÖ 🙂', "'()*!", 'n8n1.x'),
	)
	// n8n itself cannot build a URL of half a character.
	.filter((node) => node.isWellFormed() && node !== '.' && node !== '..');

it.each([
	['UUIDs', fc.uuid()],
	['any other text', oddNode],
])('leads back to the signed path, with %s as IDs of nodes', (_, node) => {
	fc.assert(
		fc.property(execution, node, answer, signature, (run, id, choice, hex) => {
			const ref = toReference(signedUrl(run, id, choice, hex));
			const path = new URL(`https://n8n.example.com${toResumePath(ref)}`);

			expect(isReference(ref)).toBe(true);
			expect(path.pathname).toBe(`/${run}/${encodeURIComponent(id)}`);
			expect(path.searchParams.get(ANSWER)).toBe(choice);
			expect(path.searchParams.get('signature')).toBe(hex);
			expect(executionOf(ref)).toBe(run);
			expect(Object.values(answerOf(ref)).join('-')).toBe(choice);
		}),
	);
});

it('fits where it has to, with UUIDs', () => {
	expect(reference('9', '0', '9f3a11cc')).toHaveLength(84);
	// The ID of a list row may have 200 characters.
	expect(reference('9'.repeat(20), '10', '9f3a11cc'.repeat(2)).length).toBeLessThan(200);
});

it('stands beside the task ID that the user gave', () => {
	const ref = reference('7', 't');
	fc.assert(
		fc.property(fc.string(), (own) => {
			expect(readTaskId(toTaskId(ref, own))).toEqual({ reference: ref, own: own || null });
			if (!isReference(own.split('/')[0])) {
				expect(readTaskId(own)).toEqual({ reference: null, own });
			}
		}),
	);
	expect(readTaskId(null)).toEqual({ reference: null, own: null });
});

it('is told from everything else, and nothing that looks like it throws', () => {
	const part = fc.stringMatching(/^[\w~%.-]{0,40}$/);
	fc.assert(
		fc.property(fc.array(part, { maxLength: 7 }), (parts) => {
			const text = `n8n1.${parts.join('.')}`;
			if (!isReference(text)) return;
			expect(
				new URL(`https://n8n.example.com${toResumePath(text)}`).pathname.split('/'),
			).toHaveLength(3);
		}),
		{ numRuns: 1_000 },
	);
	for (const text of [
		null,
		7,
		{},
		'',
		'n8n1',
		'n8n2.1.a.b.c',
		'n8n1.1.%E0%A4.b.c ',
		'n8n1.1.a.b.c\n',
	]) {
		expect(isReference(text)).toBe(false);
	}
	// Nothing climbs out of its place in the path.
	expect(toResumePath('n8n1.1.~..a.b.c')).not.toContain('..');
	expect(() => toResumePath('n8n1.1.~%E0%A4%A.abc.c')).not.toThrow();
});

it.each([
	['one long part', () => `n8n1.1.${'a'.repeat(1_000_000)}`],
	['many beginnings', () => 'n8n1.'.repeat(200_000)],
	['many halves', () => `n8n1.1.${'a'.repeat(300)}.`.repeat(3_000)],
	['many without an end', () => 'n8n1.1.a.b'.repeat(100_000)],
])('is looked for in a time that grows with the text: %s', (_, text) => {
	// A quadratic search of a million characters would take minutes, and the test its time limit.
	const long = text();
	expect(isReference(long)).toBe(false);
	expect(withoutSignatures(long).length).toBeLessThanOrEqual(long.length);
	expect(readTaskId(long)).toEqual({ reference: null, own: long });
});

describe('in an item', () => {
	const ref = reference('7', '0');
	const secret = ref.split('.')[3] as string;

	it.each([
		{ Type: 'INTERACTIVE', Message: { button_reply: { id: ref, title: 'Yes' } } },
		{ Type: 'BUTTON', Message: { payload: ref, text: 'Yes' }, Context: { id: ref } },
		{ Type: 'TEXT', Message: `I copied ${ref} and ${ref}` },
		{ Status: 'Failed', TaskId: toTaskId(ref, 'mine'), ErrorDescription: ref },
		{ Nothing: 'known', deep: { in: [{ it: ref }] } },
		ref,
	])('has no signature anywhere: %#', (entry) => {
		const whole = typeof entry === 'string' ? entry : { MessageId: 'm', ...entry };
		const items = normalizeBody([whole]);

		expect(items).toHaveLength(1);
		expect(JSON.stringify(items)).not.toContain(secret);
		expect(JSON.stringify(items)).toContain('n8n1.7.');
	});

	it('is kept beside it for the trigger', () => {
		const [tapped, told, text] = normalizeBody([
			{ MessageId: 'm', Type: 'BUTTON', Message: { payload: ref, text: 'Yes' } },
			{ MessageId: 'm', Status: 'Read', TaskId: ref },
			{ MessageId: 'm', Type: 'TEXT', Message: ref },
		]);

		expect([tapped, told, text].map((item) => item && referenceOf(item))).toEqual([ref, ref, null]);
		expect(tapped).toMatchObject({
			text: 'Yes',
			reply: { value: 'Yes', id: null, payload: null, answersQuestion: null },
		});
		expect(told).toMatchObject({ taskId: 'm' });
	});
});
