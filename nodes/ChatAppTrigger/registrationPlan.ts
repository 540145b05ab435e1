import { type IDataObject, type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { isLoopback } from '../alibabaCloud/wire/endpoints';
import { publishingError } from '../notifications/publishingError';
import { chosenNumbers } from '../notifications/numbers/chosenNumbers';
import { passesAnswers } from '../notifications/waiting/properties';
import { chosenEvents } from '../notifications/outputs';
import { NUMBER_KINDS, type NumberKind } from '../notifications/numbers/callbacks';
import { parseUrl } from '../alibabaCloud/wire/url';

/** What the user wants to be set at the service. */
export interface RegistrationPlan {
	readonly url: string;
	readonly channel: string;
	readonly numbers: readonly string[];
	readonly kinds: readonly NumberKind[];
	/** Whether statuses are wanted as well, of numbers that send them nowhere yet. */
	readonly spareStatuses: boolean;
	readonly takeOver: boolean;
	readonly account: boolean;
}

/**
 * Reads what publishing registers.
 *
 * @returns null when nothing is to be registered
 * @throws NodeOperationError when a field or the URL of n8n cannot be used
 */
export function readPlan(context: IHookFunctions): RegistrationPlan | null {
	if (context.getNodeParameter('registerAutomatically', false) !== true) return null;
	return planOf(context, 'production');
}

/**
 * Reads what a test in the editor registers: no more than what was chosen of numbers.
 *
 * @returns null when nothing is to be registered
 * @throws NodeOperationError when a field or the URL of n8n cannot be used
 */
export function readTestPlan(context: IHookFunctions): RegistrationPlan | null {
	if (context.getNodeParameter('registerAutomatically', false) !== true) return null;
	if (context.getNodeParameter('listenOnTestUrl', false) !== true) return null;
	const plan = planOf(context, 'test');
	return plan.kinds.length === 0 ? null : { ...plan, spareStatuses: false, account: false };
}

function planOf(context: IHookFunctions, mode: 'production' | 'test'): RegistrationPlan {
	const events = chosenEvents(context.getNodeParameter('events', []));
	const kinds = NUMBER_KINDS.filter((kind) => events.includes(kind));
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const channel = context.getNodeParameter('channel', '', { extractValue: true });
	const numbers =
		kinds.length === 0 ? [] : chosenNumbers(context.getNodeParameter('phoneNumbers', []));
	const plan = {
		url: reachableUrl(context, mode),
		channel: String(channel ?? '').trim(),
		numbers,
		kinds,
		spareStatuses: kinds.length === 1 && kinds[0] === 'inbound' && passesAnswers(options),
		takeOver: context.getNodeParameter('takeOver', false) === true,
		account:
			events.includes('audit') && context.getNodeParameter('accountUrl', 'keep') === 'replace',
	};
	if (plan.channel === '')
		throw emptyField(context, 'Channel', 'Choose the channel to receive from.');
	if (kinds.length > 0 && numbers.length === 0) {
		const advice = 'Choose the business numbers whose notifications to receive.';
		throw emptyField(context, 'Phone Number Names or IDs', advice);
	}
	return plan;
}

/** The URL to go back to for reviews; empty when the user gave none. */
export function previousAccountUrl(context: IHookFunctions): string {
	const url = context.getNodeParameter('previousAccountUrl', '') as IDataObject[string];
	return typeof url === 'string' ? url.trim() : '';
}

function emptyField(context: IHookFunctions, label: string, advice: string): Error {
	return publishingError(context.getNode(), `'${label}' is empty`, advice);
}

function reachableUrl(context: IHookFunctions, mode: 'production' | 'test'): string {
	const url = context.getNodeWebhookUrl('default') ?? '';
	const { protocol, hostname, host } = parseUrl(url) ?? { protocol: '', hostname: '', host: '' };
	if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) return url;
	throw new NodeOperationError(
		context.getNode(),
		`The ${mode} URL of this n8n cannot be registered: ${protocol}//${host}. Set N8N_WEBHOOK_URL (in older versions of n8n: WEBHOOK_URL) to its public https:// address.`,
		{
			description:
				'The service has to reach n8n from the internet over HTTPS. Set the environment variable N8N_WEBHOOK_URL (WEBHOOK_URL in older versions of n8n) to the public address that starts with https:// and restart n8n, or use the queue trigger, which needs no public address.',
		},
	);
}
