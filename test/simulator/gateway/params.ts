import type { HttpRequest } from '../http';
import { invalid, missing, type ServiceError } from './errors';

/** Of the old signature: they are about the call, not parameters of the action. */
const ENVELOPE = new Set([
	'Action',
	'Version',
	'Format',
	'AccessKeyId',
	'SignatureMethod',
	'SignatureVersion',
	'SignatureNonce',
	'SignatureType',
	'Timestamp',
	'Signature',
	'SecurityToken',
]);

/** The parameters of one call, from the query and the form body alike. */
export class Params {
	readonly values: Record<string, string> = {};
	readonly placement: Record<string, 'query' | 'body'> = {};
	/** With the parameters of the signature. */
	readonly everything: Record<string, string> = {};

	constructor(request: HttpRequest) {
		this.read(request.query, 'query');
		const type = request.headers['content-type'] ?? '';
		if (type.startsWith('application/x-www-form-urlencoded')) {
			this.read(new URLSearchParams(request.body.toString('utf8')), 'body');
		}
	}

	/** Forgets what was given in another place; parameters of the signature stay. */
	keepOnly(place: 'query' | 'body'): void {
		for (const [name, given] of Object.entries(this.placement)) {
			if (given !== place) delete this.values[name];
		}
	}

	/** Undefined when absent or empty, as the gateway treats both alike. */
	get(name: string): string | undefined {
		return this.values[name] || undefined;
	}

	/** Whether it was given at all, even if empty. */
	has(name: string): boolean {
		return name in this.values;
	}

	require(name: string): string {
		const value = this.get(name);
		if (value === undefined) throw missing(name);
		return value;
	}

	/** A parameter that holds JSON; undefined when absent. */
	json(name: string, malformed: () => ServiceError = () => invalid(name)): unknown {
		const value = this.get(name);
		if (value === undefined) return undefined;
		try {
			return JSON.parse(value) as unknown;
		} catch {
			throw malformed();
		}
	}

	object(name: string): Record<string, unknown> | undefined {
		const value = this.json(name);
		if (value === undefined || isRecord(value)) return value;
		throw invalid(name);
	}

	array(name: string): unknown[] | undefined {
		const value = this.json(name);
		if (value === undefined || Array.isArray(value)) return value;
		throw invalid(name);
	}

	integer(name: string, range: { min: number; max: number }): number | undefined {
		const value = this.get(name);
		if (value === undefined) return undefined;
		const number = Number(value);
		if (!/^\d+$/.test(value) || number < range.min || number > range.max) throw invalid(name);
		return number;
	}

	boolean(name: string): boolean | undefined {
		const value = this.get(name);
		if (value === undefined) return undefined;
		if (value !== 'true' && value !== 'false') throw invalid(name);
		return value === 'true';
	}

	oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
		const value = this.get(name);
		if (value === undefined) return undefined;
		const found = allowed.find((one) => one === value);
		if (found === undefined) throw invalid(name);
		return found;
	}

	private read(pairs: URLSearchParams, placement: 'query' | 'body'): void {
		for (const [name, value] of pairs) {
			this.everything[name] = value;
			if (ENVELOPE.has(name)) continue;
			this.values[name] = value;
			this.placement[name] = placement;
		}
	}
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}
