import fc from 'fast-check';

import {
	fileNameOfLink,
	readFileName,
	withEndingOf,
	type NameSources,
} from '../../../../nodes/alibabaCloud/files/fileName';

test.each<[NameSources, string | undefined]>([
	[{ link: 'https://a.example/1873300112230002', mimeType: 'audio/ogg' }, '1873300112230002.ogg'],
	[{ given: 'contract', mimeType: 'application/pdf' }, 'contract.pdf'],
	[{ given: 'Invoice 3.2026', mimeType: 'application/pdf' }, 'Invoice 3.2026.pdf'],
	[{ given: 'photo.JPG', mimeType: 'image/png' }, 'photo.JPG'],
	[{ given: 'script.py', mimeType: 'text/plain' }, 'script.py'],
	[{ given: 'data', mimeType: 'application/octet-stream' }, 'data'],
	[{ link: 'https://a.example/f/L%C3%B6we%20%26.png' }, 'Löwe &.png'],
	[{ link: 'https://a.example/a%2F..%2Fb.pdf' }, 'a_.._b.pdf'],
	[{ link: 'https://a.example/100%.pdf' }, '100%.pdf'],
	[{ link: 'https://a.example/get.php?id=1', mimeType: 'application/pdf' }, 'get.pdf'],
	[{ link: 'https://a.example/', mimeType: 'image/png' }, undefined],
	[{ disposition: 'attachment; filename="a; b.pdf"' }, 'a; b.pdf'],
	[{ disposition: 'attachment; filename="say \\"hi\\".pdf"' }, 'say "hi".pdf'],
	[{ disposition: 'attachment; filename=plain.pdf; size=3' }, 'plain.pdf'],
	[
		{ disposition: 'attachment; filename="n.pdf"; filename*=UTF-8\'\'%E4%BD%A0%20%3B.pdf' },
		'你 ;.pdf',
	],
	[{ disposition: "inline; filename*=iso-8859-1'en'%A3%20rates.pdf" }, '£ rates.pdf'],
	[{ disposition: 'attachment; filename="%E4%BD%A0.pdf"' }, '你.pdf'],
	[
		{ disposition: 'attachment; filename="=?UTF-8?B?5L2g5aW9?= =?utf-8?Q?=20a_b.pdf?="' },
		'你好 a b.pdf',
	],
	[{ disposition: 'attachment; filename="=?utf-8?B?Li4vLi4vZXRjL3g=?="' }, '.._.._etc_x'],
	[{ disposition: 'attachment; filename="=?UTF-8?Q?R=C3=A9sum=C3=A9?= 5%.pdf"' }, 'Résumé 5%.pdf'],
	[{ disposition: 'attachment; filename="=?gbk?B?xOM=?=.pdf"' }, '=?gbk?B?xOM=?=.pdf'],
	[{ disposition: `attachment; filename="${Buffer.from('你.pdf').toString('latin1')}"` }, '你.pdf'],
	[{ disposition: 'attachment; filename="../../etc/cron.d/x"' }, '.._.._etc_cron.d_x'],
	[{ disposition: 'attachment', link: 'https://a.example/b.pdf' }, 'b.pdf'],
	[{ given: 'invoice_\u202Efdp.exe' }, 'invoice__fdp.exe'],
	[{ given: 'می\u200Cخواهم.pdf' }, 'می\u200Cخواهم.pdf'],
	[{ given: '👩\u200D👧.png' }, '👩\u200D👧.png'],
])('%j is named %s', (sources, name) => {
	expect(readFileName(sources)).toBe(name);
});

test.each([
	['https://files.example.com/get?file=invoice%20%E4%BD%A0.pdf&sig=a%2Bb', 'invoice 你.pdf'],
	['https://a.example/x?response-content-disposition=attachment%3Bfilename%3D%22b.pdf%22', 'b.pdf'],
	['https://a.example/f/Bill%20May.pdf?v=1', 'Bill May.pdf'],
	['https://a.example/d?path=..%2F..%2Fetc%2Fa.pdf', 'a.pdf'],
	['https://a.example/documents/1234', ''],
	['https://a.example/get.php?id=3', ''],
	['https://a.example', ''],
	['no link', ''],
])('the file behind %s is called %j', (link, name) => {
	expect(fileNameOfLink(link)).toBe(name);
});

test('whatever comes in, no name is a path or longer than a file system takes', () => {
	const text = fc.string({ unit: 'binary', maxLength: 400 });
	fc.assert(
		fc.property(text, text, fc.webUrl(), (given, disposition, link) => {
			for (const sources of [
				{ given },
				{ disposition: `attachment; filename="${disposition}"` },
				{
					disposition: `attachment; filename*=UTF-8''${encodeURIComponent(disposition.toWellFormed())}`,
				},
				{ link: `${link}/${encodeURIComponent(given.toWellFormed())}` },
			]) {
				const name = readFileName({ ...sources, mimeType: 'application/pdf' });
				if (name === undefined) continue;
				expect(name).not.toMatch(/[\\/\p{Cc}\p{Cs}]|^\.*$/u);
				expect(name.length).toBeLessThanOrEqual(200);
				expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
			}
		}),
	);
});

test.each([
	['a.pdf', 'Offer', 'Offer.pdf'],
	['a.pdf', 'Invoice 3.2026', 'Invoice 3.2026.pdf'],
	['a.pdf', 'offer.docx', 'offer.docx'],
	['a.tar.gz', 'backup', 'backup.gz'],
	['a', 'Offer', 'Offer'],
	['', 'Offer', 'Offer'],
])('%s that is to be called %s is %s', (known, chosen, name) => {
	expect(withEndingOf(known, chosen)).toBe(name);
});

test.each([
	['x'.repeat(300), 200, 'x'.repeat(196)],
	['你'.repeat(300), 253, '你'.repeat(83)],
	[`${'🐼'.repeat(80)}b`, 253, `${'🐼'.repeat(62)}b`],
])('%s fits into what a disk takes as a name', (stem, bytes, kept) => {
	const name = readFileName({ given: `${stem}.pdf` });
	expect(name).toBe(`${kept}.pdf`);
	expect(Buffer.byteLength(name ?? '')).toBe(bytes);
});

test('a hostile header costs no more than linear time', () => {
	const cost = (size: number): number => {
		const headers = [';a="', ';   ', 'a=', "filename*=UTF-8''%", '"\\', 'filename==?a?b?'].map(
			(part) => part.repeat(size / part.length),
		);
		const before = process.cpuUsage();
		for (const disposition of headers) readFileName({ disposition, link: disposition });
		return process.cpuUsage(before).user;
	};
	cost(100_000);
	expect(cost(1_000_000)).toBeLessThan(40 * (cost(100_000) + 5_000));
});
