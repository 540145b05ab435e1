import fc from 'fast-check';

import {
	nearNames,
	readVersion,
	unknownName,
	versionIn,
	versionsNamed,
	type TemplateVersion,
} from '../../../../nodes/ChatApp/templates/lookup';

const version = (changes: Partial<TemplateVersion>): TemplateVersion => ({
	code: '1',
	name: 'order_update',
	language: 'en',
	state: 'pass',
	...changes,
});

test('a row of the service is read, whatever it lacks', () => {
	expect(readVersion({ TemplateCode: 12, TemplateName: 'a', AuditStatus: 'PASS' })).toEqual({
		code: '12',
		name: 'a',
		language: '',
		state: 'pass',
	});
});

test('a name is found as written, else in another case', () => {
	const all = [version({ name: 'Order' }), version({ name: 'order' }), version({ name: 'x' })];
	expect(versionsNamed(all, 'order')).toEqual([all[1]]);
	expect(versionsNamed(all, 'ORDER')).toEqual([all[0], all[1]]);
	expect(versionsNamed(all, 'orders')).toEqual([]);
});

test('the only language needs no choice, several ask for one and list all', () => {
	const one = version({ language: 'en' });
	expect(versionIn([one], '', "'a'")).toBe(one);
	const both = [one, version({ language: 'zh_CN' })];
	expect(() => versionIn(both, '', "'a'")).toThrow(
		"'Language' is empty, and the template 'a' has 2: en, zh_CN",
	);
	expect(versionIn(both, 'zh-cn', "'a'")).toBe(both[1]);
});

test('an unknown language lists those that exist', () => {
	const both = [version({ language: 'en' }), version({ language: 'zh_CN' })];
	expect(() => versionIn(both, 'de', "'a'")).toThrow(
		expect.objectContaining({
			message: "The template 'a' does not exist in de",
			description: "Choose one of its languages in 'Language': en, zh_CN.",
		}),
	);
});

test('of two templates with one name the approved one is meant, and two approved are told apart', () => {
	const rejected = version({ code: '2', state: 'fail' });
	const approved = version({ code: '1' });
	expect(versionIn([rejected, approved], 'en', "'a'")).toBe(approved);
	expect(() => versionIn([approved, version({ code: '3' })], 'en', "'a'")).toThrow(
		expect.objectContaining({ description: expect.stringContaining('these codes: 1, 3') }),
	);
});

test('an unknown name lists near names, the nearest first', () => {
	const known = ['order_update', 'order_updated', 'welcome', 'order_canceled'];
	expect(nearNames('order_updat', known).slice(0, 2)).toEqual(['order_update', 'order_updated']);
	expect(nearNames('oder_update', known)[0]).toBe('order_update');
	expect(nearNames('zzz', known)).toEqual([]);
	expect(unknownName('oder_update', known).description).toMatch(/^Similar names: order_update/);
	expect(unknownName('zzz', known).description).not.toContain('order');
});

test('names of any length are compared in bounded work', () => {
	fc.assert(
		fc.property(
			fc.string({ maxLength: 2000 }),
			fc.array(fc.string(), { maxLength: 50 }),
			(a, b) => {
				const near = nearNames(a, b);
				expect(near.length).toBeLessThanOrEqual(5);
				expect(b).toEqual(expect.arrayContaining(near));
			},
		),
		{ numRuns: 50 },
	);
});
