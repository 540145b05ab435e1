import type { IDataObject } from 'n8n-workflow';

import { InvalidInput, optionalText } from '../../../alibabaCloud/input/invalidInput';
import { taskIdOption } from '../../fields/recipient';
import { CHANNELS } from '../../../alibabaCloud/channels/channels';
import type { OperationContext, PreparedItem } from '../../runtime/operation';
import { beginAsking, endAsking, taskIdOf } from '../../waiting/asking';
import { deliveryCode } from '../../waiting/codes';
import { assertCanWait, heldResult, hold } from '../../waiting/hold';
import { deliveryResult, type Milestone } from '../../waiting/judgeDelivery';
import { asOutput } from '../../waiting/questionResult';
import { assertNotTooLong } from '../../waiting/waitLimit';
import { askedElsewhere } from './askedBefore';
import { CONTINUE_LABEL, WAIT_LABEL } from './deliveryOptions';
import { pollDelivery } from './pollDelivery';
import { assertOneItem } from './readQuestion';
import type { Envelope } from './sendCall';

/** n8n looks once a minute for executions whose time is over, so shorter waits are waited here. */
const SHORT_MS = 60_000;

const UNITS: Readonly<Record<string, number>> = Object.freeze({
	seconds: 1000,
	minutes: 60_000,
	hours: 3_600_000,
	days: 86_400_000,
});

/** Of a message that another execution sent with the same key. */
const NOT_WAITED = Object.freeze({ outcome: 'accepted' });

/** Channels whose messages the service lists. */
const LISTED: ReadonlySet<string> = new Set(['viber', 'whatsapp']);

/**
 * A message whose run continues when the option says so: at once, or when the message was sent,
 * delivered or read.
 *
 * @param prepare makes the message from the envelope, whose task ID then carries a reference.
 * @throws InvalidInput that names the option.
 */
export function withDeliveryWait(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
	prepare: (envelope: Envelope) => PreparedItem,
): PreparedItem {
	const { functions } = context;
	const { options, channelType } = envelope;
	const milestone = readMilestone(options.continueWhen);
	if (milestone === null) return prepare(envelope);
	assertOneItem(functions);
	const limit = readLimit(options.waitAtMost);
	const { onError, retryOnFail } = functions.getNode();
	const byErrorOutput = onError === 'continueErrorOutput';

	if (limit <= SHORT_MS) {
		assertListed(channelType);
		const { lane, run } = prepare(envelope);
		return {
			lane,
			async run() {
				const sent = (await run()) as IDataObject;
				if (sent.duplicate === true) return { ...deliveryResult(sent, null, false), ...NOT_WAITED };
				const { delivery, isReached } = await pollDelivery(context, envelope, sent, {
					milestone,
					limit,
				});
				const result = deliveryResult(sent, delivery, isReached);
				// "Retry On Fail" runs a node again that returns an error, and the message is out.
				return asOutput(result, byErrorOutput && retryOnFail !== true);
			},
		};
	}

	assertCanWait(
		functions,
		`Remove the option '${CONTINUE_LABEL}', or set '${WAIT_LABEL}' to one minute or less.`,
	);
	const held = heldResult(functions);
	if (held !== null) return { lane: null, run: async () => await Promise.resolve(held) };
	const elsewhere = askedElsewhere(context, itemIndex, 'message');
	if (elsewhere !== null) return elsewhere;
	const asking = beginAsking(functions, 'delivery');
	const reference = asking.reference(deliveryCode(milestone));
	const taskId = taskIdOf(reference, optionalText(options.taskId, taskIdOption.displayName));
	const { lane, run } = prepare({ ...envelope, options: { ...options, taskId } });
	return {
		lane,
		async run() {
			const sent = (await run()) as IDataObject;
			// Its delivery statuses lead to the execution that sent it.
			if (sent.duplicate === true) {
				endAsking(functions);
				return { ...deliveryResult(sent, null, false), ...NOT_WAITED };
			}
			const unanswered = deliveryResult(sent, null, false);
			const { nonce, execution } = asking;
			const result = { ...unanswered, outcome: 'waiting' };
			await hold(
				functions,
				asOutput(unanswered, byErrorOutput),
				{ waitsFor: 'delivery', nonce, execution, byErrorOutput },
				Date.now() + limit,
				result,
			);
			endAsking(functions);
			return result;
		},
	};
}

/** What is no option was refused as it was read, but for an empty value. */
function readMilestone(given: unknown): Milestone | null {
	if (given === undefined || given === '' || given === 'accepted') return null;
	if (given !== null) return given as Milestone;
	throw new InvalidInput(
		`'${CONTINUE_LABEL}' is not known: ${String(given)}`,
		`Use one of accepted, sent, delivered, read in '${CONTINUE_LABEL}'.`,
	);
}

/** Milliseconds; one minute where nothing is set. */
function readLimit(given: unknown): number {
	const { values } = (given ?? {}) as { values?: IDataObject };
	const { amount = 1, unit = 'minutes' } = values ?? {};
	const limit = Number(amount) * (UNITS[String(unit)] ?? Number.NaN);
	assertNotTooLong(limit, WAIT_LABEL, `${String(amount)} ${String(unit)}`);
	if (limit >= 1000) return limit;
	throw new InvalidInput(
		`'${WAIT_LABEL}' is not at least one second: ${String(amount)} ${String(unit)}`,
		`Set '${WAIT_LABEL}' to one second or more.`,
	);
}

function assertListed(channelType: Envelope['channelType']): void {
	if (LISTED.has(channelType)) return;
	throw new InvalidInput(
		`'${WAIT_LABEL}' is too short for ${CHANNELS[channelType].name}, whose messages the service does not list`,
		`Set '${WAIT_LABEL}' to more than one minute, and receive delivery statuses with a trigger of this package.`,
	);
}
