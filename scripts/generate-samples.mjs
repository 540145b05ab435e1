import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { main, root } from './install.mjs';
import { load, table, writePage } from './page.mjs';

/*
 * Writes docs/samples.md: the items that the triggers give for the notifications of test/fixtures.
 * With --check it writes nothing and fails when the page is not up to date.
 */

/** What people try, with the notification that it comes from. */
const SECTIONS = [
	{
		title: 'Inbound messages',
		samples: [
			['Text', 'http/inbound-text.json', 'Somebody writes.'],
			[
				'Button of a template',
				'smq/inbound-reply.json',
				'Somebody taps a quick reply. `reply.value` is what to branch by.',
			],
			[
				'Button of a message',
				'unconfirmed/http/inbound-interactive-button.json',
				'Somebody taps a button of a free-form message.',
			],
			[
				'Row of a list',
				'unconfirmed/http/inbound-interactive-list.json',
				'Somebody chooses from a list message.',
			],
			[
				'Filled-in WhatsApp Flow',
				'unconfirmed/http/inbound-interactive-flow.json',
				'Somebody submits a flow. What was filled in is in `reply.data`.',
			],
			['Picture', 'smq/inbound-image.json', 'The link expires: see `media.expiresAt`.'],
			['Voice message', 'smq/inbound-audio.json', 'A recording or another audio file.'],
			['Document', 'smq/inbound-document.json', 'A file with its name.'],
			['Location', 'smq/inbound-location.json', 'A place on the map.'],
			['Order', 'unconfirmed/http/inbound-order.json', 'A shopping cart from a catalog.'],
			['Contact', 'unconfirmed/http/inbound-contacts.json', 'A contact from the address book.'],
			[
				'Reaction',
				'unconfirmed/http/inbound-reaction.json',
				'`context.messageId` is the message that it belongs to.',
			],
			[
				'Person who hides the number',
				'smq/inbound-text-bsuid.json',
				'`from.phone` can be missing. Reply to `from.address`.',
			],
		],
	},
	{
		title: 'Delivery statuses',
		samples: [
			['Sent', 'smq/status-sent.json', 'The message has left the service.'],
			['Delivered', 'smq/status-delivered.json', 'It has arrived on the phone.'],
			['Read', 'smq/status-read.json', 'It was opened.'],
			[
				'Failed',
				'http/status-template-failed.json',
				'`error.action` says what to do, see [Errors](errors.md).',
			],
			[
				'Unsubscribed on Viber',
				'smq/status-viber-unsubscribe.json',
				'Stop writing to this person.',
			],
		],
	},
	{
		title: 'Reviews',
		samples: [
			['Template approved', 'smq/audit-v1-pass.json', 'It can be sent from now on.'],
			['Template rejected', 'smq/audit-v1-fail.json', '`reason` says why.'],
			['Template paused', 'smq/audit-v2-template.json', 'Its quality dropped.'],
			[
				'Category of a template changed',
				'unconfirmed/http/audit-v2-template-category.json',
				'The price can change with it.',
			],
			[
				'Quality of a number changed',
				'unconfirmed/http/audit-v2-phone-quality.json',
				'The messaging limit is in `currentLimit`.',
			],
			[
				'Business account changed',
				'unconfirmed/http/audit-v2-waba-account.json',
				'For example when it was disabled.',
			],
		],
	},
];

/**
 * Whoever runs a workflow with a sample must not write to somebody: Ofcom keeps this number for films.
 *
 * Source: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
 */
const NOBODY = '447700900123';

const UNCONFIRMED =
	'No documentation shows this notification, see [Not confirmed](unconfirmed.md).';

function itemOf(path, normalizeBody) {
	const body = readFileSync(join(root, 'test', 'fixtures', 'notifications', path), 'utf8');
	return normalizeBody(body.replaceAll(/6591230001|60123450002/g, NOBODY))[0];
}

function section({ title, samples }, normalizeBody) {
	const parts = samples.map(([name, path, when]) => {
		const item = itemOf(path, normalizeBody);
		const note = path.startsWith('unconfirmed/') ? `${when} ${UNCONFIRMED}` : when;
		return `### ${name}\n\n${note}\n\n\`\`\`json\n${JSON.stringify([item], null, 2)}\n\`\`\``;
	});
	return [`## ${title}`, ...parts].join('\n\n');
}

const anchorOf = (name) =>
	name
		.toLowerCase()
		.replace(/[^a-z0-9 -]/g, '')
		.replaceAll(' ', '-');

function overview() {
	const rows = SECTIONS.map(({ title, samples }) => [
		`[${title}](#${anchorOf(title)})`,
		samples.map(([name]) => `[${name}](#${anchorOf(name)})`).join(', '),
	]);
	return table(['Trigger On', 'Samples'], rows);
}

await main(async () => {
	const { normalizeBody } = load('nodes/notifications/items/normalize.ts');
	const text = [
		'# Samples of the triggers',
		'Both triggers return the same items. To build a workflow before anything has arrived, open the trigger, click "set mock data" (where there is data already: **Edit Output**), and paste a sample in place of what is there. n8n pins it, and **Execute workflow** uses it. n8n gives a sample to the first output, and offers **Edit Output** only if there is no other output. To try a delivery status or a review, choose only this kind in **Trigger On** meanwhile. Pinned data is used in the editor only. All fields are described in [items.schema.json](items.schema.json).',
		'Nobody has the phone number of the samples. A step that answers sends to `from.address`: put your own number there, and your business number into `to`, to get the message.',
		overview(),
		...SECTIONS.map((one) => section(one, normalizeBody)),
	].join('\n\n');
	await writePage('samples.md', text, 'generate-samples.mjs');
});
