import { errorTexts, type NodeFailure } from '../../../runtime/failures';

/** `Not Checked` says nothing about good or bad: something else has to be known first. */
export type CheckStatus = 'OK' | 'Warning' | 'Problem' | 'Not Checked';

/** One line of the report. A type, since it becomes the data of an item. */
export type CheckLine = {
	/** What was looked at. */
	check: string;
	status: CheckStatus;
	/** What was seen there, in a sentence. */
	found: string;
	/** What to do about it; null when there is nothing to do. */
	todo: string | null;
};

/** What a call gave, or why it gave nothing. */
export type Settled<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly failure: NodeFailure };

export function line(
	check: string,
	status: CheckStatus,
	found: string,
	todo: string | null = null,
): CheckLine {
	return { check, status, found, todo };
}

/** The line of a call that failed, in the words that the node's errors use. */
export function failedLine(check: string, failure: NodeFailure): CheckLine {
	const { message, description } = errorTexts(failure);
	return line(check, 'Problem', `${message}.`, description);
}

/** The RAM action that a refused call would need; null when it failed for another reason. */
export function missingRight(advice: string | null | undefined): string | null {
	return /"Action":\["([a-z0-9-]+:\w+)"\]/.exec(advice ?? '')?.[1] ?? null;
}

const SEVERITY: readonly CheckStatus[] = ['Problem', 'Warning', 'OK', 'Not Checked'];

/** The whole report in one line, for those who read no further. */
export function summaryOf(lines: readonly CheckLine[]): CheckLine {
	const named = (status: CheckStatus) => lines.filter((one) => one.status === status);
	const worst = SEVERITY.find((status) => named(status).length > 0) ?? 'OK';
	const problems = [...named('Problem'), ...named('Warning')].map(({ check }) => check);
	const counts = SEVERITY.filter((status) => named(status).length > 0).map(
		(status) => `${named(status).length} ${status}`,
	);
	return line(
		'Summary',
		worst,
		`${counts.join(', ')}.`,
		problems.length === 0 ? null : `Look at: ${problems.join('; ')}.`,
	);
}

/** What the credential must be allowed in addition, as one statement. */
export function rightsLine(missing: readonly string[]): CheckLine {
	const actions = [...new Set(missing)];
	if (actions.length === 0) {
		return line('Rights', 'OK', 'None of the requests of this check was denied.');
	}
	const statement = JSON.stringify({ Effect: 'Allow', Action: actions, Resource: ['*'] });
	return line(
		'Rights',
		'Problem',
		`The RAM user or role of the credential is not allowed to call ${actions.join(', ')}.`,
		`Attach a policy with this statement to the RAM user or role: ${statement}`,
	);
}
