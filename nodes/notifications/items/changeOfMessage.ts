/** A word of its own, also in `messageEdited`; not the end of another one, such as "credit". */
const CHANGE = /(?:^|[^a-z]|message)(?:edit|delet|revok|recall|unsen[dt])/;

/**
 * Whether a message, by its type in lower case, tells what became of an earlier one, such as that it was
 * edited or deleted: it answers no question, whatever text it carries, and opens no window. No such
 * type is documented by the service; WhatsApp has `edit` and `revoke`.
 */
export function isChangeOfMessage(type: string): boolean {
	return CHANGE.test(type);
}
