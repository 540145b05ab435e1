import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { allActions, documentationUrl, groupName } from '../apiCatalog/apiCatalog';
import type { ApiAction } from '../apiCatalog/notation';

/** All actions of the API catalog by group; a filter finds each of its words anywhere in the name. */
export async function searchActions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return { results: actionItems(allActions(), filter) };
}

function actionItems(
	actions: readonly ApiAction[],
	filter: string | undefined,
): INodeListSearchItems[] {
	const words = (filter ?? '').toLowerCase().split(/\s+/);
	return actions
		.map(actionItem)
		.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
		.sort((a, b) => a.name.localeCompare(b.name));
}

function actionItem(action: ApiAction): INodeListSearchItems {
	const url = documentationUrl(action);
	return {
		name: `${groupName(action)}: ${action.name}`,
		value: action.name,
		...(url ? { url } : {}),
	};
}
