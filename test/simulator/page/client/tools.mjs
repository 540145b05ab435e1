import { byId, make, reconcile } from './dom.mjs';
import { reasonOf, STATES, timeOfDay } from './labels.mjs';

/**
 * Codes that people meet most, to choose by name.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
const CODES = Object.freeze({
	131026: 'Message undeliverable',
	131047: 'More than 24 hours since the user wrote',
	131049: 'Held back to keep the platform healthy',
	131053: 'Media could not be uploaded',
	130472: 'User is part of an experiment',
	131042: 'Payment problem of the business',
});

/** What still can happen to a message, by its state. */
const STEPS = Object.freeze({
	accepted: ['deliver', 'read', 'fail'],
	sent: ['deliver', 'read', 'fail'],
	delivered: ['read', 'fail'],
	read: [],
	failed: [],
});

/** Draws the facts of the chosen message and what can be done to it. */
export function drawTools(message, actions) {
	reconcile(byId('tools'), [message], {
		keyOf: (one) => one?.id ?? 'none',
		signatureOf: (one) => JSON.stringify([one?.status, one?.error]),
		build: (one) => (one ? tools(one, actions) : make('p', { class: 'hint' }, 'Nothing sent yet.')),
	});
}

const DAY_MS = 86_400_000;

/** Draws what the person of a thread allows, with the controls that change it. */
export function drawPerson(person, step) {
	byId('person-section').hidden = person === null;
	reconcile(byId('person'), person ? [person] : [], {
		keyOf: ({ user, to }) => `${user} ${to}`,
		signatureOf: (one) => JSON.stringify(one),
		build: (one) => personTools(one, step),
	});
}

function personTools({ user, to, window, optedOut, mayOptOut, stops }, step) {
	const control = (part, label, listener) =>
		make('button', { type: 'button', data: { part }, on: { click: listener } }, label);
	const facts = [
		window && ['Window', window.open ? `Open until ${window.until}` : 'Closed'],
		mayOptOut && ['Opted out', optedOut ? `Yes, gets no ${stops}` : 'No'],
	].filter(Boolean);
	const change = (openForMs) => () => step('window', { user, to, openForMs });
	return make(
		'div',
		{},
		make('dl', { class: 'facts' }, ...facts.map(([label, value]) => fact(label, value))),
		make(
			'div',
			{ class: 'steps' },
			window?.open ? control('window', 'Close window', change(0)) : null,
			window && !window.open ? control('window', 'Open window', change(DAY_MS)) : null,
			mayOptOut
				? control('opt-out', optedOut ? 'Opt in' : 'Opt out', () =>
						step('optOut', { user, to, optedOut: !optedOut }),
					)
				: null,
		),
	);
}

/** Draws how many notifications wait in each queue. */
export function drawQueues(queues) {
	byId('queues-section').hidden = queues.length === 0;
	const facts = queues.map(({ name, active, inactive }) => [
		name.replace(/^.*-(ChatApp)?/, ''),
		inactive > 0 ? `${active} waiting, ${inactive} in hand` : `${active} waiting`,
		name,
	]);
	reconcile(byId('queues'), facts, {
		keyOf: ([, , name]) => name,
		signatureOf: ([, text]) => text,
		build: ([label, text, name]) => fact(label, text, name),
	});
}

function tools(message, actions) {
	const { template, error } = message;
	const facts = [
		['State', STATES[message.status]?.label ?? message.status],
		['Changed', timeOfDay(message.changedAt)],
		['Template', template && `${template.name} (${template.language})`],
		['Code', template?.code],
		['Type', template ? null : message.type],
		['Message ID', message.id],
		['Task ID', message.taskId !== message.id ? message.taskId : null],
		['Group ID', message.groupMessageId],
		['Error', error && [error.code, reasonOf(error)].filter(Boolean).join(' ')],
	].filter(([, value]) => value);
	const steps = message.direction === 'out' ? (STEPS[message.status] ?? []) : [];
	return make(
		'div',
		{},
		make('dl', { class: 'facts' }, ...facts.map(([label, value]) => fact(label, value))),
		steps.length > 0
			? make('div', { class: 'steps' }, ...stepButtons(message, steps, actions))
			: null,
		steps.includes('fail') ? failForm(message, actions) : null,
		message.direction === 'in' ? make('p', { class: 'hint' }, 'Written by the user.') : null,
	);
}

function fact(label, value, title) {
	return make('div', { class: 'fact', title }, make('dt', {}, label), make('dd', {}, value));
}

function stepButtons(message, steps, actions) {
	const button = (step, label) =>
		steps.includes(step)
			? make(
					'button',
					{
						type: 'button',
						data: { part: step },
						on: { click: () => actions.step(step, { messageId: message.id }) },
					},
					label,
				)
			: null;
	return [button('deliver', 'Mark delivered'), button('read', 'Mark read')];
}

const OTHER = '';
const USUAL = '131026';

/** The ways in which a message can fail, by name; any other by its code. */
export function failForm(message, actions) {
	const code = make('input', {
		'aria-label': 'Another error code',
		placeholder: 'e.g. 131000',
		hidden: true,
		autocomplete: 'off',
		spellcheck: 'false',
		data: { part: 'code' },
	});
	const options = Object.entries(CODES).map(([value, label]) =>
		make('option', { value, selected: value === USUAL }, `${label} (${value})`),
	);
	const choice = make(
		'select',
		{
			id: 'fail-code',
			data: { part: 'reason' },
			on: {
				change: () => {
					code.hidden = choice.value !== OTHER;
					code.required = !code.hidden;
				},
			},
		},
		...options,
		make('option', { value: OTHER }, 'Another code'),
	);
	const submit = (event) => {
		event.preventDefault();
		actions.step('fail', { messageId: message.id, code: choice.value || code.value.trim() });
	};
	return make(
		'form',
		{ class: 'fail', on: { submit } },
		make('label', { for: 'fail-code' }, 'Why it fails'),
		make(
			'div',
			{ class: 'fail-line' },
			choice,
			make('button', { type: 'submit', class: 'danger' }, 'Fail'),
		),
		make('div', { class: 'fail-line' }, code),
	);
}
