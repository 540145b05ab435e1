import fc from 'fast-check';

import {
	isListed,
	readSkipList as readList,
	type SkipList,
	type SkipReading,
} from '../../../../nodes/ChatApp/messages/skipList';
import { InvalidInput } from '../../../../nodes/alibabaCloud/input/invalidInput';
import { phoneDigits } from '../../../../nodes/alibabaCloud/input/phoneNumber';

const MEI = '6591230001';

/** As a channel with IDs reads the list, unless told otherwise. */
async function readSkipList(
	value: unknown,
	country: string | readonly string[],
	reading: Partial<SkipReading> = {},
): Promise<SkipList> {
	const countries = async () => await Promise.resolve([country].flat());
	return await readList(value, { countries, takesIds: true, ...reading });
}

const PHONES = { takesIds: false };

describe('a list of people to leave out', () => {
	it('reads a number with the decimal place of a table as the person whose it is', async () => {
		const list = await readSkipList('491512345678.0', '', PHONES);
		expect(isListed('491512345678', list)).toBe(true);
		expect(isListed('4915123456780', list)).toBe(false);
	});

	it.each<[string, unknown]>([
		['an array', ['x', MEI]],
		['JSON text', '["x", "+65 9123 0001"]'],
		['JSON text of numbers', `[1, ${MEI}]`],
		['text with commas', `x, +${MEI}`],
		['text with line breaks', `x\n${MEI}\n`],
		['text with semicolons', `x;${MEI}`],
		['one number', Number(MEI)],
		['rows of a table', [{ id: 1, phone: null, userId: 'x' }, { phone: `+${MEI}` }]],
		['items', [{ json: { phone: `+${MEI}`, key: 'x' } }]],
		['cells that are empty', [null, '', undefined, MEI]],
	])('can be %s', async (_name, value) => {
		expect(isListed(MEI, await readSkipList(value, ''))).toBe(true);
		expect(isListed('6591230002', await readSkipList(value, ''))).toBe(false);
	});

	it.each([
		'+65 9123 0001',
		'0065 9123 0001',
		'+65-9123-0001',
		'(65) 9123.0001',
		' 6591230001 ',
		'＋６５９１２３０００１',
		'+٦٥٩١٢٣٠٠٠١',
		'\u202a+65 9123 0001\u202c',
	])('knows a number written as %p', async (entry) => {
		expect(isListed(MEI, await readSkipList([entry], ''))).toBe(true);
	});

	it('reads numbers without a country code as those of the default country', async () => {
		expect(isListed(MEI, await readSkipList(['9123 0001'], 'SG'))).toBe(true);
		expect(isListed('4915112345678', await readSkipList(['0151 12345678'], 'DE'))).toBe(true);
		// What is not a number of the country counts as it is.
		expect(isListed('SG.abc', await readSkipList(['SG.abc', '12'], 'SG'))).toBe(true);
	});

	it('knows mobiles with and without the digit that WhatsApp adds', async () => {
		expect(isListed('5215512345678', await readSkipList(['+52 55 1234 5678'], ''))).toBe(true);
		expect(isListed('525512345678', await readSkipList(['+52 1 55 1234 5678'], ''))).toBe(true);
		expect(isListed('5491123456789', await readSkipList(['+54 11 2345-6789'], ''))).toBe(true);
	});

	it('knows IDs as they are', async () => {
		const list = await readSkipList(['SG.13491208655302741918', 'psid-1'], '');
		expect(isListed('SG.13491208655302741918', list)).toBe(true);
		expect(isListed('sg.13491208655302741918', list)).toBe(false);
		expect(isListed('psid-1', list)).toBe(true);
	});

	it.each([[[]], ['[]'], [' [ ] ']])('may be empty: %j', async (value) => {
		expect((await readSkipList(value, '')).size).toBe(0);
	});

	it.each<[unknown]>([
		[undefined],
		[null],
		[''],
		['  '],
		[{}],
		[{ phone: MEI }],
		['{"phone":"1"}'],
		['null'],
		['undefined'],
		['[object Object]'],
		['["+6591230001"'],
		['"x"'],
		[true],
		[[true]],
		[[['x']]],
	])('is refused when it is none: %j', async (value) => {
		await expect(readSkipList(value, '')).rejects.toThrow("'Skip Recipients'");
	});

	it('finds each of its own numbers, however they are written', async () => {
		const digits = fc.stringMatching(/^[1-9]\d{7,14}$/).filter((number) => {
			try {
				return phoneDigits(`+${number}`, 'To', '') === number;
			} catch {
				return false;
			}
		});
		const written = digits.chain((number) =>
			fc
				.array(fc.constantFrom('', '', ' ', '-', '.', '(', ')'), {
					minLength: number.length,
					maxLength: number.length,
				})
				.map((signs) => ({
					number,
					entry: `+${[...number].map((digit, at) => digit + (signs[at] ?? '')).join('')}`,
				})),
		);
		await fc.assert(
			fc.asyncProperty(written, async ({ number, entry }) => {
				expect(isListed(number, await readSkipList([entry], ''))).toBe(true);
			}),
		);
	});

	it('survives what anybody can write', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.string({ maxLength: 100 })), async (entries) => {
				const list = await readSkipList(entries, 'SG').catch((error: unknown) => error);
				if (list instanceof InvalidInput) return;
				expect(isListed(MEI, list as SkipList)).toEqual(expect.any(Boolean));
			}),
		);
	});

	it.each([
		['+44 (0)7911 123456', ''],
		['+44 (0)7911 123456', 'SG'],
		['0044 (0) 7911 123456', ''],
		['+49 (0)151 12345678', ''],
		['+31 (0)6 12345678', ''],
		['+61 (0)412 345 678', ''],
		['+971 (0)50 123 4567', ''],
		['+54 11 15 2345-6789', ''],
		['+7 8 912 345-67-89', ''],
		['+55 0 11 91234-5678', ''],
		['07911 123456', 'GB'],
	])('leaves out who is written to as %s, country %p', async (written, country) => {
		const to = phoneDigits(written, 'To', country);
		expect(isListed(to, await readSkipList([written], country))).toBe(true);
		expect(isListed(to, await readSkipList(`x, ${written}`, country))).toBe(true);
		expect(isListed(to, await readSkipList([{ phone: written }], country))).toBe(true);
	});

	it('knows Brazilian mobiles with and without the ninth digit', async () => {
		expect(isListed('5511987654321', await readSkipList(['551187654321'], ''))).toBe(true);
		expect(isListed('551187654321', await readSkipList(['+55 11 98765-4321'], ''))).toBe(true);
	});

	it.each([
		'+6591230001 +6591230002',
		'6591230001\t6591230002',
		'6591230001|6591230002',
		'whatsapp:+6591230001',
		`+${Array.from({ length: 40 }, (_, index) => 6591230000 + index).join(' +')}`,
	])('refuses what holds more than one number or ID: %s', async (entry) => {
		await expect(readSkipList([MEI, entry], '')).rejects.toThrow(
			"'Skip Recipients' has an entry that is not one number or ID: entry 2: ",
		);
		await expect(readSkipList(`${MEI}, ${entry}`, '')).rejects.toThrow('entry 2: ');
	});

	it('lets rows of a table have any text beside the number', async () => {
		const rows = [{ name: 'Mei | VIP', note: 'or +6591230009 +6591230008', phone: `+${MEI}` }];
		expect(isListed(MEI, await readSkipList(rows, ''))).toBe(true);
	});

	it('gives way between entries of a long list', async () => {
		const giveWay = jest.fn(() => undefined);
		await readSkipList([1, 2, 3], '', { giveWay });
		expect(giveWay).toHaveBeenCalledTimes(3);
	});

	it.each<[string, unknown, string]>([
		['a number without a country code', ['91230001'], ''],
		['the same with blanks', ['9123 0001'], ''],
		['a national number', `${MEI}, 09123 0001`, ''],
		['a number of another country', ['012-345 0001'], 'SG'],
		['a number with a name', ['+65 9123 0001 (Mei)'], ''],
		['a name with a number', ['Mei 6591230001'], ''],
		['a number with a long note', [`+65 9123 0001 (${'Mei '.repeat(30)})`], ''],
		['a number with an extension', ['+65 9123 0001 ext 5'], ''],
		['an address of WhatsApp', [`${MEI}@s.whatsapp.net`], ''],
		['an address of a telephone', [`tel:${MEI}`], ''],
		['a row whose number lies deeper', [{ id: 1, phone: { number: `+${MEI}` } }], ''],
		['a row whose only value lies deeper', [{ phone: { number: `+${MEI}` } }], ''],
		['a row with an address', [{ name: 'Mei', phone: `tel:+${MEI}` }], ''],
		['a row without a country code', [{ name: 'Mei', phone: '9123 0001' }], ''],
		['the ID of another channel', ['7219340165'], ''],
		['a name', ['Mei', `+${MEI}`], ''],
		['a word in the place of a number', 'n/a, +6591230002', ''],
		['the address of a person on a website', [`https://wa.me/${MEI}`], ''],
		['a number with a letter', ['O6591230001'], ''],
		['a number in another form of the machine', ['6.591230001e9'], ''],
	])('on WhatsApp, refuses %s', async (_name, value, country) => {
		const read = readSkipList(value, country, PHONES);
		await expect(read).rejects.toThrow(/^'Skip Recipients' has .*: entry \d/);
		await expect(read).rejects.toMatchObject({
			description: expect.stringContaining('Nothing was sent.'),
		});
	});

	it.each<[string, unknown]>([
		['numbers and user IDs', [`+${MEI}`, 'SG.13491208655302741918', 'US.ENT.11815799212886844830']],
		['IDs that are too long for a number', [MEI, '17841405822304914']],
		['groups', [MEI, '120363025246125486@g.us', '4915112345678-1600000000@g.us', 'EAacmeGroup1']],
		['what a copy or a table puts around it', [`'+${MEI}`, '\u200bSG.1349\u202c']],
		['rows with other text', [{ id: 7, name: 'Mei', since: '2026-01-31', phone: `+${MEI}` }]],
		[
			'rows with a user ID',
			[
				{ phone: null, userId: 'SG.1349' },
				{ phone: MEI, userId: '' },
			],
		],
		[
			'rows without a value, as of an empty table',
			[{}, { phone: null }, { phone: undefined }, { phone: MEI }],
		],
	])('on WhatsApp, takes %s', async (_name, value) => {
		expect(isListed(MEI, await readSkipList(value, '', PHONES))).toBe(true);
	});

	it.each(['4842160912529463', '17841405822304914', '598273461', '7219340165', 'mei_91230001'])(
		'on channels with IDs, takes %s',
		async (id) => {
			expect(isListed(id, await readSkipList([id], ''))).toBe(true);
			expect(isListed(id, await readSkipList([{ id }], 'SG'))).toBe(true);
		},
	);

	it('refuses numbers that JavaScript has rounded, and rows that have nothing else', async () => {
		const rounded: unknown = JSON.parse('17841405793187219');
		await expect(readSkipList([rounded], '')).rejects.toThrow('has lost its last digits');
		await expect(readSkipList([{ id: rounded }], '')).rejects.toThrow('has a row without');
		expect(isListed(MEI, await readSkipList([{ id: rounded, phone: MEI }], ''))).toBe(true);
	});

	it('takes the addresses of groups and user names as they are', async () => {
		for (const id of ['120363025246125486@g.us', 'group-1', 'mei.91230001']) {
			expect(isListed(id, await readSkipList([id], ''))).toBe(true);
		}
	});

	it('reads numbers without a country code as those of each country', async () => {
		const list = await readSkipList(['012-345 0001', '9123 0001'], ['SG', 'MY'], PHONES);
		expect(isListed('60123450001', list)).toBe(true);
		expect(isListed(MEI, list)).toBe(true);
	});

	it('reads the number of a row as one of the default country, whatever else is in the row', async () => {
		const rows = [
			{ id: 7, name: 'Mei', phone: '9123 0001' },
			{ json: { phone: '91230002', key: 'x' } },
		];
		const list = await readSkipList(rows, 'SG', PHONES);
		expect([MEI, '6591230002', '6591230003'].map((to) => isListed(to, list))).toEqual([
			...[true, true, false],
		]);
	});

	it('on channels with IDs, refuses a row whose only text is a number with something else', async () => {
		for (const phone of [`tel:+${MEI}`, `+${MEI} (Mei)`]) {
			await expect(readSkipList([{ phone }], '')).rejects.toThrow('has a row without');
		}
	});

	it('refuses numbers without a country code where there are too many countries', async () => {
		const many = Array.from({ length: 21 }, (_, index) => String(index));
		await expect(readSkipList(['9123 0001'], many, PHONES)).rejects.toThrow(
			"21 different values of 'Default Country'",
		);
		expect(isListed(MEI, await readSkipList([`+${MEI}`], many, PHONES))).toBe(true);
	});

	it('asks for the countries only where an entry needs one', async () => {
		const countries = jest.fn(async () => await Promise.resolve(['SG']));
		await readSkipList(['+65 9123 0001', '0065 91230001', 'SG.1'], '', { countries });
		expect(countries).not.toHaveBeenCalled();
		await readSkipList(['9123 0001', '9123 0002'], '', { countries });
		expect(countries).toHaveBeenCalledTimes(1);
	});
});
