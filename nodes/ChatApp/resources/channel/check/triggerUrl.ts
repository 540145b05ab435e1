import { isLoopback } from '../../../../shared/api/endpoints';
import { line, type CheckLine } from './line';

const CHECK = 'Trigger URL';

/** Address ranges that no one reaches from outside: RFC 1918, 3927, 4193, 4291 and 6598. */
const PRIVATE_HOSTS: readonly RegExp[] = [
	/^0\./,
	/^10\./,
	/^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
	/^169\.254\./,
	/^172\.(?:1[6-9]|2\d|3[01])\./,
	/^192\.168\./,
	/^\[(?:f[cd]|fe[89ab])/i,
	/\.(?:local|internal|lan|home\.arpa|localhost)$/i,
];

/** Whether the address works only inside a network. */
export function isPrivateHost(hostname: string): boolean {
	const isName = !hostname.startsWith('[') && !hostname.includes('.');
	return isLoopback(hostname) || isName || PRIVATE_HOSTS.some((range) => range.test(hostname));
}

/** Whether two addresses lead to the same trigger: query, scheme and a slash at the end do not count. */
export function isSameTarget(left: string, right: string): boolean {
	if (!URL.canParse(left) || !URL.canParse(right)) return left === right;
	const [one, other] = [new URL(left), new URL(right)];
	const pathOf = ({ pathname }: URL) => pathname.replace(/(?<!\/)\/+$/, '');
	return one.host === other.host && pathOf(one) === pathOf(other);
}

/** Whether the service could reach the trigger, judged by its URL alone. */
export function triggerUrlLine(url: string): CheckLine {
	if (url === '') {
		return line(
			CHECK,
			'Not Checked',
			'No trigger URL was given.',
			"To compare it with the callback URLs, paste the production URL of Alibaba Cloud Chat App Trigger into 'Trigger URL'. The Queue Trigger needs none.",
		);
	}
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
		return line(CHECK, 'Problem', `'${url}' is not a URL.`, 'Copy the URL from the trigger.');
	}
	const { protocol, hostname, pathname } = new URL(url);
	if (pathname.includes('/webhook-test/')) {
		return line(
			CHECK,
			'Problem',
			'This is the test URL, which works only while the editor waits for a test event.',
			'Copy the production URL from the trigger, and publish the workflow.',
		);
	}
	if (isPrivateHost(hostname)) {
		return line(
			CHECK,
			'Problem',
			`${hostname} cannot be reached from the internet.`,
			'Give n8n a public address and set it as WEBHOOK_URL, or use the Queue Trigger, which needs none.',
		);
	}
	if (protocol !== 'https:') {
		return line(
			CHECK,
			'Warning',
			'The URL is not encrypted: messages of your customers travel in clear text.',
			'Put n8n behind HTTPS and set WEBHOOK_URL to its https address.',
		);
	}
	return line(CHECK, 'OK', `${hostname} has the form of a public address with HTTPS.`);
}
