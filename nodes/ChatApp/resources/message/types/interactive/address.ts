import { textOf } from '../fields';
import { asText, readJson } from '../values';
import type { InteractiveKind } from '../messageType';

const VALUES = 'Address Values (JSON)';

/** WhatsApp knows codes in capital letters alone. */
function countryOf(given: unknown): string {
	const code = typeof given === 'string' ? given.trim() : '';
	return code.length === 2 ? code.toUpperCase() : code;
}

export const address: InteractiveKind = {
	value: 'address_message',
	name: 'Address',
	description: 'A form for a delivery address, available in India and a few other countries',
	header: 'none',
	hasFooter: true,
	properties: [
		textOf('Country', 'addressCountry', 'e.g. IN', 'Two-letter country code', { required: true }),
		{
			displayName: VALUES,
			name: 'addressValues',
			type: 'json',
			default: '{}',
			description: 'Known parts of the address in the WhatsApp format',
		},
	],
	action: (read) => {
		const values = readJson(read('addressValues') || {}, VALUES);
		return {
			name: 'address_message',
			parameters: {
				country: countryOf(asText(read('addressCountry'))),
				...(Object.keys(values).length > 0 ? { values } : {}),
			},
		};
	},
};
