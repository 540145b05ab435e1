import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { textOf } from '../../alibabaCloud/input/text';
import { comparableLanguage } from './designer/languages';

/** A template in one language, as lists have it. */
export interface TemplateVersion {
	readonly code: string;
	readonly name: string;
	readonly language: string;
	/** The review state, in lower case. */
	readonly state: string;
}

/** A row of `ListChatappTemplate`. */
export function readVersion(row: IDataObject): TemplateVersion {
	return {
		code: textOf(row.TemplateCode),
		name: textOf(row.TemplateName),
		language: textOf(row.Language),
		state: textOf(row.AuditStatus).toLowerCase(),
	};
}

/** The versions whose template has the name, as it is written or in another case. */
export function versionsNamed(
	versions: readonly TemplateVersion[],
	name: string,
): TemplateVersion[] {
	const exact = versions.filter((version) => version.name === name);
	if (exact.length > 0) return exact;
	const wanted = name.toLowerCase();
	return versions.filter((version) => version.name.toLowerCase() === wanted);
}

/**
 * The version in a language, or the only one where no language was named.
 *
 * @param versions of one template, or of templates that share their name.
 * @param wanted the language, empty for the only one.
 * @throws InvalidInput that lists the languages that there are.
 */
export function versionIn(
	versions: readonly TemplateVersion[],
	wanted: string,
	title: string,
): TemplateVersion {
	const languages = [...new Set(versions.map(({ language }) => language))];
	if (wanted === '' && languages.length > 1) {
		throw new InvalidInput(
			`'Language' is empty, and the template ${title} has ${languages.length}: ${shown(languages)}`,
			"Choose one of them in 'Language'.",
		);
	}
	const own = versions.filter(
		({ language }) => wanted === '' || comparableLanguage(language) === comparableLanguage(wanted),
	);
	if (own.length === 0) {
		throw new InvalidInput(
			`The template ${title} does not exist in ${wanted}`,
			`Choose one of its languages in 'Language': ${shown(languages)}.`,
		);
	}
	const approved = own.filter(({ state }) => state === 'pass');
	const candidates = approved.length > 0 ? approved : own;
	const codes = [...new Set(candidates.map(({ code }) => code))];
	const [version] = candidates;
	if (version && codes.length === 1) return version;
	throw new InvalidInput(
		`There are ${codes.length} templates ${title} in ${candidates[0]?.language ?? wanted}`,
		`Switch 'Template' to 'By ID' and enter one of these codes: ${shown(codes)}.`,
	);
}

/** More names than this nobody reads. */
const MOST_SHOWN = 5;
const MOST_LANGUAGES = 30;

function shown(words: readonly string[]): string {
	const more = words.length > MOST_LANGUAGES ? ` and ${words.length - MOST_LANGUAGES} more` : '';
	return words.slice(0, MOST_LANGUAGES).join(', ') + more;
}

/**
 * What is told of a name that no template has.
 *
 * @param known names that may be told.
 */
export function unknownName(name: string, known: readonly string[]): InvalidInput {
	const near = nearNames(name, known);
	return new InvalidInput(
		`'Template': no template of this channel is called '${name.slice(0, 200)}'`,
		near.length > 0
			? `Similar names: ${near.join(', ')}. Enter one of them, or choose the template from the list.`
			: "Choose the template from the list, or check 'Channel' and 'Channel Type'.",
	);
}

/** Longer names are compared by their beginning. */
const LONGEST_COMPARED = 64;

/** Names that share parts or differ by a few letters, the nearest first. */
export function nearNames(name: string, known: readonly string[]): string[] {
	const wanted = name.toLowerCase().slice(0, LONGEST_COMPARED);
	return [...new Set(known)]
		.map((one) => ({ one, distance: distanceOf(wanted, one.toLowerCase()) }))
		.filter(({ distance }) => distance <= Math.max(2, wanted.length / 2))
		.sort((a, b) => a.distance - b.distance || a.one.localeCompare(b.one))
		.slice(0, MOST_SHOWN)
		.map(({ one }) => one);
}

/** What is part of the other is nearest; else the letters to add, remove or change. */
function distanceOf(wanted: string, known: string): number {
	const name = known.slice(0, LONGEST_COMPARED);
	if (name.includes(wanted) || wanted.includes(name)) return 0;
	let row = Array.from({ length: name.length + 1 }, (_, index) => index);
	for (let i = 1; i <= wanted.length; i++) {
		const next = [i];
		for (let j = 1; j <= name.length; j++) {
			const change = (row[j - 1] ?? 0) + (wanted[i - 1] === name[j - 1] ? 0 : 1);
			next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
		}
		row = next;
	}
	return row[name.length] ?? 0;
}
