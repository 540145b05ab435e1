import { STRUCTURES } from '../../fixtures/templateStructures';
import type { Template, TemplateComponent } from '../world/templates';
import type { TemplateUse } from './template-use';
import { wrongValue } from './template-values';

const NOW = Date.UTC(2026, 0, 5);
const EMPTY: TemplateUse = {
	...{ values: {}, payloads: [], productAction: undefined, flowAction: undefined },
};

/** A structure that is documented, filled in rightly but for the changes. */
function judged(name: string, changes: (use: TemplateUse) => Partial<TemplateUse>): string | null {
	const structure = STRUCTURES.find((one) => one.name === name);
	if (!structure) throw new Error(name);
	const { TemplateParams, Payload, ProductAction, FlowAction } = structure.request as {
		TemplateParams?: Record<string, string>;
		Payload?: string[];
		ProductAction?: Record<string, unknown>;
		FlowAction?: Record<string, unknown>;
	};
	const use: TemplateUse = {
		...EMPTY,
		...{ values: TemplateParams ?? {}, payloads: Payload ?? [] },
		...{ productAction: ProductAction, flowAction: FlowAction },
	};
	const template = {
		category: structure.category,
		components: structure.components as TemplateComponent[],
		example: structure.example,
	} as Template;
	return wrongValue(template, { ...use, ...changes(use) }, NOW)?.receipt ?? null;
}

const value = (name: string, text: string) => (use: TemplateUse) => ({
	values: { ...use.values, [name]: text },
});
const sections = (...Sections: unknown[]) => ({
	productAction: { ThumbnailProductRetailerId: 'SKU-1', Sections },
});
const items = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ ProductRetailerId: `SKU-${index}` }));

test.each(STRUCTURES)('$name passes as documented', ({ name }) => {
	expect(judged(name, () => ({}))).toBeNull();
});

test.each<[string, string, string, (use: TemplateUse) => Partial<TemplateUse>]>([
	['quick replies', 'too many payloads', '131009', () => ({ payloads: ['1', '2', '3'] })],
	['quick replies', 'a long payload', '131009', () => ({ payloads: ['x'.repeat(257)] })],
	['media with a variable address', 'no URL', '132012', value('picture', 'a.jpg')],
	['location', 'a latitude beyond the pole', '132012', value('lat', '91')],
	['location', 'a longitude in words', '132012', value('long', 'east')],
	['limited-time offer', 'a date', '132012', value('offerExpirationTimeMs', '2099-01-01')],
	[
		...(['limited-time offer', 'seconds', '132012'] as const),
		value('offerExpirationTimeMs', '4070908800'),
	],
	[
		...(['limited-time offer', 'a moment ago', '131009'] as const),
		value('offerExpirationTimeMs', String(NOW)),
	],
	['text', 'a link with spaces', '132012', value('track', 'A 1')],
	['text', 'a header of 61 characters', '132005', value('order', 'x'.repeat(55))],
	['text', 'a body of over 1,024', '132005', value('name', 'x'.repeat(1024))],
	['text', 'a whole link for its end', '132012', value('track', 'https://example.com/t/A1')],
	['text', 'a link with letters of other alphabets', '132012', value('track', '你好')],
	['text', 'a line break', '132018', value('name', 'a\nb')],
	['text', 'a tab', '132018', value('name', 'a\tb')],
	['text', 'five spaces in a row', '132018', value('name', 'a     b')],
	['coupon', 'a coupon with a space', '131009', value('couponCode', 'SAVE 20')],
	['authentication COPY_CODE', 'a long code', '131009', value('otp', '1'.repeat(16))],
	['multi-product', 'no products', '131008', () => ({ productAction: undefined })],
	['multi-product', 'no sections', '131008', () => sections()],
	[
		...(['multi-product', 'no thumbnail', '131008'] as const),
		() => ({ productAction: { Sections: [{ Title: 'a', ProductItems: items(1) }] } }),
	],
	[
		...(['multi-product', 'eleven sections', '131009'] as const),
		() => sections(...Array(11).fill({ Title: 'a', ProductItems: items(1) })),
	],
	[
		...(['multi-product', '31 products', '131009'] as const),
		() => sections({ Title: 'a', ProductItems: items(31) }),
	],
	[
		...(['multi-product', 'no title', '131009'] as const),
		() => sections({ ProductItems: items(1) }),
	],
	[
		...(['multi-product', 'products without ID', '131009'] as const),
		() => sections({ Title: 'a', ProductItems: [{}] }),
	],
	['catalog', 'sections', '131009', () => sections({ Title: 'a', ProductItems: items(1) })],
	[
		...(['catalog', 'another case', '131009'] as const),
		() => ({ productAction: { thumbnailProductRetailerId: 'SKU-1' } }),
	],
	['text', 'products', '131009', () => ({ productAction: { ThumbnailProductRetailerId: 'A' } })],
	['text', 'a flow', '131009', () => ({ flowAction: { FlowToken: 'tok' } })],
	['flow', 'data that are text', '131009', () => ({ flowAction: { FlowActionData: '{}' } })],
	['flow', 'a token that is a number', '131009', () => ({ flowAction: { FlowToken: 7 } })],
])('%s with %s fails with %s', (name, _what, receipt, changes) => {
	expect(judged(name, changes)).toBe(receipt);
});

test('what only WhatsApp refuses is no matter of Viber', () => {
	const viber = {
		...{ category: 'AUTHENTICATION', type: 'VIBER', example: {} },
		components: [{ Type: 'BODY', Text: '$(code) for $(name)' }],
	} as unknown as Template;
	const use = { ...EMPTY, values: { code: '1'.repeat(20), name: 'a\nb' } };
	expect(wrongValue(viber, use, NOW)).toBeNull();
	expect(wrongValue({ ...viber, type: 'WHATSAPP' }, use, NOW)).not.toBeNull();
});
