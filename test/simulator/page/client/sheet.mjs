import { byId, make } from './dom.mjs';
import { replyKey, sectionsOf } from './model.mjs';

/** What can be sent beside text; `accept` is for the file chooser. */
const KINDS = Object.freeze({
	picture: {
		label: 'Picture',
		type: 'IMAGE',
		accept: 'image/jpeg,image/png',
		hint: 'Without a file, a sample picture is sent. The text of the answer field goes with it.',
	},
	voice: {
		label: 'Voice message',
		type: 'AUDIO',
		accept: 'audio/*',
		hint: 'Without a file, three silent seconds are sent.',
	},
	document: {
		label: 'Document',
		type: 'DOCUMENT',
		accept: '',
		hint: 'Without a file, a short text file is sent.',
	},
	location: { label: 'Location', type: 'LOCATION' },
});

const PLACE = Object.freeze([
	['name', 'Name', 'Office'],
	['address', 'Address', '10 Marina Blvd'],
	['latitude', 'Latitude', '1.2806'],
	['longitude', 'Longitude', '103.8540'],
]);

/** Closes on a press beside the sheet, too. */
export function watchSheet() {
	const sheet = byId('sheet');
	sheet.addEventListener('click', (event) => {
		if (event.target === sheet) sheet.close();
	});
}

function closeSheet() {
	byId('sheet').close();
}

/** The rows of a list below the titles of their sections; a row answers when it is pressed. */
export function openList(message, pressed, onChoose) {
	const { appearance } = message;
	const sections = sectionsOf(appearance).map(({ title, rows }) =>
		make(
			'section',
			{ 'aria-label': title || null },
			title ? make('h4', {}, title) : null,
			make('ul', { role: 'list' }, ...rows.map((row) => rowPart(row, pressed, onChoose))),
		),
	);
	open(appearance.listLabel || 'List', sections);
}

function rowPart(row, pressed, onChoose) {
	const isPressed = pressed.includes(replyKey(row));
	return make(
		'li',
		{},
		make(
			'button',
			{
				type: 'button',
				class: 'row',
				'aria-pressed': isPressed ? 'true' : 'false',
				on: {
					click: () => {
						closeSheet();
						onChoose(row);
					},
				},
			},
			make('span', { class: 'row-title' }, row.text),
			row.description ? make('span', { class: 'minor' }, row.description) : null,
		),
	);
}

/** Asks what to send; `onSend` gets the part of a reply that says it. */
export function openAttachments(onSend) {
	const buttons = Object.values(KINDS).map((kind) =>
		make(
			'button',
			{ type: 'button', class: 'row', on: { click: () => openKind(kind, onSend) } },
			make('span', { class: 'row-title' }, kind.label),
		),
	);
	open('Send', buttons);
}

function openKind(kind, onSend) {
	const isPlace = kind.type === 'LOCATION';
	const fields = isPlace
		? placeFields()
		: [fileField(kind), make('p', { class: 'hint' }, kind.hint)];
	const form = make(
		'form',
		{
			class: 'attachment',
			on: {
				submit: (event) => {
					event.preventDefault();
					closeSheet();
					void contentOf(form, kind).then(onSend);
				},
			},
		},
		...fields,
		make('button', { type: 'submit', class: 'primary' }, `Send ${kind.label.toLowerCase()}`),
	);
	open(kind.label, [form]);
}

function placeFields() {
	return PLACE.map(([name, label, value]) =>
		make(
			'label',
			{},
			label,
			make('input', {
				name,
				value,
				autocomplete: 'off',
				...(name.endsWith('itude') ? { inputmode: 'decimal', required: true } : {}),
			}),
		),
	);
}

function fileField({ accept }) {
	return make('label', {}, 'File', make('input', { type: 'file', accept }));
}

async function contentOf(form, { type }) {
	if (type === 'LOCATION') {
		const field = (name) => form.elements.namedItem(name).value.trim();
		return { type, location: Object.fromEntries(PLACE.map(([name]) => [name, field(name)])) };
	}
	const [file] = form.querySelector('input').files;
	if (!file) return { type, file: 'sample' };
	const content = (await read(file)).replace(/^.*,/, '');
	const mimeType = file.type || 'application/octet-stream';
	return { type, file: { content, mimeType, name: file.name } };
}

/** The file as a data URL. */
async function read(file) {
	const reader = new globalThis.FileReader();
	return await new Promise((resolve, reject) => {
		reader.addEventListener('load', () => resolve(reader.result));
		reader.addEventListener('error', () => reject(reader.error));
		reader.readAsDataURL(file);
	});
}

function open(title, parts) {
	const sheet = byId('sheet');
	sheet.replaceChildren(
		make(
			'div',
			{ class: 'sheet-inside' },
			make(
				'div',
				{ class: 'sheet-top' },
				make('h3', { id: 'sheet-title' }, title),
				make('button', { type: 'button', class: 'quiet', on: { click: closeSheet } }, 'Cancel'),
			),
			make('div', { class: 'sheet-body' }, ...parts),
		),
	);
	if (!sheet.open) sheet.showModal();
}
