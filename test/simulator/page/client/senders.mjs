import { byId, make, reconcile } from './dom.mjs';
import { address } from './labels.mjs';

/** Draws where the notifications of each sender go, with the switch of its queue. */
export function drawSenders(numbers, step) {
	const connected = numbers.filter(({ status }) => status === 'CONNECTED');
	byId('senders-section').hidden = connected.length === 0;
	reconcile(byId('senders'), connected, {
		keyOf: ({ number }) => number,
		signatureOf: (one) => JSON.stringify([one.queueFlag, hostsOf(one), one.verifiedName]),
		build: (one) => senderPart(one, step),
	});
}

/** One sender. */
export function senderPart(sender, step) {
	const { number, channelType, queueFlag } = sender;
	const isOn = queueFlag === 'Y';
	const label = isOn ? 'Switch queue off' : 'Switch queue on';
	const shown = address(number, channelType);
	const places = [...hostsOf(sender), ...(isOn ? ['queue'] : [])];
	return make(
		'div',
		{ class: 'sender' },
		make('p', {}, `${shown}: ${places.length > 0 ? places.join(', ') : 'goes nowhere'}`),
		make(
			'div',
			{ class: 'steps' },
			make(
				'button',
				{
					type: 'button',
					'aria-label': `${label} of ${shown}`,
					data: { part: 'queue' },
					on: { click: () => step('number', { number, queueFlag: isOn ? 'N' : 'Y' }) },
				},
				label,
			),
		),
	);
}

/** The hosts that the service pushes to; the rest of a URL may hold a secret. */
function hostsOf({ upCallbackUrl, statusCallbackUrl, httpFlag }) {
	if (httpFlag !== 'Y') return [];
	const hosts = [upCallbackUrl, statusCallbackUrl].map(
		(url) => /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? '',
	);
	return [...new Set(hosts.filter((host) => host !== ''))];
}
