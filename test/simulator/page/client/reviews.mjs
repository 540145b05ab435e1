import { byId, make, reconcile } from './dom.mjs';

/** Why a template is rejected here; Meta gives such words. */
const REASON = 'INVALID_FORMAT';

/** Draws the templates in review, each with both ways in which a review can end. */
export function drawReviews(templates, step) {
	const open = templates.filter(({ auditStatus }) => auditStatus === 'auditing');
	byId('reviews-section').hidden = open.length === 0;
	reconcile(byId('reviews'), open, {
		keyOf: ({ code, language }) => `${code} ${language}`,
		signatureOf: ({ name }) => name,
		build: (template) => reviewPart(template, step),
	});
}

/** One template in review. */
export function reviewPart({ code, language, name }, step) {
	const end = (label, status, reason) =>
		make(
			'button',
			{
				type: 'button',
				'aria-label': `${label} ${name} (${language})`,
				on: { click: () => step('review', { templateCode: code, language, status, reason }) },
			},
			label,
		);
	return make(
		'div',
		{ class: 'review' },
		make('p', {}, `${name} (${language})`),
		make('div', { class: 'steps' }, end('Approve', 'pass'), end('Reject', 'fail', REASON)),
	);
}
