import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { create } from '../../../../../nodes/ChatApp/resources/template/create.operation';

/** The labels that the editor shows for the values chosen so far, from top to bottom. */
function shown(chosen: INodeParameters): string[] {
	const values: INodeParameters = {
		...{ channelType: 'whatsapp', category: 'UTILITY', designMode: 'fields' },
		...{ layout: 'standard', headerType: 'NONE', codeButton: 'COPY_CODE' },
		...{ headerMediaSource: 'link', waitForReview: false },
		...chosen,
	};
	return create.properties
		.filter((property) => NodeHelpers.displayParameter(values, property, null, null))
		.map(({ displayName }) => displayName)
		.filter((label) => !AROUND.has(label));
}

/** Stands above or below whatever the design is. */
const AROUND: ReadonlySet<string> = new Set([
	...['Channel Type', 'Channel', 'Template Name', 'Template Language', 'Category', 'Design'],
	...['Pause on Category Change', 'Wait for Review', 'Options'],
]);

const cases: ReadonlyArray<[string, INodeParameters, string[]]> = [
	['a plain one', {}, ['Layout', 'Header', 'Body', 'Footer', 'Buttons', 'Variable Examples']],
	[
		'one with a text header',
		{ headerType: 'TEXT' },
		['Layout', 'Header', 'Header Text', 'Body', 'Footer', 'Buttons', 'Variable Examples'],
	],
	[
		'one with a document of the incoming item',
		{ headerType: 'DOCUMENT', headerMediaSource: 'binary' },
		[
			...['Layout', 'Header', 'Header Media Source', 'Header Input Data Field Name'],
			...['Header File Name', 'Body', 'Footer', 'Buttons', 'Variable Examples'],
		],
	],
	[
		'a carousel',
		{ layout: 'carousel', headerType: 'IMAGE' },
		['Layout', 'Body', 'Card Media', 'Cards', 'Variable Examples'],
	],
	[
		'an offer',
		{ layout: 'limitedTimeOffer', category: 'MARKETING' },
		['Layout', 'Header', 'Offer Text', 'Show Countdown', 'Body', 'Buttons', 'Variable Examples'],
	],
	[
		'a code to copy',
		{ category: 'AUTHENTICATION', headerType: 'TEXT' },
		['Add Security Recommendation', 'Code Expires After', 'Code Button', 'Code Button Text'],
	],
	[
		'a code that fills itself in',
		{ category: 'AUTHENTICATION', codeButton: 'ZERO_TAP' },
		[
			...['Add Security Recommendation', 'Code Expires After', 'Code Button'],
			...['Code Button Text', 'Autofill Text', 'Supported Apps'],
		],
	],
	[
		'Viber, whatever the category',
		{ channelType: 'viber', category: 'AUTHENTICATION' },
		['Header', 'Body', 'Button Text', 'Button URL', 'Variable Examples'],
	],
	[
		'Viber with a video',
		{ channelType: 'viber', headerType: 'VIDEO' },
		[
			...['Header', 'Header Media Source', 'Header Link', 'Header Thumbnail Link'],
			...['Header Duration', 'Body', 'Button Text', 'Variable Examples'],
		],
	],
	['JSON', { designMode: 'json' }, ['Components (JSON)', 'Variable Examples (JSON)']],
	[
		'JSON for codes and Viber as well',
		{ designMode: 'json', channelType: 'viber', category: 'AUTHENTICATION' },
		['Components (JSON)', 'Variable Examples (JSON)'],
	],
];

test.each(cases)('the editor asks for %s with what it needs', (_what, chosen, labels) => {
	expect(shown(chosen)).toEqual(labels);
});

test('no label stands twice on the screen', () => {
	for (const [, chosen] of cases) {
		const labels = shown(chosen);
		expect(new Set(labels).size).toBe(labels.length);
	}
});
