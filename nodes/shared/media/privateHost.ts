/** Networks that are nobody's on the internet, as first address and number of fixed bits. */
const PRIVATE_NETWORKS = Object.freeze([
	[[0, 0, 0, 0], 8],
	[[10, 0, 0, 0], 8],
	// Shared addresses; 100.100.100.200 tells a server of Alibaba Cloud its keys.
	[[100, 64, 0, 0], 10],
	[[127, 0, 0, 0], 8],
	[[169, 254, 0, 0], 16],
	[[172, 16, 0, 0], 12],
	[[192, 0, 0, 0], 24],
	[[192, 168, 0, 0], 16],
	[[198, 18, 0, 0], 15],
	[[224, 0, 0, 0], 3],
] as const);

/**
 * Whether a host is this machine or one of its own network, as far as its name tells. What a public
 * name leads to only n8n can know, which has a protection of its own for that.
 *
 * @param hostname as `URL` gives it: numbers of any spelling are `127.0.0.1` there
 *
 * Source: https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	if (host.startsWith('[')) return !isGlobalIpv6(host);
	if (/^\d+(?:\.\d+){3}$/.test(host)) return isPrivateIpv4(host.split('.').map(Number));
	return !host.includes('.') || /\.(?:localhost|local|internal|lan|home\.arpa)$/.test(host);
}

function isPrivateIpv4(address: readonly number[]): boolean {
	const given = numberOf(address);
	return PRIVATE_NETWORKS.some(([first, bits]) => {
		const size = 2 ** (32 - bits);
		return Math.floor(given / size) === Math.floor(numberOf(first) / size);
	});
}

function numberOf(address: readonly number[]): number {
	return address.reduce((number, part) => number * 256 + part, 0);
}

/** 2000::/3 without the ranges that wrap an IPv4 address. */
function isGlobalIpv6(host: string): boolean {
	return /^\[[23][\da-f]{3}:/.test(host) && !/^\[(?:2002|2001:0?):/.test(host);
}
