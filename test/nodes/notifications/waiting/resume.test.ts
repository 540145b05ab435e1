import { normalizeBody } from '../../../../nodes/notifications/items/normalize';
import { markOf } from '../../../../nodes/notifications/selection/seenEvents';
import type { WaitingAddress } from '../../../../nodes/notifications/waiting/address';
import type { Handed } from '../../../../nodes/notifications/waiting/wire';
import type { ServerAnswer } from './waitingServer';
import {
	ABSENT,
	newExecution,
	newId,
	newPerson,
	PAGE,
	receiptOf,
	reference,
	RUNNING,
	tap,
} from './waitingServer';

type ResumeModule = typeof import('../../../../nodes/notifications/waiting/resume');
type HereModule = typeof import('../../../../nodes/notifications/waiting/askedHere');

const SILENT = 'silent';
const TAKEN: ServerAnswer = { body: { chatApp: 'resumed' } };
const OTHER: ServerAnswer = { body: { chatApp: 'refused', reason: 'taken', ended: true } };

interface Circumstances {
	readonly isOwn?: boolean;
	readonly otherAddresses?: readonly WaitingAddress[];
	/** Whether a delivery status is handed over. */
	readonly isStatus?: boolean;
	/** With which call the execution takes it, whatever is answered. */
	readonly takenAt?: number;
}

/** One attempt to hand a tap over, in a process of its own that has taken nothing so far. */
function attempt(
	answers: ReadonlyArray<typeof SILENT | ServerAnswer>,
	{ isOwn = false, otherAddresses = [], isStatus = false, takenAt }: Circumstances = {},
) {
	jest.resetModules();
	const { Resumer } = jest.requireActual<ResumeModule>(
		'../../../../nodes/notifications/waiting/resume',
	);
	const { takenHere } = jest.requireActual<HereModule>(
		'../../../../nodes/notifications/waiting/askedHere',
	);
	const execution = String(newExecution());
	const ref = reference(execution, '0');
	const entry = isStatus ? receiptOf(newPerson(), ref, newId()) : tap(newPerson(), ref);
	const item = normalizeBody([entry])[0] as Handed;
	const offer = { execution, nonce: '9f3a11cc', signed: '0-9f3a11cc' };
	const take = (mark = markOf(item.eventKey)) => takenHere.claim({ ...offer, mark }, Date.now());
	const left = [...answers];
	const httpRequest: jest.Mock = jest.fn(async (_options: { readonly url: string }) => {
		if (httpRequest.mock.calls.length === takenAt) take();
		const answer = left.shift();
		if (answer === undefined) throw new Error('Nobody expected this');
		if (answer !== SILENT) {
			return await Promise.resolve({ statusCode: answer.status ?? 200, body: answer.body });
		}
		throw Object.assign(new Error('timeout'), { code: 'ECONNABORTED' });
	});
	const warn = jest.fn();
	const address: WaitingAddress = { base: 'http://127.0.0.1:1/w', host: '127.0.0.1:1', isOwn };
	const addresses = [address, ...otherAddresses];
	const resumer = new Resumer({ helpers: { httpRequest }, logger: { warn } }, addresses, 'Set it.');
	return { resume: async () => await resumer.resume(ref, item), take, httpRequest, warn };
}

describe('an n8n that does not answer in time', () => {
	it('is asked once more, and says that it has taken the message', async () => {
		const { resume, httpRequest, warn } = attempt([SILENT, TAKEN]);

		expect(await resume()).toEqual({ is: 'resumed' });
		expect(httpRequest).toHaveBeenCalledTimes(2);
		expect(warn).not.toHaveBeenCalled();
	});

	it.each([PAGE, ABSENT, RUNNING, OTHER])(
		'and whose execution has gone on with the message here has taken it (%j)',
		async (answer) => {
			const { resume, take, httpRequest } = attempt([SILENT, ...Array(8).fill(answer)], {
				isOwn: true,
			});
			const resuming = resume();
			expect(take()).toBe('first');

			expect(await resuming).toMatchObject({ is: 'resumed' });
			expect(httpRequest).toHaveBeenCalledTimes(1);
		},
	);

	it('and takes the message while it is asked once more has taken it', async () => {
		const { resume, httpRequest } = attempt([SILENT, PAGE], { isOwn: true, takenAt: 2 });

		expect(await resume()).toMatchObject({ is: 'resumed' });
		expect(httpRequest).toHaveBeenCalledTimes(2);
	});

	it('and whose execution has gone on with something else has not', async () => {
		const { resume, take } = attempt([SILENT, PAGE]);
		const resuming = resume();
		take(markOf('another message'));

		expect(await resuming).toEqual({ is: 'ended' });
	});

	it('has not taken what this very process does not know of', async () => {
		const { resume } = attempt([SILENT, PAGE], { isOwn: true });

		expect(await resume()).toEqual({ is: 'ended' });
	});

	it('is another process: what waited and has gone on has taken it, as the log tells', async () => {
		const { resume, warn } = attempt([SILENT, PAGE]);

		expect(await resume()).toEqual({ is: 'resumed' });
		expect(warn).toHaveBeenCalledTimes(1);
	});

	it('is another process: a status starts its run in any case, so the log has nothing to tell', async () => {
		const { resume, warn } = attempt([SILENT, PAGE], { isStatus: true });

		expect(await resume()).toEqual({ is: 'resumed' });
		expect(warn).not.toHaveBeenCalled();
	});

	it('is another process: what says that it took another answer has not taken this one', async () => {
		const { resume, warn } = attempt([SILENT, OTHER]);

		expect(await resume()).toEqual({ is: 'ended' });
		expect(warn).not.toHaveBeenCalled();
	});

	it('and is gone after may have taken it, so no other address is asked', async () => {
		const gone: ServerAnswer = { status: 502, body: 'Bad gateway' };
		const other = { base: 'http://127.0.0.1:2/w', host: '127.0.0.1:2', isOwn: false };
		const { resume, httpRequest } = attempt([SILENT, gone, TAKEN], { otherAddresses: [other] });

		expect(await resume()).toEqual({ is: 'unreachable' });
		expect(httpRequest).toHaveBeenCalledTimes(2);
	});

	it('and never does is given up, and the log tells', async () => {
		const { resume, httpRequest, warn } = attempt([SILENT, SILENT, SILENT]);

		expect(await resume()).toEqual({ is: 'unreachable' });
		expect(httpRequest).toHaveBeenCalledTimes(3);
		expect(warn).toHaveBeenCalledTimes(1);
	});
});

describe('of several items of one push', () => {
	const other = { base: 'http://127.0.0.1:2/w', host: '127.0.0.1:2', isOwn: false };
	const gone: ServerAnswer = { status: 502, body: 'Bad gateway' };

	it('no further one waits for an n8n that never answered', async () => {
		const { resume, httpRequest } = attempt([SILENT, SILENT, SILENT]);
		await resume();

		expect(await resume()).toEqual({ is: 'unreachable' });
		expect(httpRequest).toHaveBeenCalledTimes(3);
	});

	it('all go to the address that answered', async () => {
		const { resume, httpRequest } = attempt([gone, TAKEN, TAKEN], { otherAddresses: [other] });

		expect([await resume(), await resume()]).toEqual([{ is: 'resumed' }, { is: 'resumed' }]);
		const hosts = httpRequest.mock.calls.map(([{ url }]) => new URL(url as string).host);
		expect(hosts).toEqual(['127.0.0.1:1', other.host, other.host]);
	});
});

it('an execution that has ended before it was asked has taken nothing', async () => {
	expect(await attempt([PAGE]).resume()).toEqual({ is: 'ended' });
});
