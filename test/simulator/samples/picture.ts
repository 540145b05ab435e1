import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 320;
const HEIGHT = 240;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A parcel on a table, as PNG: a real picture that any viewer opens. */
export function samplePicture(): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(WIDTH, 0);
	header.writeUInt32BE(HEIGHT, 4);
	// Eight bits a channel; red, green, blue.
	header.set([8, 2, 0, 0, 0], 8);
	const rows = Array.from({ length: HEIGHT }, (_row, y) =>
		Buffer.from([0, ...Array.from({ length: WIDTH }, (_column, x) => colorAt(x, y)).flat()]),
	);
	const chunks = [
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.concat(rows))),
		chunk('IEND', Buffer.alloc(0)),
	];
	return Buffer.concat([SIGNATURE, ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const check = Buffer.alloc(4);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}

function colorAt(x: number, y: number): [number, number, number] {
	const inBox = x >= 90 && x < 230 && y >= 70 && y < 190;
	if (inBox && x >= 150 && x < 170) return [232, 205, 150];
	if (inBox && y < 84) return [176, 124, 72];
	if (inBox) return [198, 146, 92];
	return y < 165 ? [214, 226, 238] : [150, 120, 104];
}
