import { retryOf } from './verbs';

/** `object` and `array` travel as one JSON string. */
export type ParameterType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array';

export interface ActionParameter {
	readonly name: string;
	readonly type: ParameterType;
	readonly required: boolean;
	/** Still accepted, but the service names a successor or does nothing with it. */
	readonly deprecated: boolean;
	/** The documented values, of the elements if it is an array; `null` when anything goes. */
	readonly allowed: readonly string[] | null;
}

/** What is known about one action of the service. */
export interface ApiAction {
	readonly name: string;
	/** Lower case, such as `template`; for display see `GROUP_NAMES`. */
	readonly group: string;
	readonly retry: 'safe' | 'never';
	/** Documented calls a second for one account; `null` when none are documented. */
	readonly perSecond: number | null;
	/** Where the newest official SDK puts the parameters. */
	readonly placement: 'query' | 'body';
	/** Whether it has a page of its own in the public documentation. */
	readonly hasPage: boolean;
	readonly parameters: readonly ActionParameter[];
	/** Fields of the answer beside the envelope; a list ends in `[]`, as in `Data.List[]`. */
	readonly result: readonly string[];
}

const TYPES = Object.freeze({
	i: 'integer',
	n: 'number',
	b: 'boolean',
	o: 'object',
	a: 'array',
}) satisfies Readonly<Record<string, ParameterType>>;

const PARAMETER = /^(\w+)(?::([inboa]))?(\*)?(~)?(?:=(.+))?$/;

/**
 * Reads the API catalog. `# group` opens a group; every other line is one action in three parts:
 *
 * `ListFlow qps=5 doc | CustSpaceId Page:o Status*=A,B OldName~ | Data[] Total`
 *
 * 1. name, then `qps=` calls a second, `body` for the form body instead of the query, `doc` for a
 *    page in the public documentation;
 * 2. parameters: texts, or `:i` integer, `:n` number, `:b` boolean, `:o` object, `:a` array, with
 *    `*` required, `~` deprecated, `=` allowed values;
 * 3. fields of the answer.
 */
export function readActions(text: string): ApiAction[] {
	const actions: ApiAction[] = [];
	let group = '';
	for (const line of text.trim().split('\n')) {
		if (line.startsWith('# ')) group = line.slice(2);
		else actions.push(readAction(line, group));
	}
	return actions;
}

function readAction(line: string, group: string): ApiAction {
	const [facts, parameters, result] = line.split('|').map(wordsOf);
	const [name = '', ...flags] = facts ?? [];
	const limit = flags.find((flag) => flag.startsWith('qps='));
	return {
		name,
		group,
		retry: retryOf(name),
		perSecond: limit ? Number(limit.slice(4)) : null,
		placement: flags.includes('body') ? 'body' : 'query',
		hasPage: flags.includes('doc'),
		parameters: (parameters ?? []).map(readParameter),
		result: result ?? [],
	};
}

function readParameter(text: string): ActionParameter {
	const [, name = text, mark, required, deprecated, allowed] = PARAMETER.exec(text) ?? [];
	return {
		name,
		type: mark ? TYPES[mark as keyof typeof TYPES] : 'string',
		required: required !== undefined,
		deprecated: deprecated !== undefined,
		allowed: allowed?.split(',') ?? null,
	};
}

function wordsOf(text: string): string[] {
	return text.split(' ').filter((word) => word !== '');
}
