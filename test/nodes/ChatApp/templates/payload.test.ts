import fc from 'fast-check';

import { emptyRule } from '../../../../nodes/ChatApp/templates/emptyValues';
import {
	fillOrSkip,
	fitValues,
	type GivenValues,
} from '../../../../nodes/ChatApp/templates/payload';
import { renderTemplate } from '../../../../nodes/ChatApp/templates/render';
import { singleLine, WHATSAPP_VALUES } from '../../../../nodes/ChatApp/templates/values';
import { withCodeVariable } from '../../../../nodes/ChatApp/templates/variables';
import { ORDER_UPDATE, templateOf } from '../../../fixtures/templates';
import { fillTemplate } from './fillTemplate';

const template = templateOf(ORDER_UPDATE);
const complete = { order: 'A-1', name: 'Mei', date: 'Monday', track: 'A1' };
const fill = (values: Record<string, unknown>, mayHaveMore = false) =>
	fillTemplate(template, { values, mayHaveMore });

test('values go out under the names of their variables, as text', () => {
	expect(fill({ ...complete, order: 1001, date: false })).toEqual({
		TemplateParams: { order: '1001', name: 'Mei', date: 'false', track: 'A1' },
		Payload: undefined,
		ProductAction: undefined,
		FlowAction: undefined,
	});
});

test('a template without variables sends none', () => {
	const plain = templateOf([{ Type: 'BODY', Text: 'Hello' }]);
	expect(fillTemplate(plain, { values: {}, mayHaveMore: false })).toEqual({
		TemplateParams: undefined,
		Payload: undefined,
		ProductAction: undefined,
		FlowAction: undefined,
	});
});

test('payloads keep the order of the buttons, gaps get their words', () => {
	expect(fill({ ...complete, 'payload:2': 'STOP_1' }).Payload).toEqual(['Talk to us', 'STOP_1']);
});

test.each([undefined, null, '', ' \n'])(
	'%j is a missing value, and all missing ones are named',
	(empty) => {
		expect(() => fill({ ...complete, name: empty, date: empty })).toThrow(
			"The variables do not match the template 'order_update' (en): no value for 'name', 'date'",
		);
	},
);

test('a value for a variable that is gone is named', () => {
	expect(() => fill({ ...complete, city: 'Singapore' })).toThrow("no variable called 'city'");
	expect(() => fill({ ...complete, city: '' })).not.toThrow();
	expect(() => fill({ order: 'A', city: 'Singapore' })).toThrow(
		/no value for 'name'.*no variable called 'city'/,
	);
});

test('a template that came without components is not said to have lost its variables', () => {
	const given = { values: { name: 'Mei' }, mayHaveMore: false };
	expect(() => fillTemplate(templateOf([]), given)).toThrow(
		expect.objectContaining({
			description: expect.stringMatching(/^The service returned the template without components/),
		}),
	);
	expect(() => fill({ ...complete, city: 'Singapore' })).toThrow(
		expect.objectContaining({ description: expect.stringMatching(/no longer has 'city'/) }),
	);
});

test('incoming items may hold more than the template needs, not less', () => {
	expect(fill({ ...complete, city: 'Singapore' }, true).TemplateParams).toEqual(complete);
	expect(() => fill({ city: 'Singapore' }, true)).toThrow(/no value for 'order'/);
});

test.each([
	[{}, 'an object'],
	[['a'], 'a list'],
])('%j is not sent as text', (value, what) => {
	expect(() => fill({ ...complete, name: value })).toThrow(`'name' is ${what}, not text`);
});

test.each([
	new Date('2026-11-28T09:00:00.000Z'),
	// Luxon's, as `$now` is.
	{ toISO: () => '2026-11-28T09:00:00.000Z' },
])('a date is sent as text: %p', (value) => {
	const { TemplateParams } = fill({ ...complete, date: value });
	expect(TemplateParams?.date).toBe('2026-11-28T09:00:00.000Z');
	expect(() => fill({ ...complete, date: new Date(NaN) })).toThrow("'date' is an object");
});

