import fc from 'fast-check';

import { carryReplaced, readCarrying } from '../../../nodes/ChatAppTrigger/testUrl';

const URL_OF_TEST = 'https://n8n.example.com/webhook-test/hook-1/chat-app';
const PLACE = { number: '6531589000', kind: 'inbound' } as const;
const carried = carryReplaced(
	{ url: URL_OF_TEST, replaced: 'https://crm.example.com/hooks?key=secret' },
	PLACE,
	'instance',
);

it('gives back what was replaced, whatever that was', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (replaced) => {
			const text = carryReplaced({ url: URL_OF_TEST, replaced }, PLACE, 'instance');
			expect(readCarrying(text, PLACE, 'instance')).toEqual({ url: URL_OF_TEST, replaced });
		}),
		{ numRuns: 50 },
	);
});

it('shows nothing of it to who sees the URL', () => {
	expect(carried).not.toMatch(/crm|secret|key=/);
	expect(Buffer.from(carried.split('=')[1] ?? '', 'base64url').toString()).not.toMatch(
		/crm|secret/,
	);
});

it.each([
	['another n8n', carried, PLACE, 'another instance'],
	['another number', carried, { ...PLACE, number: '6531589001' }, 'instance'],
	['the other kind', carried, { ...PLACE, kind: 'status' }, 'instance'],
	[
		'a changed text',
		carried.replace(/.(?=.{9}$)/, (one) => (one === 'A' ? 'B' : 'A')),
		PLACE,
		'instance',
	],
	['a text that was cut', carried.slice(0, -8), PLACE, 'instance'],
	['no query', URL_OF_TEST, PLACE, 'instance'],
	['a query of somebody else', 'https://crm.example.com/?replaced=AAAA', PLACE, 'instance'],
	['no URL', 'chat app', PLACE, 'instance'],
	['far too long a text', `${URL_OF_TEST}?replaced=${'A'.repeat(100_000)}`, PLACE, 'instance'],
] as const)('reads nothing from %s', (_name, text, place, instance) => {
	expect(readCarrying(text, place, instance)).toBeNull();
});
