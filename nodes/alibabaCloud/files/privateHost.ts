import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

/** Networks of examples: nobody has them, so nothing of one's own is there. */
const EXAMPLES = Object.freeze({
	example: [
		networkOf('::ffff:192.0.2.0', 120),
		networkOf('::ffff:198.51.100.0', 120),
		networkOf('::ffff:203.0.113.0', 120),
		networkOf('2001:db8::', 32),
	],
});

/** All that is given to anybody on the internet: https://www.iana.org/assignments/ipv6-address-space */
const GLOBAL_IPV6 = networkOf('2000::', 3);

/** Ends of names that no public name server knows: RFC 6761, 6762 (appendix G), 8375 and 9476. */
const PRIVATE_ENDS =
	/\.(?:alt|corp|home|home\.arpa|internal|intranet|invalid|lan|local|localdomain|localhost|onion|private|test)$/;

/**
 * Whether a host is this machine or one of its own network, as far as its name tells. What a public
 * name leads to only n8n can know, which has a protection of its own for that.
 *
 * @param hostname as `URL` returns it: numbers of any spelling are `127.0.0.1` there
 *
 * Source: https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export function isPrivateHost(hostname: string): boolean {
	const host = canonicalHost(hostname);
	if (!ipaddr.isValid(host)) return !host.includes('.') || PRIVATE_ENDS.test(host);
	const address = ipaddr.process(host);
	if (ipaddr.subnetMatch(asIpv6(address), EXAMPLES, '') === 'example') return false;
	if (address.range() !== 'unicast') return true;
	return address.kind() === 'ipv6' && !(address as IPv6).match(GLOBAL_IPV6);
}

/** Whether a host is this machine, also where its address is wrapped in one of IPv6. */
export function isThisMachine(hostname: string): boolean {
	const host = canonicalHost(hostname);
	if (!ipaddr.isValid(host)) return host === 'localhost' || host.endsWith('.localhost');
	return ipaddr.process(host).range() === 'loopback';
}

/**
 * One spelling of a host for comparing: lower case, without brackets and the dot at its end, an
 * IPv4 address without the IPv6 around it.
 */
export function canonicalHost(hostname: string): string {
	const host = hostname
		.toLowerCase()
		.replace(/\.$/, '')
		.replace(/^\[([^\]]*)\]$/, '$1');
	return ipaddr.isValid(host) ? ipaddr.process(host).toString() : host;
}

function networkOf(address: string, bits: number): [IPv6, number] {
	return [ipaddr.IPv6.parse(address), bits];
}

function asIpv6(address: IPv4 | IPv6): IPv6 {
	return address.kind() === 'ipv4' ? (address as IPv4).toIPv4MappedAddress() : (address as IPv6);
}
