import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../../../alibabaCloud/input/text';
import { line, type CheckLine } from './line';
import { phoneOf } from './numbers';
import { isSameTarget } from './triggerUrl';
import { parseUrl } from '../../../../alibabaCloud/wire/url';

const KINDS = Object.freeze([
	{ name: 'Inbound Messages', url: 'UpCallbackUrl', queue: 'UpQueue' },
	{ name: 'Delivery Status', url: 'StatusCallbackUrl', queue: 'StatusQueue' },
]);

const WHERE = 'under Channel Management in the Chat App Message Service console';
const BY_TRIGGER =
	"turn on 'Register Automatically' in Alibaba Cloud Chat App Trigger and publish its workflow";
const BY_QUEUE =
	"turn on 'Switch Queue On' in Alibaba Cloud Chat App Queue Trigger and publish its workflow";

/**
 * Where the notifications of a number go. Whether pushing is switched on cannot be read, so a URL
 * that is set counts as used.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/use-cases/manage-phone-numbers
 *
 * @param triggerUrl of the trigger that waits for them; empty when it is not known
 */
export function deliveryLines(number: IDataObject, triggerUrl: string): CheckLine[] {
	return KINDS.map(({ name, url: urlField, queue: queueField }) => {
		const check = `${name} of ${phoneOf(number)}`;
		const url = textOf(number[urlField]);
		const queue = textOf(number[queueField]);
		const queued = queue === '' ? '' : ` They are also sent to the queue ${queue}.`;
		if (url === '' && queue === '') {
			return line(
				check,
				'Problem',
				'Neither a receipt URL nor a queue is set, so nothing is delivered.',
				`Either ${BY_TRIGGER}, or ${BY_QUEUE}. Or set the URL of the trigger or the queue for the phone number ${WHERE}.`,
			);
		}
		if (url.includes('/webhook-test/')) {
			return line(
				check,
				'Problem',
				`They are pushed to a test URL of n8n: ${shown(url)}.${queued}`,
				`Set the production URL of the trigger ${WHERE}, or ${BY_TRIGGER}.`,
			);
		}
		if (triggerUrl === '' || (url !== '' && isSameTarget(url, triggerUrl))) {
			const pushed =
				url === ''
					? `They are sent to the queue ${queue}.`
					: `They are pushed to ${shown(url)}.${queued}`;
			return line(check, 'OK', pushed);
		}
		if (url === '') {
			return line(
				check,
				'Problem',
				`No receipt URL is set. They are sent to the queue ${queue}.`,
				`To receive them by the URL, ${BY_TRIGGER}, or set the URL ${WHERE}. Or receive them with Alibaba Cloud Chat App Queue Trigger.`,
			);
		}
		return line(
			check,
			'Problem',
			`They are pushed to a different URL: ${shown(url)}.${queued}`,
			`If nothing else needs that URL, set the URL of the trigger ${WHERE}, or ${BY_TRIGGER}, with 'Take Over' on.`,
		);
	});
}

/** Paths and queries of such URLs can hold somebody's secret; who it is shows without them. */
function shown(url: string): string {
	return parseUrl(url)?.origin ?? url;
}
