import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../../../alibabaCloud/input/text';
import { line, type CheckLine, type CheckStatus } from './line';

interface StateRow {
	readonly status: CheckStatus;
	readonly todo: string | null;
}

const WAIT =
	'Wait until WhatsApp is done with it, and read its state anew with Phone Number > Sync.';
const SUPPORT = 'Open the number in WhatsApp Manager to see why, and appeal there.';

/** Source: https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status */
const STATES = Object.freeze({
	CONNECTED: { status: 'OK', todo: null },
	FLAGGED: {
		status: 'Warning',
		todo: 'People block or report this number. Send less and more wanted messages before WhatsApp lowers its limit.',
	},
	RATE_LIMITED: { status: 'Warning', todo: 'Send more slowly; the limit ends by itself.' },
	RESTRICTED: {
		status: 'Problem',
		todo: 'The number has used up its limit of new conversations. Answer people who write, and wait.',
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
		todo: 'The number moved to another business account. Use the channel of that account.',
	},
}) satisfies Readonly<Record<string, StateRow>>;

const QUALITIES: Readonly<Record<string, StateRow>> = Object.freeze({
	YELLOW: {
		status: 'Warning',
		todo: 'Some people block or report this number. Send only what they asked for.',
	},
	RED: {
		status: 'Warning',
		todo: 'Many people block or report this number. Stop campaigns until the quality has recovered.',
	},
});

const UNKNOWN: StateRow = {
	status: 'Warning',
	todo: 'Read the state of the number anew with Phone Number > Sync, then check again.',
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
		textOf(number.MessagingLimitTier) && `limit ${textOf(number.MessagingLimitTier)}`,
		textOf(number.VerifiedName) && `name '${textOf(number.VerifiedName)}'`,
	].filter((fact) => fact !== '');
	return line(`Number ${phoneOf(number)}`, status, `${facts.join(', ')}.`, todo);
}

/** The number as people write it, with a plus sign. */
export function phoneOf(number: IDataObject): string {
	return textOf(number.PhoneNumber).replace(/^\+?/, '+');
}
