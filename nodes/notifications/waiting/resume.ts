import { type IDataObject, type IHttpRequestOptions, type Logger, sleep } from 'n8n-workflow';

import type { WaitingAddress } from './address';
import { takenHere } from './askedHere';
import { answerOf, executionOf, toResumePath } from '../items/reference';
import { markOf } from '../selection/seenEvents';
import { type Handed, type Handover, type HandoverAnswer, REFUSED, RESUMED, TAKEN } from './wire';

/** The outcome of an attempt to hand something to a waiting execution. */
export type Resumption =
	/** Taken. `optedOut` as in the answer of the node. */
	| { readonly is: 'resumed'; readonly optedOut?: boolean | undefined }
	/** The execution waits on, for something else. */
	| { readonly is: 'refused' }
	/** Nobody waits for it any more, or never did. */
	| { readonly is: 'ended' }
	/** n8n could not be asked, so nobody knows. */
	| { readonly is: 'unreachable' };

export interface ResumeContext {
	readonly helpers: { httpRequest(options: IHttpRequestOptions): Promise<unknown> };
	readonly logger: Pick<Logger, 'warn'>;
}

/** What one address of n8n said. */
type Answer =
	| Exclude<Resumption, { is: 'unreachable' }>
	/** The execution has taken another answer, as the node that waited says itself. */
	| { readonly is: 'other' }
	/** The execution is there but does not wait yet. */
	| { readonly is: 'notYet' }
	/** An execution of that ID is not there. */
	| { readonly is: 'absent' }
	/** What could be n8n's refusal or somebody else's page. */
	| { readonly is: 'doubtful' }
	/** This is not the n8n that was looked for. */
	| { readonly is: 'stranger' }
	/** It did not answer in time, and may have taken what was sent: nobody else must be given it. */
	| { readonly is: 'silent' };

/** The node that waits may have to send a message and fetch a file before it answers. */
const ANSWERS_WITHIN_MS = 8_000;

/**
 * How often an n8n that was silent is asked once more. The waiting node knows what it has taken, so
 * it only has to say so.
 */
const TRIES_IF_SILENT = 2;
const ANSWERS_AGAIN_WITHIN_MS = 4_000;

/** What comes before n8n has stored the waiting execution is sent again. */
const TRIES = 6;
const PAUSE_MS = 300;

/** Statuses of one push that are sent again. Anybody can name executions that never were. */
const MOST_AGAIN = 20;

/** Answers for an execution that does not wait, or does not wait for this. */
const OVER: ReadonlySet<Answer['is']> = new Set(['ended', 'notYet', 'absent', 'doubtful']);

const TIMEOUT_CODES: ReadonlySet<unknown> = new Set([
	'ECONNABORTED',
	'ETIMEDOUT',
	'ESOCKETTIMEDOUT',
]);

/**
 * Hands items to executions that wait, through n8n's webhook for them. One for each push or message:
 * an address that did not answer once is not asked again.
 */
export class Resumer {
	private readonly dead = new Set<WaitingAddress>();

	private hasWarned = false;

	private again = 0;

	/**
	 * @param addresses of this n8n, the best one first
	 * @param howToReach what people can set, for the log
	 */
	constructor(
		private readonly context: ResumeContext,
		private readonly addresses: readonly WaitingAddress[],
		private readonly howToReach: string,
	) {}

	/** Never throws. */
	async resume(reference: string, item: Handed): Promise<Resumption> {
		let doubtful = false;
		for (const address of this.addresses) {
			if (this.dead.has(address)) continue;
			const answer = await this.askUntilItSays(address, reference, item);
			if (answer.is === 'stranger' || answer.is === 'silent') this.dead.add(address);
			if (answer.is === 'silent') break;
			if (answer.is === 'doubtful') doubtful = true;
			else if (answer.is === 'resumed' || answer.is === 'refused') return answer;
			else if (answer.is !== 'stranger') return { is: 'ended' };
		}
		if (doubtful) return { is: 'ended' };
		this.warn();
		return { is: 'unreachable' };
	}

