import { crc32, deflateSync, inflateSync } from 'node:zlib';

import { readPng, writeAnimatedPng, type Picture } from './animatedPng';

const [WIDTH, HEIGHT] = [7, 15];

const picture = (colorOf: (x: number, y: number) => readonly [number, number, number]): Picture => {
	const colors = Array.from({ length: WIDTH * HEIGHT }, (_, at) =>
		colorOf(at % WIDTH, Math.floor(at / WIDTH)),
	);
	return { width: WIDTH, height: HEIGHT, pixels: Buffer.from(colors.flat()) };
};

const plain = picture(() => [250, 250, 250]);
/** Neighbors that rise and fall, so that every rule of every filter counts. */
const slope = picture((x, y) => {
	const noise = Math.imul(x * 31 + y * 57 + 1, 2654435761) >>> 8;
	return [noise & 0xff, (noise >> 8) & 0xff, (y * 40) % 256];
});

interface Chunk {
	readonly type: string;
	readonly body: Buffer;
}

/** The chunks of a file; each has the checksum that viewers look at. */
function chunksOf(file: Buffer): Chunk[] {
	const chunks: Chunk[] = [];
	for (let at = 8; at < file.length; ) {
		const length = file.readUInt32BE(at);
		const body = file.subarray(at + 8, at + 8 + length);
		expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(file.subarray(at + 4, at + 8 + length)));
		chunks.push({ type: file.toString('latin1', at + 4, at + 8), body });
		at += length + 12;
	}
	return chunks;
}

const controls = (file: Buffer) =>
	chunksOf(file)
		.filter(({ type }) => type === 'fcTL')
		.map(({ body }) => ({
			...{ width: body.readUInt32BE(4), height: body.readUInt32BE(8) },
			...{ x: body.readUInt32BE(12), y: body.readUInt32BE(16) },
			ms: (body.readUInt16BE(20) / body.readUInt16BE(22)) * 1000,
		}));

test('the first frame is what a viewer without animation shows', () => {
	const frames = [slope, plain].map((one) => ({ picture: one, showForMs: 400 }));
	expect(readPng(writeAnimatedPng(frames))).toEqual(slope);
});

test('a frame has only the box that changed, and the time that it is shown', () => {
	const dot = picture((x, y) => ((x === 2 || x === 4) && y === 3 ? [1, 2, 3] : [250, 250, 250]));
	const file = writeAnimatedPng([
		{ picture: plain, showForMs: 1500 },
		{ picture: dot, showForMs: 250 },
		{ picture: dot, showForMs: 70 },
	]);
	expect(controls(file)).toEqual([
		{ width: WIDTH, height: HEIGHT, x: 0, y: 0, ms: 1500 },
		{ width: 3, height: 1, x: 2, y: 3, ms: 250 },
		{ width: 1, height: 1, x: 0, y: 0, ms: 70 },
	]);
	const [changed] = chunksOf(file).filter(({ type }) => type === 'fdAT');
	const row = inflateSync(changed?.body.subarray(4) ?? Buffer.alloc(0));
	expect([...row]).toEqual([0, 1, 2, 3, 250, 250, 250, 1, 2, 3]);
});

test('frames and their data are counted in one row, and told beforehand', () => {
	const frames = [plain, slope, plain].map((one) => ({ picture: one, showForMs: 100 }));
	const chunks = chunksOf(writeAnimatedPng(frames));
	const numbered = chunks.filter(({ type }) => type === 'fcTL' || type === 'fdAT');
	expect(numbered.map(({ body }) => body.readUInt32BE(0))).toEqual([0, 1, 2, 3, 4]);
	expect(chunks.map(({ type }) => type)).toEqual([
		...['IHDR', 'acTL', 'fcTL', 'IDAT', 'fcTL', 'fdAT', 'fcTL', 'fdAT', 'IEND'],
	]);
	expect(chunks[1]?.body.readUInt32BE(0)).toBe(3);
});

/** A file as browsers write it, each row with another filter of the standard. */
function pngWithEveryFilter({ width, height, pixels }: Picture, channels: 3 | 4): Buffer {
	const rows = Array.from({ length: height }, (_, y) =>
		Array.from({ length: width }, (_pixel, x) => {
			const color = [...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
			return channels === 3 ? color : [...color, 255];
		}).flat(),
	);
	const filtered = rows.map((row, y) => [
		y % 5,
		...row.map((byte, at) => {
			const left = row[at - channels] ?? 0;
			const up = rows[y - 1]?.[at] ?? 0;
			const upLeft = rows[y - 1]?.[at - channels] ?? 0;
			const guess = left + up - upLeft;
			const nearest = [left, up, upLeft].sort(
				(one, other) => Math.abs(guess - one) - Math.abs(guess - other),
			)[0];
			return (byte - [0, left, up, (left + up) >> 1, nearest ?? 0][y % 5]!) & 0xff;
		}),
	]);
	const chunk = (type: string, body: Buffer): Buffer => {
		const length = Buffer.alloc(4);
		length.writeUInt32BE(body.length);
		return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)]);
	};
	const size = Buffer.alloc(8);
	size.writeUInt32BE(width, 0);
	size.writeUInt32BE(height, 4);
	const head = Buffer.concat([size, Buffer.from([8, channels === 3 ? 2 : 6, 0, 0, 0])]);
	const data = deflateSync(Buffer.from(filtered.flat()));
	const half = Math.floor(data.length / 2);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		...[chunk('IHDR', head), chunk('IDAT', data.subarray(0, half))],
		...[chunk('IDAT', data.subarray(half)), chunk('IEND', Buffer.alloc(0))],
	]);
}

test.each([3, 4] as const)(
	'reads screenshots with %i bytes a pixel and every filter',
	(channels) => {
		expect(readPng(pngWithEveryFilter(slope, channels))).toEqual(slope);
	},
);

test('refuses what it cannot read or join', () => {
	expect(() => readPng(Buffer.from('GIF89a, no picture'))).toThrow('not a PNG');
	const small = { width: 1, height: 1, pixels: Buffer.from([1, 2, 3]) };
	const frames = [plain, small].map((one) => ({ picture: one, showForMs: 1 }));
	expect(() => writeAnimatedPng(frames)).toThrow(
		`A frame has 1x1 pixels instead of ${WIDTH}x${HEIGHT}`,
	);
	expect(() => writeAnimatedPng([])).toThrow('at least one frame');
});
