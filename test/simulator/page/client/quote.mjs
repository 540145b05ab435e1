import { byId, make } from './dom.mjs';
import { excerpt } from './labels.mjs';

/** Draws above the answer field which message the next answer quotes; null = none. */
export function drawQuote(quoted, businessName, onCancel) {
	const line = byId('quoting');
	line.hidden = !quoted;
	if (!quoted || line.dataset.quoted === quoted.id) return;
	line.dataset.quoted = quoted.id;
	const name = quoted.direction === 'in' ? 'yourself' : businessName;
	line.replaceChildren(
		make(
			'p',
			{ class: 'quote' },
			make('strong', {}, `Quoting ${name}`),
			make('span', {}, excerpt(quoted)),
		),
		make('button', { type: 'button', class: 'quiet', on: { click: onCancel } }, 'Cancel'),
	);
}
