import type { Simulator } from '../../simulator';

const PHONE = '6591230001';

/**
 * The person who owns the phone: writes when a message was refused for the closed window, and taps
 * what was offered. Returns what ends it.
 */
export function playPerson(simulator: Simulator): () => void {
	const tapped = new Set<string>();
	let hasWritten = false;
	const act = (): void => {
		const { control, requests, world } = simulator;
		const isRefused = requests.some(
			({ action, code }) => action === 'SendChatappMessage' && code !== 'OK',
		);
		if (isRefused && !hasWritten) {
			hasWritten = true;
			control.reply({ user: PHONE, text: 'Hello', type: 'TEXT', message: 'Hello' });
		}
		for (const { id, direction, user, type } of world.messages.all) {
			if (direction === 'in' || user !== PHONE || type !== 'interactive' || tapped.has(id))
				continue;
			if (world.messages.find(id)?.status !== 'delivered') continue;
			tapped.add(id);
			const choices = control.buttonsOf(id);
			control.tap(id, choices.some(({ kind }) => kind === 'row') ? 'Two' : 'One');
		}
	};
	const timer = setInterval(act, 100);
	return () => clearInterval(timer);
}
