import { ACTIONS } from './actions';
import { readActions, type ApiAction } from './notation';

/** The service's groups as its console and documentation name them. */
export const GROUP_NAMES = Object.freeze({
	automation: 'Automation',
	campaign: 'Campaign',
	catalog: 'Catalog',
	channel: 'Channel',
	chatflow: 'Chat Flow',
	contact: 'Contact',
	email: 'Email',
	flow: 'WhatsApp Flow',
	group: 'Chat Group',
	instagram: 'Instagram',
	isv: 'Partner',
	message: 'Message',
	messenger: 'Messenger',
	migration: 'Migration',
	other: 'Other',
	phone: 'Phone Number',
	qrcode: 'QR Code',
	template: 'Template',
	viber: 'Viber',
	waba: 'Business Account',
}) satisfies Readonly<Record<string, string>>;

const PAGE =
	'https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-';

/** Read at first use: most runs of the node need none of it. */
let byName: ReadonlyMap<string, ApiAction> | undefined;

function actionsByName(): ReadonlyMap<string, ApiAction> {
	byName ??= new Map(readActions(ACTIONS).map((action) => [action.name.toLowerCase(), action]));
	return byName;
}

/** All actions, by group. */
export function allActions(): ApiAction[] {
	return [...actionsByName().values()];
}

/** The action of that name in any case; `undefined` for one that the API catalog does not have. */
export function findAction(name: string): ApiAction | undefined {
	return actionsByName().get(name.toLowerCase());
}

/** The group of an action as people read it; its key where it has no other name. */
export function groupName({ group }: ApiAction): string {
	return (GROUP_NAMES as Readonly<Record<string, string>>)[group] ?? group;
}

/** The page of the documentation, for actions that are known to have one. */
export function documentationUrl({ name, hasPage }: ApiAction): string | undefined {
	return hasPage ? `${PAGE}${name.toLowerCase()}` : undefined;
}
