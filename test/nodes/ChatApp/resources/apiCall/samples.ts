import type { IDataObject } from 'n8n-workflow';

import facts from '../../../../simulator/cams/apiCatalogFacts.json';
import { CHANNEL } from '../../fields/parameters';

/** A parameter as the stand-in knows it, which is not where the node has its knowledge from. */
export interface Fact {
	type: string;
	required?: boolean;
	json?: boolean;
	enum?: string[];
	fields?: Record<string, Fact>;
}

export const ACTION_FACTS = facts as unknown as Readonly<
	Record<string, { parameters: Record<string, Fact>; result: IDataObject; qps?: number }>
>;

export const ACTION_NAMES = Object.keys(ACTION_FACTS);

/** A value for every parameter of an action, as a user would fill them in. */
export function sampleOf(action: string): IDataObject {
	return Object.fromEntries(
		Object.entries(ACTION_FACTS[action]?.parameters ?? {}).map(([name, fact]) => [
			name,
			valueOf(name, fact),
		]),
	);
}

function valueOf(name: string, fact: Fact): IDataObject[string] {
	if (fact.type.endsWith('[]')) {
		return [valueOf(name, { ...fact, type: fact.type.slice(0, -2) })] as IDataObject[string];
	}
	if (fact.enum) return fact.enum.at(-1) as string;
	if (fact.type.startsWith('map')) return { key: `Wert & "${name}" ü+%` };
	if (fact.type === 'object') {
		return Object.fromEntries(
			Object.entries(fact.fields ?? {}).map(([key, field]) => [key, valueOf(key, field)]),
		);
	}
	if (fact.type === 'boolean') return name.length % 2 === 0;
	if (fact.type === 'integer' || fact.type === 'number') return name.length;
	return name === 'CustSpaceId' ? CHANNEL : `${name} é & 1+1=2 ~*'`;
}

/** What must arrive: JSON as one text, everything else as it is written. */
export function wireOf(values: IDataObject): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name,
			typeof value === 'object' ? JSON.stringify(value) : String(value),
		]),
	);
}
