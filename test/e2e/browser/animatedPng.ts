import { crc32, deflateSync, inflateSync } from 'node:zlib';

/*
 * Joins screenshots to one moving picture. An animated PNG needs nothing beside zlib, and all
 * browsers show it. https://www.w3.org/TR/png-3/ describes the chunks, filters and frames.
 */

/** Three bytes a pixel, row by row. */
export interface Picture {
	readonly width: number;
	readonly height: number;
	readonly pixels: Buffer;
}

export interface Frame {
	readonly picture: Picture;
	readonly showForMs: number;
}

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGB = 3;
const COLOR_TYPE_RGB = 2;
const COLOR_TYPE_RGBA = 6;
/** The bytes that each filter of a row adds to; `left`, `up` and `upLeft` are neighbors. */
const FILTERS: ReadonlyArray<(left: number, up: number, upLeft: number) => number> = [
	() => 0,
	(left) => left,
	(_left, up) => up,
	(left, up) => (left + up) >> 1,
	paeth,
];

/**
 * Reads a PNG as a browser writes its screenshots: eight bits a color, not interlaced.
 *
 * @throws Error that says what it is instead
 */
export function readPng(file: Buffer): Picture {
	if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('This is not a PNG');
	const data: Buffer[] = [];
	let head: Buffer = Buffer.alloc(0);
	for (let at = SIGNATURE.length; at < file.length; ) {
		const length = file.readUInt32BE(at);
		const type = file.toString('latin1', at + 4, at + 8);
		const body = file.subarray(at + 8, at + 8 + length);
		if (type === 'IHDR') head = body;
		if (type === 'IDAT') data.push(body);
		at += length + 12;
	}
	const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
	const [depth, color, , , interlaced] = head.subarray(8);
	if (depth !== 8 || interlaced !== 0 || (color !== COLOR_TYPE_RGB && color !== COLOR_TYPE_RGBA)) {
		throw new Error(`A PNG of depth ${depth}, color type ${color} or interlaced is not read`);
	}
	const channels = color === COLOR_TYPE_RGB ? RGB : RGB + 1;
	const raw = unfilter(inflateSync(Buffer.concat(data)), width * channels, height, channels);
	return { width, height, pixels: channels === RGB ? raw : withoutAlpha(raw) };
}

/**
 * Writes frames of one size as an animated PNG that repeats. Of each frame only the box that differs
 * from the one before is kept.
 *
 * @throws Error without frames, and for one of another size
 */
