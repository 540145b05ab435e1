import { byId, make, reconcile } from './dom.mjs';
import { address, CHANNELS, initials, preview, timeOfDay, tone } from './labels.mjs';

/** Draws the list of conversations; `unread` holds the ids of threads with something new. */
export function drawConversations(threads, chosenId, unread, onChoose) {
	byId('nobody').hidden = threads.length > 0;
	const list = byId('conversations');
	reconcile(list, threads, {
		keyOf: (thread) => thread.id,
		signatureOf: (thread) =>
			JSON.stringify([
				thread.id === chosenId,
				unread.has(thread.id),
				thread.userName,
				thread.messages.at(-1),
			]),
		build: (thread) => row(thread, thread.id === chosenId, unread.has(thread.id), onChoose),
	});
	if (list.dataset.chosen !== chosenId) {
		list.dataset.chosen = chosenId ?? '';
		list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
	}
}

function row(thread, chosen, isNew, onChoose) {
	const last = thread.messages.at(-1);
	const failed = last?.status === 'failed';
	const number = address(thread.user, thread.channelType);
	return make(
		'li',
		{},
		make(
			'button',
			{
				type: 'button',
				class: 'person',
				'aria-current': chosen ? 'true' : null,
				data: { part: 'person' },
				on: { click: () => onChoose(thread.id) },
			},
			make(
				'span',
				{ class: `avatar ${tone(thread.user)}`, 'aria-hidden': 'true' },
				initials(thread.userName, thread.user),
			),
			make(
				'span',
				{ class: 'person-text' },
				make(
					'span',
					{ class: 'person-line' },
					make('strong', {}, thread.userName || number),
					last ? make('time', {}, timeOfDay(last.createdAt)) : null,
				),
				make(
					'span',
					{ class: 'person-line minor' },
					make('span', {}, thread.userName ? number : thread.businessName),
					make('span', { class: 'channel' }, CHANNELS[thread.channelType] ?? thread.channelType),
				),
				make(
					'span',
					{ class: failed ? 'preview bad' : 'preview' },
					failed ? `Failed: ${preview(last)}` : preview(last),
				),
			),
			isNew ? make('span', { class: 'dot' }, make('span', { class: 'unseen' }, 'New')) : null,
		),
	);
}
