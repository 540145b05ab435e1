import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../../../../alibabaCloud/lists/alphabetical';
import { InvalidInput } from '../../../../alibabaCloud/input/invalidInput';
import { mediaFields } from '../../../fields/media';
import { notInDefinitions } from '../../../runtime/definitions';
import { textOf } from './fields';
import { interactiveKinds } from './interactive/index';
import type { InteractiveKind, MessageInput, MessageType } from './messageType';
import { asText, partOf, readJson, someText } from './values';

const CUSTOM = 'json';
const JSON_LABEL = 'Interactive (JSON)';
/** The others are JSON for assistants that build workflows, who know WhatsApp's format. */
const COMMON_KINDS = ['button', 'cta_url', 'list'];
const HEADER_FILES = ['document', 'image', 'video'] as const;
type HeaderFile = (typeof HEADER_FILES)[number];

const kindsWith = (fits: (kind: InteractiveKind) => boolean): string[] =>
	interactiveKinds.filter(fits).map(({ value }) => value);

const withAnyHeader = kindsWith(({ header }) => header === 'any');

const headerText = (show: INodeProperties['displayOptions']): INodeProperties =>
	textOf('Header Text', 'headerText', 'e.g. Order A-1001', 'Up to 60 characters', {
		displayOptions: show,
	});

const typeField: INodeProperties = {
	displayName: 'Interactive Type',
	name: 'interactiveType',
	type: 'options',
	options: alphabetical(
		[
			...interactiveKinds.map(({ name, value, description }) => ({ name, value, description })),
			{
				name: 'Custom (JSON)',
				value: CUSTOM,
				description:
					'The content as JSON in the WhatsApp format, for types that have no fields here. Whether the service supports voice_call is not documented.',
			},
		],
		({ name }) => name,
	),
	default: 'button',
	description: 'The kind of interactive message',
	builderHint: {
		propertyHint:
			"For kinds without fields here use 'json' and write WhatsApp's interactive object into interactiveJson.",
	},
};

const frameFields: readonly INodeProperties[] = [
	{
		displayName: 'Header',
		name: 'headerType',
		type: 'options',
		options: [
			{ name: 'Document', value: 'document' },
			{ name: 'Image', value: 'image' },
			{ name: 'None', value: 'none' },
			{ name: 'Text', value: 'text' },
			{ name: 'Video', value: 'video' },
		],
		default: 'none',
		displayOptions: { show: { interactiveType: withAnyHeader } },
		description:
			'What to show above the body. Header files use the WhatsApp format, which the service does not document.',
	},
	headerText({ show: { headerType: ['text'], interactiveType: withAnyHeader } }),
	headerText({ show: { interactiveType: kindsWith(({ header }) => header === 'text') } }),
	...mediaFields({ headerType: [...HEADER_FILES], interactiveType: withAnyHeader }),
	textOf('Body', 'bodyText', 'e.g. Shall we deliver on Monday?', 'Up to 1,024 characters', {
		typeOptions: { rows: 3 },
		displayOptions: { hide: { interactiveType: [CUSTOM] } },
	}),
	textOf(
		'Footer',
		'footerText',
		'e.g. Acme Store',
		'Small text below the body, up to 60 characters',
		{
			displayOptions: { show: { interactiveType: kindsWith(({ hasFooter }) => hasFooter) } },
		},
	),
];

export const interactive: MessageType = {
	value: 'interactive',
	name: 'Interactive',
	description: 'A message with buttons, a list, cards, products, a form or a request',
	channels: ['whatsapp'],
	properties: [
		typeField,
		...frameFields,
		...kindProperties(),
		{
			displayName: JSON_LABEL,
			name: 'interactiveJson',
			type: 'json',
			required: true,
			default: '{}',
			displayOptions: { show: { interactiveType: [CUSTOM] } },
			description: 'JSON object with type, header, body, footer and action',
		},
	],
	media: (read) => {
		const kind = interactiveKinds.find(({ value }) => value === read('interactiveType'));
		return kind?.header === 'any' ? headerFile(read('headerType')) : null;
	},
	content: (input) => {
		const { read } = input;
		const type = read('interactiveType');
		if (type === CUSTOM) {
			const given = readJson(read('interactiveJson'), JSON_LABEL);
			return partOf(given, 'interactive') ?? given;
		}
		const kind = interactiveKinds.find(({ value }) => value === type);
		if (!kind) {
			throw new InvalidInput(
				`'${typeField.displayName}' ${String(type)} is not known`,
				`Choose '${typeField.displayName}' again.`,
			);
		}
		const body = someText(read('bodyText'));
		const footer = kind.hasFooter ? someText(read('footerText')) : undefined;
		return {
			type: kind.value,
			...header(kind, input),
			...(body === undefined ? {} : { body: { text: body } }),
			...(footer === undefined ? {} : { footer: { text: footer } }),
			action: kind.action(read),
		};
	},
};

function header({ header: offered }: InteractiveKind, { read, media }: MessageInput): IDataObject {
	if (offered === 'none') return {};
	const file = offered === 'any' ? headerFile(read('headerType')) : null;
	if (file) {
		const { link, fileName } = media;
		const named = file === 'document' && fileName ? { filename: fileName } : {};
		return { header: { type: file, [file]: { link, ...named } } };
	}
	const isText = offered === 'text' || read('headerType') === 'text';
	const text = isText ? asText(read('headerText')) : undefined;
	return someText(text) ? { header: { type: 'text', text: text as string } } : {};
}

function headerFile(type: unknown): HeaderFile | null {
	return HEADER_FILES.find((file) => file === type) ?? null;
}

/** One that several kinds share is one object and becomes one field. */
function kindProperties(): INodeProperties[] {
	const all = new Set(interactiveKinds.flatMap(({ properties }) => properties));
	return [...all].map((property) => {
		const interactiveType = kindsWith(({ properties }) => properties.includes(property));
		const shown = {
			...property,
			displayOptions: { show: { ...property.displayOptions?.show, interactiveType } },
		};
		const isCommon = interactiveType.some((kind) => COMMON_KINDS.includes(kind));
		return isCommon ? shown : notInDefinitions(shown);
	});
}
