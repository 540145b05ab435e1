import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';

/**
 * Names everything that is wrong at once, so that a template needs one correction and not one for
 * each rule.
 *
 * @param faults sentences without a full stop.
 * @throws InvalidInput unless the list is empty.
 */
export function assertNoFaults(faults: readonly string[]): void {
	const [first] = faults;
	if (first === undefined) return;
	if (faults.length === 1) {
		throw new InvalidInput(first, 'Fix it and run the node again. Nothing was submitted.');
	}
	const list = faults.map((fault, index) => `(${index + 1}) ${fault}.`).join(' ');
	throw new InvalidInput(
		`The template breaks ${faults.length} rules: ${list}`,
		'Fix all of them and run the node again. Nothing was submitted.',
	);
}

/** A fault when a text has more characters than it may. */
export function tooLong(what: string, text: string, most: number): string[] {
	const length = [...text].length;
	if (length <= most) return [];
	return [`${what} is too long: ${length} characters, maximum ${most}`];
}

/** A fault when a list has more entries than it may. */
export function tooMany(what: string, count: number, most: number): string[] {
	if (count <= most) return [];
	return [`${what}: ${count}, maximum ${most}`];
}
