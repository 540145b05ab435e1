/**
 * Whether a message, by its type in lower case, tells what became of an earlier one, such as that it was
 * edited or deleted: it answers no question, whatever text it carries, and opens no window. No such
 * type is documented by the service; WhatsApp has `edit` and `revoke`.
 */
export function isChangeOfMessage(type: string): boolean {
	return /edit|delet|revok|recall|unsen[dt]/.test(type);
}
