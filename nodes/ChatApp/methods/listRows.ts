import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { textOf } from '../../alibabaCloud/input/text';
import { joined, titleCase } from '../../alibabaCloud/lists/rowText';
import type { TemplateVersion } from '../templates/lookup';
import { stateLabel } from '../templates/states';

/**
 * A template in a list: one entry for all its languages, since they share the code. Without a code it
 * could not be chosen and is left out.
 */
export function templateItems(rows: readonly IDataObject[]): INodeListSearchItems[] {
	const byCode = new Map<string, IDataObject[]>();
	for (const row of rows) {
		const code = textOf(row.TemplateCode);
		if (code === '') continue;
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

/**
 * The languages of one template, or of templates that share their name; approved ones carry no state.
 * Where a language comes twice, the approved version is the one that a run sends.
 */
export function languageItems(versions: readonly TemplateVersion[]): INodeListSearchItems[] {
	const byLanguage = new Map<string, TemplateVersion>();
	for (const version of versions) {
		if (version.language === '') continue;
		const known = byLanguage.get(version.language);
		if (!known || isApproved(version.state)) byLanguage.set(version.language, version);
	}
	return [...byLanguage.values()].map(({ language, state }) => ({
		name: joined([languageName(language), isApproved(state) ? '' : stateLabel(state)]),
		value: language,
	}));
}

/**
 * Numbers by verified name, and with their state unless they are connected: only those can send. n8n
 * keeps the name of a chosen row in the workflow, where a state that is normal would soon be untrue.
 */
export function senderItems(rows: readonly IDataObject[]): INodeListSearchItems[] {
	const listed = rows.filter(({ PhoneNumber }) => textOf(PhoneNumber) !== '');
	return listed.map((row) => {
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
