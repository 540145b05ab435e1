/** The most that a message of a queue has. More is not looked at: anybody can send megabytes. */
const LONGEST = 64 * 1024;

/** A control character, which has to be escaped in a string. */
const LAST_CONTROL = 0x1f;

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * The text without what keeps it from being JSON though its meaning is clear: line breaks and tabs
 * inside of strings, and commas behind the last value of a list or object. A sample of the service
 * has both.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound
 *
 * @returns undefined where there is nothing of that kind
 */
export function mendedJson(text: string): string | undefined {
	if (text.length > LONGEST) return undefined;
	const parts: string[] = [];
	let copied = 0;
	const replace = (at: number, by: string): void => {
		parts.push(text.slice(copied, at), by);
		copied = at + 1;
	};
	let isInString = false;
	/** The comma behind which nothing but space has come. */
	let comma = -1;
	for (let index = 0; index < text.length; index++) {
		const character = text[index] ?? '';
		if (isInString) {
			if (character === '\\') index++;
			else if (character === '"') isInString = false;
			else if (text.charCodeAt(index) <= LAST_CONTROL) replace(index, escaped(character));
		} else if (character === ',') comma = index;
		else if (character.trim() !== '') {
			if (comma >= 0 && (character === '}' || character === ']')) replace(comma, '');
			comma = -1;
			isInString = character === '"';
		}
	}
	return parts.length === 0 ? undefined : parts.join('') + text.slice(copied);
}

function escaped(control: string): string {
	return ESCAPES[control] ?? `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
