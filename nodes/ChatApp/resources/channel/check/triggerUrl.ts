import { isPrivateHost } from '../../../../alibabaCloud/files/privateHost';
import { line, type CheckLine } from './line';
import { parseUrl } from '../../../../alibabaCloud/wire/url';

const CHECK = 'Trigger URL';

/** Whether two addresses lead to the same trigger: query, scheme and a slash at the end do not count. */
export function isSameTarget(left: string, right: string): boolean {
	const [one, other] = [parseUrl(left), parseUrl(right)];
	if (one === null || other === null) return left === right;
	const pathOf = ({ pathname }: URL) => pathname.replace(/(?<!\/)\/+$/, '');
	return one.host === other.host && pathOf(one) === pathOf(other);
}

/** Whether the service could reach the trigger, judged by its URL alone. */
export function triggerUrlLine(url: string): CheckLine {
	if (url === '') {
		return line(
			CHECK,
			'Not Checked',
			'No trigger URL was entered.',
			"To compare it with the receipt URLs, paste the production URL of Alibaba Cloud Chat App Trigger into 'Trigger URL'. The Queue Trigger does not need a URL.",
		);
	}
	const parsed = /^https?:\/\//i.test(url) ? parseUrl(url) : null;
	if (parsed === null) {
		return line(CHECK, 'Problem', `'${url}' is not a URL.`, 'Copy the URL from the trigger.');
	}
	const { protocol, hostname, pathname } = parsed;
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
			'Give n8n a public address and set it as N8N_WEBHOOK_URL (in older versions of n8n: WEBHOOK_URL), or use the Queue Trigger, which does not need a public URL.',
		);
	}
	if (protocol !== 'https:') {
		return line(
			CHECK,
			'Warning',
			"The URL is not encrypted, so your customers' messages are sent in plain text.",
			'Put n8n behind HTTPS and set N8N_WEBHOOK_URL (in older versions of n8n: WEBHOOK_URL) to its HTTPS URL.',
		);
	}
	return line(CHECK, 'OK', `${hostname} has the form of a public address with HTTPS.`);
}
