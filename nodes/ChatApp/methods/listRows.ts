import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { textOf } from '../../alibabaCloud/input/text';
import { joined, titleCase } from '../../alibabaCloud/lists/rowText';
import { stateLabel } from '../templates/states';

/** A template in a list: one entry for all its languages, since they share the code. */
export function templateItems(rows: readonly IDataObject[]): INodeListSearchItems[] {
	const byCode = new Map<string, IDataObject[]>();
	for (const row of rows) {
		const code = textOf(row.TemplateCode);
		byCode.set(code, [...(byCode.get(code) ?? []), row]);
	}
	return [...byCode].map(([value, versions]) => ({ name: templateName(versions), value }));
}

function templateName(versions: readonly IDataObject[]): string {
	const first = versions[0] ?? {};
	const states = new Set(versions.map(({ AuditStatus }) => textOf(AuditStatus)));
	const onlyState = states.size === 1 ? textOf(first.AuditStatus) : '';
	const languages = versions.map(({ Language, AuditStatus }) =>
		onlyState === '' && !isApproved(AuditStatus)
			? `${textOf(Language)}: ${stateLabel(textOf(AuditStatus))}`
			: textOf(Language),
	);
	return joined([
		textOf(first.TemplateName) || textOf(first.TemplateCode),
		titleCase(textOf(first.Category)),
		languages.join(', '),
		onlyState === '' || isApproved(onlyState) ? '' : stateLabel(onlyState),
	]);
}

/** The languages of one template; approved ones carry no state. */
export function languageItems(rows: readonly IDataObject[]): INodeListSearchItems[] {
	return rows.map(({ Language, AuditStatus }) => ({
		name: joined([
			languageName(textOf(Language)),
			isApproved(AuditStatus) ? '' : stateLabel(textOf(AuditStatus)),
		]),
		value: textOf(Language),
	}));
}

/**
 * Numbers by verified name, and with their state unless they are connected: only those can send. n8n
 * keeps the name of a chosen row in the workflow, where a state that is normal would soon be untrue.
 */
export function senderItems(rows: readonly IDataObject[]): INodeListSearchItems[] {
	return rows.map((row) => {
		const value = textOf(row.PhoneNumber).replace(/^\+/, '');
		const state = textOf(row.Status);
		const unusual = state.toUpperCase() === 'CONNECTED' ? '' : titleCase(state);
		return { name: joined([textOf(row.VerifiedName), `+${value}`, unusual]), value };
	});
}

/** The language in English with its code, or the code alone when nobody knows it. */
function languageName(code: string): string {
	try {
		const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(code.replace('_', '-'));
		return name && name !== code ? `${name} (${code})` : code;
	} catch {
		return code;
	}
}

function isApproved(state: unknown): boolean {
	return textOf(state).toLowerCase() === 'pass';
}