	/**
	 * Asks, and once more whoever does not answer in time: n8n may have been busy with something else,
	 * and take the item afterwards. Treated as an ordinary one it would be processed twice.
	 */
	private async askUntilItSays(
		address: WaitingAddress,
		reference: string,
		item: Handed,
	): Promise<Answer> {
		let answer = await this.askUntilItWaits(address, reference, item, ANSWERS_WITHIN_MS);
		if (answer.is !== 'silent') return answer;
		const { code, nonce } = answerOf(reference);
		const [execution, mark] = [executionOf(reference), markOf(item.eventKey)];
		const taken = () => takenHere.taken(execution, `${code}-${nonce}`, mark, Date.now());
		for (let tries = TRIES_IF_SILENT; tries > 0 && answer.is === 'silent'; tries--) {
			await sleep(PAUSE_MS);
			const known = taken();
			if (known !== null) return { is: 'resumed', ...known };
			answer = await this.askUntilItWaits(address, reference, item, ANSWERS_AGAIN_WITHIN_MS);
		}
		if (answer.is === 'resumed' || answer.is === 'refused') return answer;
		const known = taken();
		if (known !== null) return { is: 'resumed', ...known };
		// Whoever was silent may have taken it before it was gone.
		if (answer.is === 'stranger') return { is: 'silent' };
		// Where another process asks the executions, one that waited and does not any more has taken it.
		const isOver = OVER.has(answer.is) && !address.isOwn && !takenHere.areHere;
		if (!isOver) return answer;
		// A status starts its run in any case.
		if (item.event === 'inbound') {
			this.context.logger.warn(
				`Execution ${execution} took a message without saying so in time, and has continued. The message is taken as its answer.`,
			);
		}
		return { is: 'resumed' };
	}

	private async askUntilItWaits(
		address: WaitingAddress,
		reference: string,
		item: Handed,
		withinMs: number,
	): Promise<Answer> {
		let isAgain = false;
		for (let tries = TRIES; ; tries--) {
			const answer = await this.ask(address, reference, item, withinMs);
			// Statuses can be there before n8n has stored the execution at all; people are slower.
			const mayCome = answer.is === 'notYet' || (answer.is === 'absent' && item.event === 'status');
			if (!mayCome || tries === 0) return answer;
			if (answer.is === 'absent' && !isAgain) {
				if (this.again >= MOST_AGAIN) return answer;
				this.again++;
				isAgain = true;
			}
			await sleep(PAUSE_MS);
		}
	}

	private async ask(
		address: WaitingAddress,
		reference: string,
		item: Handed,
		timeout: number,
	): Promise<Answer> {
		const handover: Handover = { item };
		try {
			const response = (await this.context.helpers.httpRequest({
				method: 'POST',
				url: `${address.base}${toResumePath(reference)}`,
				headers: { host: address.host },
				body: handover as unknown as IDataObject,
				json: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout,
			})) as { statusCode: number; body: unknown };
			return readAnswer(response.statusCode, response.body, address.isOwn);
		} catch (error) {
			const { code } = error as { code?: unknown };
			return { is: TIMEOUT_CODES.has(code) ? 'silent' : 'stranger' };
		}
	}

	private warn(): void {
		if (this.hasWarned) return;
		this.hasWarned = true;
		const hosts = this.addresses.map(({ base }) => new URL(base).host).join(', ') || 'no address';
		this.context.logger.warn(
			`An answer or a delivery status could not be passed to its waiting execution, because this n8n was not reached at ${hosts}. It is treated as an ordinary notification. ${this.howToReach}`,
		);
	}
}

/**
 * n8n answers in its own words for executions that run, ended or never were, in 2.x also with pages
 * and the status 200; only what the waiting node itself says counts as taken.
 *
 * @param isOwn whether nobody but this n8n can have answered
 */
function readAnswer(status: number, body: unknown, isOwn: boolean): Answer {
	const { chatApp, message } = (typeof body === 'object' && body !== null ? body : {}) as {
		chatApp?: unknown;
		message?: unknown;
	};
	if (chatApp === RESUMED) {
		const { optedOut } = body as Extract<HandoverAnswer, { chatApp: typeof RESUMED }>;
		return { is: 'resumed', optedOut };
	}
	if (chatApp === REFUSED) {
		const { ended, reason } = body as Extract<HandoverAnswer, { chatApp: typeof REFUSED }>;
		if (reason === TAKEN) return { is: 'other' };
		return { is: ended === true ? 'ended' : 'refused' };
	}
	const said = typeof message === 'string' ? message : '';
	if (status === 409) return { is: /running/i.test(said) ? 'notYet' : 'ended' };
	if (status === 404 && /could not find node/i.test(said)) return { is: 'notYet' };
	if (status === 404 && /execution/i.test(said)) return { is: 'absent' };
	if (status === 401) return { is: 'doubtful' };
	if (status === 200) return { is: isOwn ? 'ended' : 'doubtful' };
	return { is: 'stranger' };
}
