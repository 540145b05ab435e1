import { contentAppearance } from './appearance';

/** Cards inside of cards, as deep as JSON can be. */
function nested(depth: number): object {
	let card: object = { body: { text: 'innermost' }, action: {} };
	for (let level = 0; level < depth; level++) card = { action: { cards: [card] } };
	return card;
}

test('cards are drawn, but no cards inside of them, however deep they are nested', () => {
	const { cards } = contentAppearance('interactive', nested(200_000));
	expect(cards).toEqual([{ header: null, body: '', buttons: [] }]);
	expect(contentAppearance('interactive', nested(1)).cards).toEqual([
		{ header: null, body: 'innermost', buttons: [] },
	]);
});
