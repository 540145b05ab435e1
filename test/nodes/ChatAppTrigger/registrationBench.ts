import { startSimulator, type Simulator } from '../../simulator';

export const CHANNEL = 'cams-8d2kq7h1pz';
export const NUMBER = '6531589000';

/**
 * A simulator whose number has this webhook before each test. It takes as many requests as come: a
 * hundred orders in some seconds ask more often than people ever do.
 */
export function useNumber(webhook: object): { readonly simulator: Simulator } {
	let running: Simulator | undefined;
	const bench = {
		get simulator(): Simulator {
			if (running === undefined) throw new Error('The simulator has not been started');
			return running;
		},
	};
	beforeAll(async () => {
		const requestsPerSecond = { QueryChatappPhoneNumbers: 0, UpdatePhoneWebhook: 0 };
		running = await startSimulator({ requestsPerSecond });
	});
	afterAll(async () => await running?.close());
	beforeEach(() => {
		bench.simulator.control.reset();
		bench.simulator.control.number({ number: NUMBER, ...webhook });
	});
	return bench;
}
