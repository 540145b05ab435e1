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
	/** What to do about it; empty when there is nothing to do. */
	todo: string;
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
	return { check, status, found, todo: todo ?? '' };
}

/** The line of a call that failed, in the words that the node's errors use. */
export function failedLine(check: string, failure: NodeFailure): CheckLine {
	const { message, description } = errorTexts(failure);
	return line(check, 'Problem', `${message}.`, description);
}

/** The RAM action that a refused call would need; null when it failed for another reason. */
export function missingPermission(advice: string | null | undefined): string | null {
	return /"Action":\["([a-z0-9-]+:\w+)"\]/.exec(advice ?? '')?.[1] ?? null;
}

/** The worst first, each as it is counted: one, several. */
const COUNTED: ReadonlyArray<readonly [status: CheckStatus, one: string, several: string]> = [
	['Problem', 'problem', 'problems'],
	['Warning', 'warning', 'warnings'],
	['OK', 'OK', 'OK'],
	['Not Checked', 'not checked', 'not checked'],
];

/** The lines with what has to be done on top, each kind in the order of the checks. */
export function worstFirst(lines: readonly CheckLine[]): CheckLine[] {
	const rank = ({ status }: CheckLine): number => {
		const position = COUNTED.findIndex(([counted]) => counted === status);
		return status === 'Problem' || status === 'Warning' ? position : COUNTED.length;
	};
	return [...lines].sort((a, b) => rank(a) - rank(b));
}

/** The whole report in one line, for those who read no further. */
export function summaryOf(lines: readonly CheckLine[]): CheckLine {
	const named = (status: CheckStatus) => lines.filter((one) => one.status === status);
	const present = COUNTED.filter(([status]) => named(status).length > 0);
	const problems = [...named('Problem'), ...named('Warning')].map(({ check }) => check);
	const counts = present.map(([status, one, several]) => {
		const { length } = named(status);
		return `${length} ${length === 1 ? one : several}`;
	});
	return line(
		'Summary',
		present[0]?.[0] ?? 'OK',
		`${counts.join(', ')}.`,
		problems.length === 0 ? null : `Look at: ${problems.join('; ')}.`,
	);
}

/** What the credential must be allowed in addition, as one statement. */
export function permissionsLine(missing: readonly string[]): CheckLine {
	const actions = [...new Set(missing)];
	if (actions.length === 0) {
		return line('Permissions', 'OK', 'None of the requests of this check was denied.');
	}
	const statement = JSON.stringify({ Effect: 'Allow', Action: actions, Resource: ['*'] });
	return line(
		'Permissions',
		'Problem',
		`The RAM user or role of the credential is not allowed to call ${actions.join(', ')}.`,
		`Attach a policy with this statement to the RAM user or role: ${statement}`,
	);
}
