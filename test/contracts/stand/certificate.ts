import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Certificate {
	readonly key: string;
	readonly cert: string;
}

const TAG = {
	integer: 0x02,
	bits: 0x03,
	bytes: 0x04,
	oid: 0x06,
	text: 0x0c,
	time: 0x18,
	list: 0x30,
};
const SET = 0x31;

/** OIDs as they are encoded: RFC 5280 and RFC 5758. */
const ECDSA_SHA256 = '2a8648ce3d040302';
const COMMON_NAME = '550403';
const ALTERNATIVE_NAME = '551d11';
const BASIC_CONSTRAINTS = '551d13';

/** One element of DER: https://www.itu.int/rec/T-REC-X.690 */
function element(tag: number, ...parts: readonly Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const { length } = content;
	const size =
		length < 0x80
			? Buffer.from([length])
			: length < 0x100
				? Buffer.from([0x81, length])
				: Buffer.from([0x82, length >> 8, length & 0xff]);
	return Buffer.concat([Buffer.from([tag]), size, content]);
}

const oid = (hex: string): Buffer => element(TAG.oid, Buffer.from(hex, 'hex'));

function time(moment: Date): Buffer {
	const text = moment.toISOString().replace(/[-:T]|\.\d+/g, '');
	return element(TAG.time, Buffer.from(text));
}

/** A certificate for localhost that signs itself, with its key, both as PEM. */
export function selfSigned(): Certificate {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = element(TAG.list, oid(ECDSA_SHA256));
	const label = element(TAG.text, Buffer.from('verify:real'));
	const name = element(TAG.list, element(SET, element(TAG.list, oid(COMMON_NAME), label)));
	const day = 86_400_000;
	const names = element(
		TAG.list,
		element(0x82, Buffer.from('localhost')),
		element(0x87, Buffer.from([127, 0, 0, 1])),
	);
	const isAuthority = element(TAG.list, element(0x01, Buffer.from([0xff])));
	const extensions = element(
		TAG.list,
		element(TAG.list, oid(ALTERNATIVE_NAME), element(TAG.bytes, names)),
		element(TAG.list, oid(BASIC_CONSTRAINTS), element(TAG.bytes, isAuthority)),
	);
	const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
	const content = element(
		TAG.list,
		element(0xa0, element(TAG.integer, Buffer.from([2]))),
		element(TAG.integer, serial),
		algorithm,
		name,
		element(TAG.list, time(new Date(Date.now() - day)), time(new Date(Date.now() + day))),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		element(0xa3, extensions),
	);
	const signature = sign('sha256', content, privateKey);
	const der = element(TAG.list, content, algorithm, element(TAG.bits, Buffer.from([0]), signature));
	const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
	};
}
