import type { IDataObject } from 'n8n-workflow';

/** The map of the answer has no documented names, so the usual spellings are tried. */
const NAMES = Object.freeze({
	flowCode: ['flowCode', 'code'],
	title: ['title', 'flowName', 'name'],
	status: ['status', 'flowStatus'],
	triggerType: ['triggerType', 'flowTriggerType'],
} as const);

/** A chat flow with its code and title in fixed places, beside what else the service gives. */
export function toChatFlow(row: IDataObject): IDataObject {
	const found = Object.entries(NAMES).map(([name, spellings]) => [
		name,
		spellings.map((spelling) => row[spelling]).find((value) => value !== undefined) ?? null,
	]);
	return { ...row, ...(Object.fromEntries(found) as IDataObject) };
}
