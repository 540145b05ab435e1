import { isResourceLocatorValue, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import type { ApiCall } from '../../alibabaCloud/client/client';
import { optionalText } from '../../alibabaCloud/input/invalidInput';
import { collectPages, rowsOf, totalOf } from '../../alibabaCloud/lists/pages';
import { readLocator } from '../fields/parameters';
import { BY_NAME } from '../fields/locators';
import { allowsTemplate } from '../messages/allowList';
import type { OperationContext } from '../runtime/operation';
import { isOtherSpelling } from '../templates/designer/languages';
import {
	readVersion,
	unknownName,
	versionIn,
	versionsNamed,
	type TemplateVersion,
} from '../templates/lookup';
import { templateTypeOf, type TemplateKey, type TemplateType } from './templateDetail';

/** Calls an action that reads, as `callApi` of the client or of a run does. */
export type Reader = (call: ApiCall) => Promise<IDataObject>;

/** Where templates are looked for. */
export interface TemplatePlace {
	readonly channel: string;
	readonly type: TemplateType;
}

/** A business may have 6,000; more than this is no list to look through for one name. */
const MOST_VERSIONS = 10_000;

/** The versions that the service finds by a condition. */
async function listVersions(
	read: Reader,
	{ channel, type }: TemplatePlace,
	condition: { readonly Code?: string; readonly Name?: string },
): Promise<TemplateVersion[]> {
	const rows = await collectPages(async (Index, Size) => {
		const answer = await read({
			product: 'cams',
			action: 'ListChatappTemplate',
			retry: 'safe',
			body: { CustSpaceId: channel, TemplateType: type, ...condition, Page: { Index, Size } },
		});
		return { rows: rowsOf(answer, 'ListTemplate'), total: totalOf(answer, 'Total') };
	}, MOST_VERSIONS);
	return rows.map(readVersion);
}

/** The languages of the template with a code. */
export async function versionsByCode(
	read: Reader,
	place: TemplatePlace,
	code: string,
): Promise<TemplateVersion[]> {
	const versions = await listVersions(read, place, { Code: code });
	// Whether the condition finds parts of a code is not documented.
	return versions.filter((version) => version.code === code);
}

/**
 * The languages of the templates with a name.
 *
 * @param mayTell which templates may be named as similar.
 * @param readAll all templates of the place; a run reads them once for all names that are not found.
 * @throws InvalidInput with similar names.
 */
export async function versionsByName(
	read: Reader,
	place: TemplatePlace,
	name: string,
	mayTell: (version: TemplateVersion) => boolean = () => true,
	readAll = async (): Promise<TemplateVersion[]> => await listVersions(read, place, {}),
): Promise<TemplateVersion[]> {
	const found = versionsNamed(await listVersions(read, place, { Name: name }), name);
	if (found.length > 0) return found;
	// How the service compares names is not documented, so a miss is no proof.
	const all = await readAll();
	const named = versionsNamed(all, name);
	if (named.length > 0) return named;
	throw unknownName(
		name,
		all.filter(mayTell).map((version) => version.name),
	);
}

/**
 * The template that an item names: by its code, or by its name, with its language, or without where
 * there is one. What has to be looked up is looked up once a run.
 *
 * @throws InvalidInput for a name or a language that does not exist.
 */
export async function findTemplateKey(
	context: Pick<OperationContext, 'functions' | 'callApi' | 'limits' | 'once'>,
	itemIndex: number,
): Promise<TemplateKey> {
	const { functions, limits, callApi } = context;
	const place = {
		channel: readLocator(functions, 'channel', 'Channel', itemIndex),
		type: templateTypeOf(functions.getNodeParameter('channelType', itemIndex, 'whatsapp')),
	};
	const given = readLocator(functions, 'template', 'Template', itemIndex);
	const language =
		optionalText(
			functions.getNodeParameter('language', itemIndex, '', { extractValue: true }),
			'Language',
		) ?? '';
	const byName = isByName(functions, itemIndex);
	if (!byName && !needsLookup(language)) return { ...place, code: given, language };

	const read: Reader = async (call) => await callApi(call);
	// An agent learns no names but those that it may send.
	const mayTell = (version: TemplateVersion): boolean => allowsTemplate(version, limits);
	const readAll = async (): Promise<TemplateVersion[]> =>
		await context.once(
			`all versions ${JSON.stringify(place)}`,
			async () => await listVersions(read, place, {}),
		);
	const versions = await context.once(
		`versions ${JSON.stringify([place, byName, given, limits])}`,
		async () =>
			byName
				? await versionsByName(read, place, given, mayTell, readAll)
				: await versionsByCode(read, place, given),
	);
	// A code that is not in the list is left to the service, which says what is wrong with it.
	if (versions.length === 0) {
		return { ...place, code: given, language: readLanguage(functions, itemIndex) };
	}
	const found = versionIn(versions, language, `'${versions[0]?.name || given}'`);
	return { ...place, code: found.code, language: found.language };
}

/**
 * Whether only the list tells the language of a code: nothing was named, or it is spelled as other
 * systems do. What is no language of the documentation may still be one of the service.
 */
export function needsLookup(language: string): boolean {
	return language === '' || isOtherSpelling(language);
}

function readLanguage(functions: IExecuteFunctions, itemIndex: number): string {
	return readLocator(functions, 'language', 'Language', itemIndex);
}

function isByName(functions: IExecuteFunctions, itemIndex: number): boolean {
	const stored = functions.getNodeParameter('template', itemIndex, '');
	return isResourceLocatorValue(stored) && stored.mode === BY_NAME;
}
