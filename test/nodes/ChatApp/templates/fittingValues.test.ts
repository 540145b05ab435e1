import fc from 'fast-check';

import {
	fillOrSkip,
	fitValues,
	type GivenValues,
} from '../../../../nodes/ChatApp/templates/payload';
import { singleLine, WHATSAPP_VALUES } from '../../../../nodes/ChatApp/templates/values';
import { ORDER_UPDATE, templateOf } from '../../../fixtures/templates';
import { fillTemplate } from './fillTemplate';

const template = templateOf(ORDER_UPDATE);
const complete = { order: 'A-1', name: 'Mei', date: 'Monday', track: 'A1' };
const fill = (values: Record<string, unknown>) =>
	fillTemplate(template, { values, mayHaveMore: false });

describe('values fit their place', () => {
	const bodyOf = (value: unknown, changes: Partial<GivenValues> = {}) => {
		const fit = fitValues(template, {
			...{ values: { ...complete, name: value }, mayHaveMore: false },
			...changes,
		});
		return { sent: fit.filled.TemplateParams?.name, adjusted: fit.adjusted };
	};
	const unfitOf = (components: object[], values: object, changes: Partial<GivenValues> = {}) =>
		fitValues(templateOf(components as never), {
			...{ values: values as Record<string, unknown>, mayHaveMore: false },
			...changes,
		}).unfit.map(({ problem }) => problem);

	test.each([
		['Deliver to:\n1 Raffles Place\nSingapore', 'Deliver to: 1 Raffles Place Singapore'],
		['a\tb', 'a b'],
		['a     b', 'a b'],
		['a    b', 'a    b'],
		['a\r\nb', 'a b'],
		['a \u2028 b', 'a b'],
		['a\u0085b', 'a b'],
		['a\u0000b', 'a b'],
		['Mei\n', 'Mei'],
		['  Mei ', 'Mei'],
		['1\u3000丁目', '1\u3000丁目'],
		['Hi {{ name }} and {{1}}', 'Hi {{ name }} and {{1}}'],
	])('%j goes to WhatsApp as %j', (given, sent) => {
		const isChanged = given !== sent;
		expect(bodyOf(given)).toEqual({ sent, adjusted: isChanged ? ['name'] : [] });
		expect(bodyOf(given, { channelType: 'viber' })).toEqual({ sent: given, adjusted: [] });
		if (!isChanged) return;
		const refused = () =>
			fillOrSkip(template, {
				values: { ...complete, name: given },
				mayHaveMore: false,
				failOnUnfit: true,
			});
		expect(refused).toThrow("'name' has a line break, a tab");
		expect(refused).toThrow(
			expect.objectContaining({ description: expect.stringContaining("'Invalid Values'") }),
		);
	});

	test('flattening is idempotent, keeps the words, and leaves nothing that WhatsApp refuses', () => {
		const unit = fc.constantFrom('a', ' ', '\n', '\t', '\r', '\u00a0', '\u2029', '\u0085', '🙂');
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
				fc.pre(/[a🙂]/u.test(text));
				const flat = singleLine(text);
				expect(singleLine(flat)).toBe(flat);
				expect(flat).not.toMatch(/[\n\t\r\u2029\u0085]|\s{5}|^\s|\s$/);
				const words = (whole: string) => whole.split(/[\s\u0085]+/).filter(Boolean);
				expect(words(flat)).toEqual(words(text));
			}),
		);
	});

	test.each([
		[0.1 + 0.2, '0.3'],
		[1234567.89 * 3, '3703703.67'],
		[1e21, '1000000000000000000000'],
		[1e-7, '0.0000001'],
		[-0, '0'],
		[9007199254740991, '9007199254740991'],
		[12n, '12'],
	])('the number %s is written %s', (given, sent) => {
		expect(bodyOf(given).sent).toBe(sent);
	});

	test.each([NaN, Infinity])('%s is no text', (given) => {
		expect(() => bodyOf(given)).not.toThrow();
		expect(() => fill({ ...complete, name: given })).toThrow("'name' is not a number, not text");
	});

	test.each(['\u200b', '\u2060 \ufeff', '\u3164', '\u2800'])('%j is a missing value', (given) => {
		expect(() => fill({ ...complete, name: given })).toThrow("no value for 'name'");
	});

	test('texts that get too long with their values are refused by name', () => {
		expect(() => fill({ ...complete, order: 'y'.repeat(80), name: 'x'.repeat(1100) })).toThrow(
			/'order' makes the header 86 characters long, maximum 60\b.*'name', 'order', 'date' make the body 1\d{3} characters/s,
		);
		const card = {
			Type: 'CAROUSEL',
			Cards: [{ CardComponents: [{ Type: 'BODY', Text: '$(a)' }] }],
		};
		expect(unfitOf([card], { a: 'x'.repeat(1025) })).toHaveLength(1);
		expect(unfitOf([card], { a: '🙂'.repeat(1024) })).toEqual([]);
		expect(unfitOf([card], { a: 'x'.repeat(1025) }, { channelType: 'viber' })).toEqual([]);
		const twice = [{ Type: 'BODY', Text: '$(a)$(a)' }];
		expect(unfitOf(twice, { a: 'x'.repeat(512) })).toEqual([]);
		expect(unfitOf(twice, { a: 'x'.repeat(513) })).toEqual([
			expect.stringContaining("'a' makes the body 1026 characters long"),
		]);
	});

	const code = (value: string) =>
		fitValues(
			templateOf([{ Type: 'BODY' }], { Category: 'AUTHENTICATION', Example: { otp: '1' } }),
			{
				...{ values: { otp: value }, mayHaveMore: false },
			},
		);
	test('a one-time code is a code alone, and no error repeats it', () => {
		expect(code(' 123456\n').filled.TemplateParams).toEqual({ otp: '123456' });
		for (const wrong of ['123456 (Acme Store)', '1🙂2', 'x://1']) {
			const [fault] = code(wrong).unfit;
			expect(fault?.problem).toContain("'otp' is not a one-time code");
			expect(JSON.stringify(fault)).not.toContain(wrong);
		}
	});

	const coupon = [{ Type: 'BUTTONS', Buttons: [{ Type: 'COPY_CODE', CouponCode: '$(c)' }] }];
	test('a coupon is letters and digits', () => {
		for (const c of ['SAVE20', ' save20\n', '7', 'A'.repeat(20)]) {
			expect(unfitOf(coupon, { c })).toEqual([]);
		}
	});

	test.each(['SAVE-20', 'SAVE 20', 'A'.repeat(25), 'ä'])('the coupon %s is refused', (c) => {
		expect(unfitOf(coupon, { c })).toEqual([expect.stringContaining("'c' is not a coupon code")]);
	});

	const header = (Url: string) => [{ Type: 'HEADER', Format: 'IMAGE', Url }];
	test('the header of a template is a whole link', () => {
		expect(unfitOf(header('$(p)'), { p: 'files/a.jpg' })).toEqual([
			"'p' is not a link: files/a.jpg",
		]);
		expect(unfitOf(header('$(p)'), { p: 'https://example.com/ä b.jpg' })).toEqual([]);
		expect(unfitOf(header('https://cdn.example.com/$(p)'), { p: 'a.jpg' })).toEqual([]);
	});

	const place = (Latitude: string, Longitude: string) =>
		unfitOf([{ Type: 'HEADER', Format: 'LOCATION', Latitude: '$(lat)', Longitude: '$(long)' }], {
			lat: Latitude,
			long: Longitude,
		});
	test('coordinates are numbers on the globe', () => {
		expect(place('1.3', '-103.8')).toEqual([]);
		expect(place('-90', '180')).toEqual([]);
		expect(place('90.1', '-180.1')).toHaveLength(2);
		expect(place('91', 'east')).toEqual([
			expect.stringContaining("'lat' is not a coordinate between -90 and 90"),
			expect.stringContaining("'long' is not a coordinate between -180 and 180"),
		]);
	});

	test.each([
		['A 1', 'A%201'],
		['A1\n', 'A1'],
		['\u200bA1\u2060', 'A1'],
		['//shop.example.com/t/A1', 'A1'],
		['https://shop.example.com/t/A1', 'A1'],
		['HTTPS://Shop.Example.com/t/A1', 'A1'],
		['shop.example.com/t/A1', 'A1'],
		['größe/你好', 'gr%C3%B6%C3%9Fe/%E4%BD%A0%E5%A5%BD'],
		['a%20b%zz', 'a%20b%25zz'],
		['\ud800x', '%EF%BF%BDx'],
		['q?a=1&b=2#c', 'q?a=1&b=2#c'],
	])('the end of a link %j is sent as %j', (given, sent) => {
		const link = { Type: 'URL', Text: 'Track', Url: 'https://shop.example.com/t/$(track)' };
		const { filled, adjusted } = fitValues(templateOf([{ Type: 'BUTTONS', Buttons: [link] }]), {
			...{ values: { track: given }, mayHaveMore: false },
		});
		expect(filled.TemplateParams).toEqual({ track: sent });
		expect(adjusted).toEqual(given === sent ? [] : ['track']);
	});

	const picture = { Type: 'HEADER', Format: 'IMAGE', Url: '$(photo)' };
	test.each([
		['\u202ahttps://example.com/a.jpg\u202c', 'https://example.com/a.jpg'],
		['https://münchen.example/größe.jpg', 'https://xn--mnchen-3ya.example/gr%C3%B6%C3%9Fe.jpg'],
		['https://u:p@münchen.example:8443?a=1', 'https://u:p@xn--mnchen-3ya.example:8443?a=1'],
		['https://example.com\\a\\b.jpg?c=\\', 'https://example.com/a/b.jpg?c=%5C'],
		['https://example.com/a?see=at https://b.c', 'https://example.com/a?see=at%20https://b.c'],
	])('a whole link %j is sent as %j', (given, sent) => {
		const { filled, adjusted } = fitValues(templateOf([picture]), {
			...{ values: { photo: given }, mayHaveMore: false },
		});
		expect(filled.TemplateParams).toEqual({ photo: sent });
		expect(adjusted).toEqual(['photo']);
	});

	test('two links are no link', () => {
		const two = 'https://example.com/a.jpg\nhttps://example.com/b.jpg';
		expect(unfitOf([picture], { photo: two })[0]).toContain("'photo' has more than one link");
		expect(unfitOf([picture], { photo: 'https://example.com:99999/a.jpg' })).toHaveLength(1);
	});

	test('what was copied with invisible signs is the same code, coupon or place without them', () => {
		const code = templateOf([{ Type: 'BODY' }], { Category: 'AUTHENTICATION' });
		const paramsOf = (of: typeof code, values: object) =>
			fillTemplate(of, { values: { ...values }, mayHaveMore: false }).TemplateParams;
		expect(paramsOf(code, { verificationCode: '\u200b123456' })).toEqual({
			verificationCode: '123456',
		});
		const copy = { Type: 'COPY_CODE', Text: 'Copy', CouponCode: '$(coupon)' };
		const coupon = templateOf([{ Type: 'BUTTONS', Buttons: [copy] }]);
		expect(paramsOf(coupon, { coupon: '\ufeffSAVE20\u200b' })).toEqual({ coupon: 'SAVE20' });
		const place = { Type: 'HEADER', Format: 'LOCATION', Latitude: '$(lat)', Longitude: '$(lon)' };
		expect(paramsOf(templateOf([place]), { lat: '+1.3', lon: '\u200e103.8' })).toEqual({
			...{ lat: '1.3', lon: '103.8' },
		});
	});

	test('a number that JavaScript has rounded is not told to a customer', () => {
		const rounded: unknown = JSON.parse('17841405793187219');
		expect(() => fill({ ...complete, order: rounded })).toThrow(
			"'order' is a number that has lost its last digits; hand it over as text",
		);
	});

	test('a short beginning of a link cuts nothing off a value that only looks like it', () => {
		const link = { Type: 'URL', Text: 'Open', Url: 'https://shop$(rest)' };
		const { filled, adjusted } = fitValues(templateOf([{ Type: 'BUTTONS', Buttons: [link] }]), {
			...{ values: { rest: 'shopping.example.com/a' }, mayHaveMore: false },
		});
		expect(filled.TemplateParams).toEqual({ rest: 'shopping.example.com/a' });
		expect(adjusted).toEqual([]);
	});

	const track = (value: string) => () => fill({ ...complete, track: value });
	test('another link in the place of its end is refused with the reason', () => {
		expect(track('https://other.example.com/x')).toThrow(
			/'track' is a full link .*the template already contains its start: https:\/\/example.com\/track\//,
		);
		expect(track('https://example.com/track/')).toThrow('which the template already contains');
		expect(track('//other.example.com/x')).toThrow("'track' is a full link");
		expect(track('x'.repeat(2000))).toThrow('maximum 2000');
	});

	test('long input takes linear time in every rule', () => {
		const spent = (length: number): number => {
			const texts = [' ', '\n', '%', '/', 'a', '0', '.', '\u0085', '0.'].map((unit) =>
				unit.repeat(length),
			);
			const begin = process.cpuUsage();
			for (const { fit } of Object.values(WHATSAPP_VALUES)) {
				for (const text of texts) {
					const variable = { name: 'v', kind: 'link', example: null, isAssumed: false } as const;
					const at = { part: '', card: null, field: 'Url', format: '', isButton: true, after: '' };
					fit(`x${text}x`, { ...variable, places: [{ ...at, before: 'https://a.b/' }] });
					fit(`http://${text}x`, { ...variable, places: [{ ...at, before: '' }] });
				}
			}
			return process.cpuUsage(begin).user;
		};
		spent(10_000);
		// Four times the length: four times the time when linear, sixteen when quadratic.
		expect(spent(200_000)).toBeLessThan(10 * spent(50_000) + 20_000);
	});
});
