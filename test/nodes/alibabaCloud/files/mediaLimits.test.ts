import fc from 'fast-check';

import {
	assertMediaLimits,
	assertStickerSize,
	kindOf,
	MEDIA_LIMITS,
	plainType,
	STATIC_STICKER_LARGEST,
	type MediaKind,
} from '../../../../nodes/alibabaCloud/files/mediaLimits';
import type { ChannelType } from '../../../../nodes/alibabaCloud/channels/channels';

interface Row {
	largest: number;
	mimeTypes?: readonly string[];
	source: string;
}
const rows = Object.entries(MEDIA_LIMITS).flatMap(([channel, kinds]) =>
	Object.entries(kinds as Record<string, Row>).map(
		([kind, row]) => [channel as ChannelType, kind as MediaKind, row] as const,
	),
);

test.each(rows)('%s %s: the limit passes and one byte more does not', (channel, kind, row) => {
	const mimeType = row.mimeTypes?.[0] ?? 'application/pdf';
	const check = (size: number) => () =>
		assertMediaLimits(channel, kind, { fileName: 'a', mimeType, size }, 'data');
	expect(row.source).toMatch(/^https:\/\//);
	expect(check(1)).not.toThrow();
	expect(check(row.largest)).not.toThrow();
	const [unit, name] = row.largest < 2 ** 20 ? [2 ** 10, 'KB'] : [2 ** 20, 'MB'];
	const limit = row.largest / unit;
	expect(check(row.largest + 1)).toThrow(
		new RegExp(`'data'.* a has ${limit}\\.01 ${name}, .* ${limit} ${name} \\(.* ${kind}\\)$`),
	);
	expect(check(0)).toThrow('empty file');
});

test.each(rows.filter(([, , { mimeTypes }]) => mimeTypes))(
	'%s %s: other formats are named',
	(channel, kind, { mimeTypes }) => {
		const file = { fileName: 'a', mimeType: 'application/x-none', size: 5 };
		expect(() => assertMediaLimits(channel, kind, file, 'data')).toThrow('a is application/x-none');
		for (const mimeType of mimeTypes ?? []) {
			const named = { ...file, mimeType: `${mimeType.toUpperCase()}; codecs=opus` };
			expect(() => assertMediaLimits(channel, kind, named, 'data')).not.toThrow();
		}
	},
);

test('a channel without a documented limit leaves it to the service', () => {
	const file = { fileName: 'a', mimeType: 'image/tiff', size: 1e9 };
	expect(() => assertMediaLimits('viber', 'image', file, 'data')).not.toThrow();
});

test('a sticker that moves may be larger', () => {
	const still = Buffer.alloc(STATIC_STICKER_LARGEST + 1);
	still.write('RIFF\0\0\0\0WEBPVP8X', 0, 'latin1');
	expect(() => assertStickerSize(still, 'a.webp', 'data')).toThrow('sticker without animation');
	const moving = Buffer.from(still);
	moving[20] = 0x02;
	expect(() => assertStickerSize(moving, 'a.webp', 'data')).not.toThrow();
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
			expect(() => assertStickerSize(Buffer.from(data), 'a', 'data')).not.toThrow();
		}),
	);
});

test.each([
	['image/png', 'image'],
	['image/webp', 'sticker'],
	['AUDIO/OGG; codecs=opus', 'audio'],
	['video/mp4', 'video'],
	['application/ogg', 'audio'],
	['application/pdf', 'document'],
	['', 'document'],
])('%s is sent as %s', (mimeType, kind) => {
	expect(kindOf(mimeType)).toBe(kind);
});

test.each(['constructor', '__proto__', 'toString'])(
	'the type %s, a member of every object, is a type like others',
	(type) => expect(plainType(`${type}; a=b`)).toBe(type.toLowerCase()),
);
