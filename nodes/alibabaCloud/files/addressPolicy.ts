import { isLoopback } from '../wire/endpoints';
import { canonicalHost, isPrivateHost, isThisMachine } from './privateHost';
import { parseUrl } from '../wire/url';

/** Where files may be fetched from. */
export interface AddressPolicy {
	/** Hosts that links may lead to, as `readHosts` returns them; empty means all of the internet. */
	readonly hosts: readonly string[];
	/**
	 * Whether this machine may be asked although no host names it: where the credential's own
	 * endpoint is on this machine, everything is a test.
	 */
	readonly allowsThisMachine?: boolean;
}

/**
 * Why a link may not be followed.
 *
 * - `tooLong`, `notUrl`, `notHttps`: what it is cannot be fetched safely
 * - `thisMachine`, `privateNetwork`: it leads to where only insiders may ask, and no host names it
 * - `notListed`: there is a list of hosts, and this one is not among them
 */
export type AddressRefusal =
	| 'tooLong'
	| 'notUrl'
	| 'notHttps'
	| 'thisMachine'
	| 'privateNetwork'
	| 'notListed';

/**
 * Judges a link by the one rule of all downloads, null when it may be followed. Links come from
 * messages, and services of a private network trust whoever asks from inside. So HTTPS only, and
 * nothing in n8n's own network but hosts that the author of the workflow named in full; then plain
 * HTTP to this machine too.
 */
export function refusalOf(link: string, policy: AddressPolicy): AddressRefusal | null {
	if (isTooLong(link)) return 'tooLong';
	const url = parseUrl(link);
	if (url === null) return 'notUrl';
	const { protocol, hostname } = url;
	const isHttps = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
	if (!isHttps) return 'notHttps';
	const host = canonicalHost(hostname);
	const { hosts } = policy;
	if (isThisMachine(host)) {
		return policy.allowsThisMachine || hosts.includes(host) ? null : 'thisMachine';
	}
	if (isPrivateHost(host)) return hosts.includes(host) ? null : 'privateNetwork';
	const isAllowed = hosts.some((listed) => host === listed || host.endsWith(`.${listed}`));
	return hosts.length === 0 || isAllowed ? null : 'notListed';
}

/** Signed links have about a thousand characters, and names of hosts 253 at most. */
const LONGEST_LINK = 4_096;
const LONGEST_AUTHORITY = 300;

/** To read a URL takes the square of the length of a host in foreign letters: seconds for 200 kB. */
function isTooLong(link: string): boolean {
	if (link.length > LONGEST_LINK) return true;
	const authority = /^\s*[a-z]+:[\\/]*([^\\/?#]*)/i.exec(link)?.[1] ?? '';
	return authority.length > LONGEST_AUTHORITY;
}

/** Reads a list of hosts as people write them: with commas, as URLs, with a port or an asterisk. */
export function readHosts(given: unknown): string[] {
	return String(given ?? '')
		.split(/[,;\s]+/)
		.map((entry) => entry.replace(/^https?:\/\//i, '').replace(/^\*?\./, ''))
		.filter((entry) => entry !== '')
		.map((entry) => {
			// A bare IPv6 address would be taken for a host with a port.
			const isBareIpv6 = !entry.startsWith('[') && entry.split(':').length > 2;
			const host = isBareIpv6 ? `[${entry}]` : entry;
			const url = parseUrl(`https://${host}`);
			return url === null ? host.toLowerCase() : canonicalHost(url.hostname);
		});
}
