import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { designFaults } from '../../../../../nodes/ChatApp/templates/designer/check';
import { CATEGORIES } from '../../../../../nodes/ChatApp/templates/designer/design';
import { toServiceForm } from '../../../../../nodes/ChatApp/templates/designer/syntax';

const TYPES = [
	'HEADER',
	'BODY',
	'FOOTER',
	'BUTTONS',
	'CAROUSEL',
	'LIMITED_TIME_OFFER',
	'url',
	'FLOW',
];
const KEYS = ['Text', 'Url', 'Format', 'Buttons', 'Cards', 'CardComponents', 'SupportedApps'];

/** Components as an expression or an agent may make them: right keys, wrong kinds of values. */
const { part } = fc.letrec<{ part: unknown }>((tie) => ({
	part: fc.oneof(
		{ maxDepth: 4 },
		fc.jsonValue({ maxDepth: 1 }),
		fc.array(tie('part'), { maxLength: 4 }),
		fc
			.tuple(
				fc.constantFrom(...TYPES),
				fc.dictionary(fc.constantFrom(...KEYS), tie('part'), { maxKeys: 4 }),
			)
			.map(([Type, rest]) => ({ Type, ...rest })),
	),
}));

test('whatever stands in the JSON, the check answers with sentences', () => {
	fc.assert(
		fc.property(
			fc.array(part, { maxLength: 5 }),
			fc.constantFrom(...CATEGORIES),
			fc.constantFrom('viber' as const, 'whatsapp' as const),
			(parts, category, channelType) => {
				const components = toServiceForm(parts).map((one) =>
					typeof one === 'object' && one !== null && !Array.isArray(one) ? one : {},
				) as IDataObject[];
				const faults = designFaults({ channelType, category, components, examples: {} });
				for (const fault of faults) expect(fault).toMatch(/^[A-Z'].{5}/s);
			},
		),
		{ numRuns: 500 },
	);
});

test('long texts of braces take no time', () => {
	const begin = process.cpuUsage();
	const text = '{{'.repeat(50_000) + '$('.repeat(50_000);
	const components = toServiceForm([{ Type: 'BODY', Text: text }]);
	designFaults({ channelType: 'whatsapp', category: 'UTILITY', components, examples: {} });
	const { user, system } = process.cpuUsage(begin);
	expect((user + system) / 1000).toBeLessThan(2_000);
});
