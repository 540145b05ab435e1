import fc from 'fast-check';

import { uniqueObjectName } from '../../../../nodes/alibabaCloud/files/objectName';

const now = new Date('2026-10-01T12:00:00Z');

test('keeps what can be read of the name, and its ending', () => {
	expect(uniqueObjectName('Löwe & Bär (1).PNG', now)).toMatch(
		/^20261001-[0-9a-f]{24}-Lo-we-Ba-r-1\.png$/,
	);
	expect(uniqueObjectName('请柬.pdf', now)).toMatch(/^20261001-[0-9a-f]{24}\.pdf$/);
	expect(uniqueObjectName('../../etc/passwd', now)).toMatch(/-etc-passwd$/);
});

test('any name becomes one that needs no encoding, and no two are the same', () => {
	const seen = new Set<string>();
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (fileName) => {
			const name = uniqueObjectName(fileName, now);
			expect(name).toMatch(/^[A-Za-z0-9-]+(\.[a-z0-9]{1,8})?$/);
			expect(name.length).toBeLessThan(90);
			expect(seen.has(name)).toBe(false);
			seen.add(name);
		}),
	);
});
