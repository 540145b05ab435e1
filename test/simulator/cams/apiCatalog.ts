import type { Action, ActionTable } from '../gateway/action';
import { invalid } from '../gateway/errors';
import { isRecord, type Params } from '../gateway/params';
import facts from './apiCatalogFacts.json';
import { optionalChannel } from './lookups';
import { plausible, type ResultShape } from './plausible';

/** A parameter, or a field within one. */
interface ParameterFact {
	type: string;
	required?: boolean;
	/** Travels as JSON text. */
	json?: boolean;
	enum?: string[];
	fields?: Record<string, ParameterFact>;
}

interface ActionFact {
	qps?: number;
	parameters: Record<string, ParameterFact>;
	result: Record<string, ResultShape>;
	/** `Code` is documented as a number. */
	numericCode?: boolean;
}

/**
 * Every documented action without a play of its own: it checks what the documentation says of its
 * parameters and answers in the documented shape, but remembers nothing.
 *
 * Source of the facts: request and response models of `@alicloud/cams20200606` 5.3.0.
 */
export const apiCatalogActions: ActionTable = Object.fromEntries(
	Object.entries(facts as Record<string, ActionFact>).map(([name, fact]) => [name, play(fact)]),
);

function play({ qps, parameters, result, numericCode }: ActionFact): Action {
	const given = Object.entries(parameters);
	return {
		required: given.filter(([, { required }]) => required).map(([name]) => name),
		...(qps ? { qps } : {}),
		handle({ params, world }) {
			for (const [name, fact] of given) check(params, name, fact);
			optionalChannel(world, params);
			const answer = plausible(result, {
				params: params.values,
				now: world.now,
				page: pageOf(params),
			});
			return { ...(numericCode ? { Code: 200 } : {}), ...answer };
		},
	};
}

/** The wire has texts only, so each type has its own way of being wrong. */
function check(params: Params, name: string, fact: ParameterFact): void {
	if (params.get(name) === undefined) return;
	if (fact.json) {
		if (!fits(params.json(name), fact)) throw invalid(name);
		return;
	}
	if (fact.type === 'boolean') params.boolean(name);
	if (fact.type === 'integer' && !/^-?\d+$/.test(params.require(name))) throw invalid(name);
	if (fact.type === 'number' && !Number.isFinite(Number(params.require(name)))) throw invalid(name);
	if (fact.enum) params.oneOf(name, fact.enum);
}

function fits(value: unknown, { type, enum: allowed, fields = {} }: ParameterFact): boolean {
	if (type.endsWith('[]')) {
		const row: ParameterFact = {
			type: type.slice(0, -2),
			fields,
			...(allowed ? { enum: allowed } : {}),
		};
		return Array.isArray(value) && value.every((entry) => fits(entry, row));
	}
	if (type.startsWith('map')) return isRecord(value);
	if (type === 'object') {
		return (
			isRecord(value) &&
			Object.entries(fields).every(([name, field]) =>
				value[name] === undefined ? !field.required : fits(value[name], field),
			)
		);
	}
	return !allowed || allowed.includes(String(value));
}

/** Which page is asked for: everything fits on the first, and cursors lead nowhere. */
function pageOf(params: Params): number {
	const within = params.has('Page') ? params.object('Page') : undefined;
	const cursor = ['After', 'NextToken', 'PageKey'].some((name) => params.get(name) !== undefined);
	const index = within?.Index ?? params.get('PageIndex') ?? params.get('PageNo') ?? 1;
	return cursor ? 2 : Number(index);
}
