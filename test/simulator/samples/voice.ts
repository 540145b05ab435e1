/** Ogg's own check sum: no reflection, start 0. */
function checksum(page: Buffer): number {
	let crc = 0;
	for (const byte of page) {
		crc ^= byte << 24;
		for (let bit = 0; bit < 8; bit += 1)
			crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
	}
	return crc >>> 0;
}

const SERIAL = 0x63616d73;
/** 48,000 samples a second, 20 ms a packet. */
const SAMPLES_IN_PACKET = 960;
/** A packet of Opus without sound. */
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
const PACKETS = 150;
const FIRST_PAGE = 2;
const LAST_PAGE = 4;

/** A voice message of three silent seconds, Opus in Ogg as phones record it. */
export function sampleVoice(): Buffer {
	const head = Buffer.alloc(19);
	head.write('OpusHead', 'ascii');
	// Version 1, one channel.
	head.set([1, 1], 8);
	head.writeUInt32LE(48_000, 12);
	const tags = Buffer.alloc(8 + 4 + 9 + 4);
	tags.write('OpusTags', 'ascii');
	tags.writeUInt32LE(9, 8);
	tags.write('simulator', 12, 'ascii');
	const sound = Array.from({ length: PACKETS }, () => SILENCE);
	return Buffer.concat([
		page({ flags: FIRST_PAGE, position: 0, number: 0 }, [head]),
		page({ flags: 0, position: 0, number: 1 }, [tags]),
		page({ flags: LAST_PAGE, position: PACKETS * SAMPLES_IN_PACKET, number: 2 }, sound),
	]);
}

function page(
	{ flags, position, number }: { flags: number; position: number; number: number },
	packets: readonly Buffer[],
): Buffer {
	const header = Buffer.alloc(27);
	header.write('OggS', 'ascii');
	header.writeUInt8(flags, 5);
	header.writeUInt32LE(position, 6);
	header.writeUInt32LE(SERIAL, 14);
	header.writeUInt32LE(number, 18);
	header.writeUInt8(packets.length, 26);
	const lengths = Buffer.from(packets.map(({ length }) => length));
	const whole = Buffer.concat([header, lengths, ...packets]);
	whole.writeUInt32LE(checksum(whole), 22);
	return whole;
}
