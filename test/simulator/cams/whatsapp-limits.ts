import { isRecord } from '../gateway/params';

/**
 * Limits that WhatsApp itself checks after the service took a message, so that the sender hears of
 * them by a failed receipt (131009: parameter value is not valid).
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-messages
 */
export function breaksWhatsappLimits(type: string, content: unknown): boolean {
	if (!isRecord(content)) return false;
	if (type === 'text') return length(content.text) > 4096;
	if (type !== 'interactive') return length(content.caption) > 1024;
	const action = record(content.action);
	const buttons = list(action.buttons).map((button) => record(record(button).reply));
	const rows = list(action.sections).flatMap((section) => list(record(section).rows).map(record));
	const header = record(content.header);
	return (
		length(record(content.body).text) > 1024 ||
		length(record(content.footer).text) > 60 ||
		length(header.text) > 60 ||
		(content.type === 'button' && (buttons.length < 1 || buttons.length > 3)) ||
		(content.type === 'list' && (rows.length < 1 || rows.length > 10)) ||
		length(action.button) > 20 ||
		buttons.some((reply) => length(reply.title) > 20 || length(reply.id) > 256) ||
		rows.some((row) => length(row.title) > 24 || length(row.description) > 72)
	);
}

function length(value: unknown): number {
	return typeof value === 'string' ? [...value].length : 0;
}

function record(value: unknown): Record<string, unknown> {
	return isRecord(value) ? value : {};
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}
