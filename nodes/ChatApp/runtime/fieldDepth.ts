import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { isDeeperThan, textDepth } from '../../alibabaCloud/wire/depth';

/** No content of the service comes near. Some thousand levels exhaust the stack of n8n. */
const MOST_LEVELS = 100;

/** The error for a value that nests too deep. @param label of its field */
export function tooDeep(label: string): InvalidInput {
	return new InvalidInput(
		`'${label}' is nested too deep: maximum ${MOST_LEVELS} levels`,
		`Check the value of '${label}': an earlier node may have put a list or object into itself many times.`,
	);
}

/**
 * @param value an object, or its JSON
 * @throws InvalidInput that names the field when it nests deeper than any content does.
 */
export function assertDepth(value: unknown, label: string): void {
	const isTooDeep =
		typeof value === 'string' ? textDepth(value) > MOST_LEVELS : isDeeperThan(value, MOST_LEVELS);
	if (isTooDeep) throw tooDeep(label);
}