export function writeAnimatedPng(frames: readonly Frame[]): Buffer {
	const [first] = frames;
	if (!first) throw new Error('A moving picture needs at least one frame');
	const { width, height } = first.picture;
	const chunks: Buffer[] = [chunk('IHDR', header(width, height))];
	chunks.push(chunk('acTL', uint32s(frames.length, 0)));
	let sequence = 0;
	let before: Picture | undefined;
	for (const { picture, showForMs } of frames) {
		if (picture.width !== width || picture.height !== height) {
			throw new Error(
				`A frame has ${picture.width}x${picture.height} pixels instead of ${width}x${height}`,
			);
		}
		const box = before ? changedBox(before, picture) : { x: 0, y: 0, width, height };
		chunks.push(chunk('fcTL', control(sequence++, box, showForMs)));
		const data = compressed(picture, box);
		chunks.push(
			before ? chunk('fdAT', Buffer.concat([uint32s(sequence++), data])) : chunk('IDAT', data),
		);
		before = picture;
	}
	return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

function header(width: number, height: number): Buffer {
	return Buffer.concat([uint32s(width, height), Buffer.from([8, COLOR_TYPE_RGB, 0, 0, 0])]);
}

function control(sequence: number, box: Box, showForMs: number): Buffer {
	const delay = Buffer.alloc(4);
	delay.writeUInt16BE(showForMs, 0);
	delay.writeUInt16BE(1000, 2);
	// It replaces what is in its box, and stays until the next one.
	const place = uint32s(sequence, box.width, box.height, box.x, box.y);
	return Buffer.concat([place, delay, Buffer.from([0, 0])]);
}

/** The smallest box around all pixels that differ; one pixel if none does. */
function changedBox(before: Picture, { width, height, pixels }: Picture): Box {
	let [left, top, right, bottom] = [width, height, -1, -1];
	const rowBytes = width * RGB;
	for (let y = 0; y < height; y++) {
		const start = y * rowBytes;
		const row = pixels.subarray(start, start + rowBytes);
		const other = before.pixels.subarray(start, start + rowBytes);
		if (row.equals(other)) continue;
		top = Math.min(top, y);
		bottom = y;
		let from = 0;
		while (row[from] === other[from]) from++;
		let to = rowBytes - 1;
		while (row[to] === other[to]) to--;
		left = Math.min(left, Math.floor(from / RGB));
		right = Math.max(right, Math.floor(to / RGB));
	}
	if (bottom < 0) return { x: 0, y: 0, width: 1, height: 1 };
	return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Flat areas of screens are smallest without a filter, photos with one: the smaller one counts. */
function compressed(picture: Picture, box: Box): Buffer {
	const [plain, filtered] = [false, true].map((adapts) =>
		deflateSync(filter(picture, box, adapts), { level: 9 }),
	) as [Buffer, Buffer];
	return plain.length <= filtered.length ? plain : filtered;
}

function filter({ width, pixels }: Picture, box: Box, adapts: boolean): Buffer {
	const rowBytes = box.width * RGB;
	const out = Buffer.alloc((rowBytes + 1) * box.height);
	const rowAt = (y: number) => {
		const start = ((box.y + y) * width + box.x) * RGB;
		return pixels.subarray(start, start + rowBytes);
	};
	const nothing = Buffer.alloc(rowBytes);
	for (let y = 0; y < box.height; y++) {
		const [row, above] = [rowAt(y), y === 0 ? nothing : rowAt(y - 1)];
		const kinds = adapts ? [0, 1, 2, 3, 4] : [0];
		const tries = kinds.map((kind) => ({ kind, bytes: filtered(row, above, kind) }));
		const best = tries.reduce((one, other) =>
			weight(other.bytes) < weight(one.bytes) ? other : one,
		);
		out[y * (rowBytes + 1)] = best.kind;
		best.bytes.copy(out, y * (rowBytes + 1) + 1);
	}
	return out;
}

function filtered(row: Buffer, above: Buffer, kind: number): Buffer {
	if (kind === 0) return row;
	const predict = FILTERS[kind] ?? (() => 0);
	const out = Buffer.alloc(row.length);
	for (let at = 0; at < row.length; at++) {
		const left = row[at - RGB] ?? 0;
		out[at] = (row[at] ?? 0) - predict(left, above[at] ?? 0, above[at - RGB] ?? 0);
	}
	return out;
}

/** How far the bytes are from zero: the usual measure for how well a row will be compressed. */
function weight(bytes: Buffer): number {
	let sum = 0;
	for (const byte of bytes) sum += byte < 128 ? byte : 256 - byte;
	return sum;
}

function unfilter(data: Buffer, rowBytes: number, height: number, channels: number): Buffer {
	const out = Buffer.alloc(rowBytes * height);
	for (let y = 0; y < height; y++) {
		const from = y * (rowBytes + 1);
		const predict = FILTERS[data[from] ?? 0] ?? (() => 0);
		const start = y * rowBytes;
		for (let x = 0; x < rowBytes; x++) {
			const left = x < channels ? 0 : (out[start + x - channels] ?? 0);
			const up = y === 0 ? 0 : (out[start + x - rowBytes] ?? 0);
			const upLeft = y === 0 || x < channels ? 0 : (out[start + x - rowBytes - channels] ?? 0);
			out[start + x] = (data[from + 1 + x] ?? 0) + predict(left, up, upLeft);
		}
	}
	return out;
}

/** Whichever of the three neighbors is nearest to what their slope foretells. */
function paeth(left: number, up: number, upLeft: number): number {
	const guess = left + up - upLeft;
	const [toLeft, toUp, toUpLeft] = [left, up, upLeft].map((one) => Math.abs(guess - one)) as [
		number,
		number,
		number,
	];
	if (toLeft <= toUp && toLeft <= toUpLeft) return left;
	return toUp <= toUpLeft ? up : upLeft;
}

function withoutAlpha(rgba: Buffer): Buffer {
	const out = Buffer.alloc((rgba.length / 4) * RGB);
	for (let from = 0, to = 0; from < rgba.length; from += 4, to += RGB) {
		rgba.copy(out, to, from, from + RGB);
	}
	return out;
}

function uint32s(...values: number[]): Buffer {
	const out = Buffer.alloc(values.length * 4);
	values.forEach((value, index) => out.writeUInt32BE(value, index * 4));
	return out;
}

function chunk(type: string, body: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
	return Buffer.concat([uint32s(body.length), named, uint32s(crc32(named))]);
}
