import { byHand, type Contract } from '../contract';

/** What is not confirmed about: files. */
export const files: readonly Contract[] = [
	{
		id: 'file-life',
		question: 'How long an uploaded file is kept, and whether it may be public',
		assumed: 'Tries both. For templates that you keep for long, use your own links',
		level: null,
		cost: 'nothing',
		needs: [],
		steps: ['Upload a file, and open its link after a week'],
		outcomes: byHand('**Upload** must say how long it is kept'),
	},
	{
		id: 'link-renewal',
		question: 'Whose files the service renews links for',
		assumed: '**Renew Expired Link** requests one once. The error says if it was refused',
		level: null,
		cost: 'nothing',
		needs: ['person who taps'],
		steps: ['Renew the link of a file that somebody sent'],
		outcomes: byHand('`alibabaCloud/files/renewal.ts` must ask in another way'),
	},
];
