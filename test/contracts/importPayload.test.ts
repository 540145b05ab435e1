import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { normalizeBody } from '../../nodes/notifications/items/normalize';
import { ImportError, readPayloads, writeFixture } from './importPayload';

const RAW = {
	...{ MessageId: '1119000000000000001', From: '+6598765432', To: '6531589000' },
	...{ CustSpaceId: 'cams-8d2kq7h1pz', Timestamp: 1790000000000, Name: 'Wilhelmina' },
	...{ Type: 'TEXT', Message: 'My cake is late', NoticeType: 'inbound' },
};
const [ITEM] = normalizeBody(RAW);

test.each([
	['an item', ITEM],
	['a list of items', [ITEM]],
	['an export with "json" around each', [{ json: ITEM, pairedItem: { item: 0 } }]],
	['the raw value alone', RAW],
	['a push', [RAW]],
])('%s becomes a fixture with replaced values', (_name, copied) => {
	const [imported, ...more] = readPayloads(JSON.stringify(copied));
	expect(more).toEqual([]);
	expect(imported?.name).toBe('inbound-text');
	expect(Object.keys(imported?.payload as object)).toEqual(Object.keys(RAW));
	const text = JSON.stringify(imported);
	for (const value of ['6598765432', '6531589000', 'cams-8d2kq7h1pz', 'Wilhelmina', 'cake']) {
		expect(text).not.toContain(value);
	}
	expect(text).not.toContain(RAW.MessageId);
	expect(imported?.expected).toEqual(
		normalizeBody(imported?.payload).map(({ raw: _raw, ...item }) => item),
	);
});

test('IDs that are numbers keep their digits, and keys their spaces', () => {
	const text =
		'{"raw":{"MessageId":1119000000000000001,"Timestamp ":1790000000000,"Status":"Read"}}';
	const [imported] = readPayloads(text);
	expect(JSON.stringify(imported?.payload)).toMatch(/"MessageId":"\d{19}","Timestamp ":1\d{12}/);
	expect(imported?.name).toBe('status-read');
});

test('what cannot be read is kept as unknown', () => {
	const [imported] = readPayloads('{"raw":{"Surprise":"Wilhelmina"}}');
	expect(imported?.name).toBe('unknown');
	expect(JSON.stringify(imported)).not.toMatch(/Wilhelmina|Surprise/);
});

test.each([
	['', 'nothing on the standard input'],
	['{', 'is not JSON'],
	['7', 'something else'],
	['[{"raw":null}]', 'no "raw"'],
])('%j is refused', (text, said) => {
	expect(() => readPayloads(text)).toThrow(ImportError);
	expect(() => readPayloads(text)).toThrow(said);
});

test('never writes over a fixture', () => {
	const folder = mkdtempSync(join(tmpdir(), 'import-payload-'));
	try {
		const [imported] = readPayloads(JSON.stringify(RAW));
		if (!imported) throw new Error('Nothing was imported');
		expect(writeFixture(folder, imported)).toBe('reported/inbound-text-1.json');
		expect(writeFixture(folder, imported)).toBe('reported/inbound-text-2.json');
		const expected = readFileSync(join(folder, 'expected/reported/inbound-text-2.json'), 'utf8');
		expect(JSON.parse(expected)).toEqual(imported.expected);
	} finally {
		rmSync(folder, { recursive: true });
	}
});
