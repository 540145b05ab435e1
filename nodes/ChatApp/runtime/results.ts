import type { IDataObject } from 'n8n-workflow';

import { answeredJson } from '../../alibabaCloud/wire/answeredJson';
import { isObject } from '../../alibabaCloud/wire/parseJson';

/** Parts of the answer's envelope that say nothing once the call succeeded. */
const ENVELOPE: ReadonlySet<string> = new Set([
	'Code',
	'Message',
	'Success',
	'AccessDeniedDetail',
	'RequestId',
]);

/**
 * A row of the service as an item: names in lower camel case like the triggers' items, and the ID
 * of the request for support tickets. Nested data keeps the service's names, so that components
 * can be sent back and the names of template variables stay as they are.
 */
export function toResult(row: IDataObject, envelope: IDataObject): IDataObject {
	return {
		...Object.fromEntries(Object.entries(row).map(([key, value]) => [lowerFirst(key), value])),
		requestId: requestIdOf(envelope),
	};
}

/**
 * The data of an answer that is one object, also where they came as JSON text. What is no object
 * stays whole under one name, as a row that is none does.
 */
export function dataOf({ Data }: IDataObject): IDataObject {
	const data = (answeredJson(Data) ?? (Data || {})) as IDataObject[string];
	return isObject(data) ? data : { value: data };
}

/** Whether a field of an answer belongs to its envelope and not to its data. */
export function isEnvelopeField(name: string): boolean {
	return ENVELOPE.has(name);
}

/** For answers whose data are top-level fields of the envelope. */
export function flatResult(envelope: IDataObject): IDataObject {
	const own = Object.entries(envelope).filter(([key]) => !isEnvelopeField(key));
	return toResult(Object.fromEntries(own), envelope);
}

/** Only the named fields, absent ones as `null`, so that expressions on them never break. */
export function pick(row: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}

/** What the service's support asks for; `null` when the answer has none. */
export function requestIdOf(envelope: IDataObject): string | null {
	return typeof envelope.RequestId === 'string' ? envelope.RequestId : null;
}

function lowerFirst(key: string): string {
	return key.charAt(0).toLowerCase() + key.slice(1);
}

/**
 * An ID from an answer. The SDK has it at the top; answers with it inside of `Data` were seen
 * as well: https://github.com/aliyun/alibabacloud-aiops-skills/tree/main/skills/entcmc/cams
 */
export function answeredId(envelope: IDataObject, name: string): string | null {
	const id = envelope[name] ?? dataOf(envelope)[name];
	return typeof id === 'string' || typeof id === 'number' ? String(id).trim() || null : null;
}
