import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../../../alibabaCloud/input/text';
import { line, type CheckLine, type CheckStatus } from './line';

/** Source: https://developers.facebook.com/docs/whatsapp/cloud-api/health-status */
const STATUSES: Readonly<Record<string, CheckStatus>> = Object.freeze({
	AVAILABLE: 'OK',
	LIMITED: 'Warning',
	BLOCKED: 'Problem',
});

/** What `GetWhatsappHealthStatus` says, with WhatsApp's own advice. */
export function healthLine(check: string, data: IDataObject): CheckLine {
	const verdict = textOf(data.CanSendMessage).toUpperCase();
	const status = Object.hasOwn(STATUSES, verdict) ? STATUSES[verdict] : undefined;
	const errors = listOf(data.Entities).flatMap((entity) =>
		listOf(entity.Errors).map((error) => ({
			what: `${textOf(entity.EntityType) || 'WhatsApp'}: ${textOf(error.ErrorDescription)} (${textOf(error.ErrorCode)})`,
			todo: textOf(error.PossibleSolution),
		})),
	);
	const reasons = unique(errors.map(({ what }) => what));
	const advice = unique(errors.map(({ todo }) => todo).filter((todo) => todo !== ''));
	return line(
		check,
		status ?? 'Warning',
		[`Sending status: ${verdict || 'unknown'}.`, ...reasons].join(' '),
		status === 'OK' && advice.length === 0
			? null
			: advice.join(' ') || 'Open the account in WhatsApp Manager to see the reason.',
	);
}

function listOf(value: unknown): IDataObject[] {
	return Array.isArray(value) ? (value as IDataObject[]) : [];
}

function unique(texts: readonly string[]): string[] {
	return [...new Set(texts)];
}