test('what is sent has exactly the variables of the template', () => {
	const keys = fc.constantFrom('order', 'name', 'date', 'track', 'payload:1', 'city');
	const values = fc.dictionary(keys, fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
	fc.assert(
		fc.property(values, fc.boolean(), (given, mayHaveMore) => {
			try {
				const { TemplateParams } = fill(given, mayHaveMore);
				expect(Object.keys(TemplateParams ?? {}).sort()).toEqual(Object.keys(complete).sort());
				expect(Object.values(TemplateParams ?? {}).every((value) => value !== '')).toBe(true);
			} catch (error) {
				expect(String(error)).toContain('do not match the template');
			}
		}),
	);
});

describe('empty values', () => {
	const values = { ...complete, name: '' };
	const under = (kind: string, text = '', changes: Partial<GivenValues> = {}) =>
		fillOrSkip(template, { values, mayHaveMore: false, empty: emptyRule(kind, text), ...changes });

	test.each([
		['blank', '', ' '],
		['default', 'customer', 'customer'],
	])('%s sends %j', (kind, text, sent) => {
		expect(under(kind, text)).toMatchObject({ TemplateParams: { ...complete, name: sent } });
	});

	test.each([
		['fail', ''],
		['default', ' '],
		['something else', ''],
	])('%s with the text %j stops', (kind, text) => {
		expect(() => under(kind, text)).toThrow("no value for 'name'");
	});

	test('skip leaves the receiver out and says why', () => {
		expect(under('skip')).toEqual({ skipReason: "No value for 'name'" });
		expect(under('skip', '', { values: complete })).toMatchObject({ TemplateParams: complete });
		expect(() => under('skip', '', { values: { ...values, city: 'Ipoh' } })).toThrow('city');
	});

	test('no blank breaks a link', () => {
		expect(() => under('blank', '', { values: { ...complete, track: '' } })).toThrow(
			"no value for 'track'",
		);
	});
});

describe('positions', () => {
	const byPosition = { 1: 'A-1', 2: 'Mei', 3: 'Monday', 4: 'A1' };

	test('incoming items may name variables by position, names go first', () => {
		expect(fill(byPosition, true).TemplateParams).toEqual(complete);
		expect(fill({ ...byPosition, name: 'Arif' }, true).TemplateParams).toMatchObject({
			name: 'Arif',
		});
		expect(() => fill(byPosition)).toThrow("no variable called '1', '2', '3', '4'");
	});

	test('a variable that is called like a position is meant by its name', () => {
		const swapped = templateOf([{ Type: 'BODY', Text: '$(2) $(1) $(name)' }]);
		const filled = fillTemplate(swapped, {
			values: { 1: 'one', 2: 'two', 3: 'three' },
			mayHaveMore: true,
		});
		expect(filled.TemplateParams).toEqual({ 1: 'one', 2: 'two', name: 'three' });
		const named = templateOf([{ Type: 'BODY', Text: '$(name) $(1)' }]);
		expect(() => fillTemplate(named, { values: { 1: 'one' }, mayHaveMore: true })).toThrow(
			"no value for 'name'",
		);
	});
});

describe('the end of an offer', () => {
	const offer = templateOf([{ Type: 'LIMITED_TIME_OFFER', OfferExpirationTimeMs: '$(ends)' }]);
	const endOf = (ends: unknown, changes: Partial<GivenValues> = {}) =>
		fillTemplate(offer, { values: { ends }, mayHaveMore: false, ...changes }).TemplateParams?.ends;
	const time = Date.UTC(2027, 0, 1);

	test.each([
		['2027-01-01T00:00:00Z'],
		['2027-01-01T08:00:00+08:00'],
		['2027-01-01 00:00:00'],
		['2027-01-01'],
		[time],
		[String(time)],
		[time / 1000],
		[String(time / 1000)],
		[new Date(time)],
		[{ toString: () => '2027-01-01T00:00:00.000Z' }],
	])('%s becomes Unix milliseconds', (ends) => {
		expect(endOf(ends)).toBe(String(time));
	});

	test.each(['soon', {}, true, NaN])('%j is no date', (ends) => {
		expect(() => endOf(ends)).toThrow(/'ends' is not a date/);
	});

	test('an offer that is over is not sent', () => {
		expect(() => endOf(time, { now: time })).toThrow(
			"'ends' is in the past: the offer ended on 2027-01-01T00:00:00.000Z",
		);
		expect(endOf(time, { now: time - 1 })).toBe(String(time));
	});
});

test('fields of products and flows belong to templates that have them', () => {
	expect(() => fill({ ...complete, 'products:sections': 'Shoes: A1' })).toThrow(
		"no variable called 'products:sections'",
	);
	const list = templateOf([{ Type: 'BUTTONS', Buttons: [{ Type: 'MPM', Text: 'View items' }] }]);
	expect(() => fillTemplate(list, { values: {}, mayHaveMore: false })).toThrow(
		"no value for 'Products'",
	);
});

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
		expect(place('91', 'east')).toEqual([
			expect.stringContaining("'lat' is not a coordinate between -90 and 90"),
			expect.stringContaining("'long' is not a coordinate between -180 and 180"),
		]);
	});

	test.each([
		['A 1', 'A%201'],
		['A1\n', 'A1'],
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

	const track = (value: string) => () => fill({ ...complete, track: value });
	test('another link in the place of its end is refused with the reason', () => {
		expect(track('https://other.example.com/x')).toThrow(
			/'track' is a full link .*the template already contains its start: https:\/\/example.com\/track\//,
		);
		expect(track('https://example.com/track/')).toThrow('which the template already contains');
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

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
	'%s is a name like any other',
	(name) => {
		const odd = templateOf([{ Type: 'BODY', Text: `Hi $(${name})` }]);
		const values = JSON.parse(`{"${name}":"Mei"}`) as Record<string, unknown>;
		const filled = fillTemplate(odd, { values, mayHaveMore: false });
		expect(JSON.stringify(filled.TemplateParams)).toBe(`{"${name}":"Mei"}`);
		expect(renderTemplate(odd, filled).body).toBe('Hi Mei');
		expect(() => fillTemplate(odd, { values: {}, mayHaveMore: false })).toThrow(
			`no value for '${name}'`,
		);
		const empty = fitValues(odd, { values: {}, mayHaveMore: false }).filled;
		expect(renderTemplate(odd, empty).body).toBe(`Hi $(${name})`);
	},
);

describe('the one-time code', () => {
	const unnamed = templateOf([{ Type: 'BODY' }], { Category: 'AUTHENTICATION' });
	const paramsOf = (values: Record<string, unknown>, of = unnamed) =>
		fillTemplate(of, { values, mayHaveMore: false }).TemplateParams;

	test('goes out as verificationCode, or as the user names it', () => {
		expect(paramsOf({ verificationCode: '123456' })).toEqual({ verificationCode: '123456' });
		const named = withCodeVariable(unnamed, ' otp ');
		expect(withCodeVariable(unnamed, 'otp')).toBe(named);
		expect(paramsOf({ otp: '123456' }, named)).toEqual({ otp: '123456' });
		expect(withCodeVariable(unnamed, ' ')).toBe(unnamed);
	});

	test('values that workflows store under another name still count', () => {
		expect(paramsOf({ code: '123456' })).toEqual({ verificationCode: '123456' });
		expect(paramsOf({ verificationCode: '123456' }, withCodeVariable(unnamed, 'otp'))).toEqual({
			otp: '123456',
		});
	});

	test('a name in the detail goes before the name of the user', () => {
		const detail = templateOf([{ Type: 'BODY', Text: '$(pin)' }], { Category: 'AUTHENTICATION' });
		expect(paramsOf({ pin: '1' }, withCodeVariable(detail, 'otp'))).toEqual({ pin: '1' });
	});

	test('a template for Viber has none, whatever its category', () => {
		const viber = templateOf([{ Type: 'BODY', Text: '$(a) is it' }], {
			...{ Category: 'AUTHENTICATION', TemplateType: 'VIBER' },
		});
		expect(paramsOf({ a: 'twenty characters or more' }, viber)).toEqual({
			a: 'twenty characters or more',
		});
		const plain = templateOf([{ Type: 'BODY', Text: 'Hello' }], {
			...{ Category: 'AUTHENTICATION', TemplateType: 'VIBER' },
		});
		expect(paramsOf({}, plain)).toBeUndefined();
	});
});

test('variables that were written in the manager of WhatsApp are filled and shown', () => {
	const written = templateOf([{ Type: 'BODY', Text: 'Hi {{1}}, see {{ city }}.' }]);
	const filled = fillTemplate(written, { values: { 1: 'Mei', city: 'Ipoh' }, mayHaveMore: false });
	expect(filled.TemplateParams).toEqual({ 1: 'Mei', city: 'Ipoh' });
	expect(renderTemplate(written, filled).body).toBe('Hi Mei, see Ipoh.');
});
