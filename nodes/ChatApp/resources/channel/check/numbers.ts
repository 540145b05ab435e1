import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../../../alibabaCloud/input/text';
import { peopleOf } from '../../message/messagingLimit';
import { line, type CheckLine, type CheckStatus } from './line';

interface StateRow {
	readonly status: CheckStatus;
	readonly todo: string | null;
}

const WAIT = 'Wait until WhatsApp has finished, then refresh the state with Phone Number > Sync.';
const SUPPORT = 'Open the phone number in WhatsApp Manager to see the reason and request a review.';

/** Source: https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status */
const STATES = Object.freeze({
	CONNECTED: { status: 'OK', todo: null },
	FLAGGED: {
		status: 'Warning',
		todo: 'Recipients are blocking or reporting this number. Send fewer, more relevant messages before WhatsApp lowers its limit.',
	},
	RATE_LIMITED: { status: 'Warning', todo: 'Send more slowly. The limit is lifted automatically.' },
	RESTRICTED: {
		status: 'Problem',
		todo: 'The number has reached its limit of new conversations. Reply to incoming messages only until the limit resets.',
	},
	PENDING: { status: 'Problem', todo: WAIT },
	UNVERIFIED: {
		status: 'Problem',
		todo: 'Request a code for the number and verify it: Phone Number > Request Code and Verify.',
	},
	DISCONNECTED: {
		status: 'Problem',
		todo: 'Register the number again with Phone Number > Register.',
	},
	BANNED: { status: 'Problem', todo: SUPPORT },
	DELETED: {
		status: 'Problem',
		todo: 'Add the number to the channel again with Phone Number > Add.',
	},
	MIGRATED: {
		status: 'Problem',
		todo: 'The number was moved to another business account. Use the channel of that account.',
	},
}) satisfies Readonly<Record<string, StateRow>>;

const QUALITIES: Readonly<Record<string, StateRow>> = Object.freeze({
	YELLOW: {
		status: 'Warning',
		todo: 'Some recipients are blocking or reporting this number. Send only messages they asked for.',
	},
	RED: {
		status: 'Warning',
		todo: 'Many recipients are blocking or reporting this number. Pause campaigns until the quality recovers.',
	},
});

const UNKNOWN: StateRow = {
	status: 'Warning',
	todo: 'Refresh the state of the number with Phone Number > Sync, then check again.',
};

/** State, quality and limit of a number, as `QueryChatappPhoneNumbers` lists it. */
export function numberLine(number: IDataObject): CheckLine {
	const state = textOf(number.Status).toUpperCase();
	const quality = textOf(number.QualityRating).toUpperCase();
	const byState: StateRow = Object.hasOwn(STATES, state)
		? STATES[state as keyof typeof STATES]
		: UNKNOWN;
	const byQuality = Object.hasOwn(QUALITIES, quality) ? QUALITIES[quality] : undefined;
	const { status, todo } = byState.status === 'OK' && byQuality ? byQuality : byState;
	const facts = [
		`State ${state || 'unknown'}`,
		quality && `quality ${quality}`,
		limitText(textOf(number.MessagingLimitTier)),
		textOf(number.VerifiedName) && `name '${textOf(number.VerifiedName)}'`,
	].filter((fact) => fact !== '');
	return line(`Number ${phoneOf(number)}`, status, `${facts.join(', ')}.`, todo);
}

/** How many people the number may start conversations with, such as `TIER_10K`, in words. */
function limitText(tier: string): string {
	if (tier === '') return '';
	const people = peopleOf(tier);
	if (people !== null) return `limit ${people.toLocaleString('en')} people a day`;
	return /UNLIMITED$/i.test(tier) ? 'no limit of people a day' : `limit ${tier}`;
}

/** The number as people write it, with a plus sign. */
export function phoneOf(number: IDataObject): string {
	return textOf(number.PhoneNumber).replace(/^\+?/, '+');
}
