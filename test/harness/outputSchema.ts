import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const NODES = join(__dirname, '..', '..', 'nodes');

/** The part of JSON Schema that n8n reads to show the fields of a node before its first run. */
interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema | object;
}

/** Names of objects whose properties are the user's or the service's own. */
const OPEN: readonly string[] = ['FlowActionData', 'data'];

/**
 * What all of the samples have in common, and each property that any of them has. Null is named
 * last: n8n shows the first of several types.
 */
function schemaOf(samples: readonly unknown[], open: readonly string[], name = ''): Schema {
	const kinds = [...new Set(samples.map(kindOf))].sort(
		(first, second) => Number(first === 'null') - Number(second === 'null'),
	);
	const schema: Schema = { type: kinds.length === 1 ? (kinds[0] as string) : kinds };
	const objects = samples.filter((sample) => kindOf(sample) === 'object') as object[];
	if (objects.length > 0 && !open.includes(name)) {
		const names = [...new Set(objects.flatMap((sample) => Object.keys(sample)))];
		schema.properties = Object.fromEntries(
			names.map((property) => {
				const having = objects.filter((sample) => property in sample);
				const values = having.map((sample) => sample[property as never]);
				return [property, schemaOf(values, open, property)];
			}),
		);
	}
	const lists = samples.filter((sample) => Array.isArray(sample)) as unknown[][];
	if (lists.length > 0) {
		const entries = lists.flat();
		schema.items = entries.length > 0 ? schemaOf(entries, open) : {};
	}
	return schema;
}

/**
 * Compares what a node returns with the file by which n8n shows its fields before the first run; with
 * UPDATE_SCHEMAS=1 it writes the file.
 *
 * @param path - folder of the node, version, resource and operation, or `output` for a node without
 * these; see `resolveOutputSchemaPath` in n8n-core
 * @param open - names of more objects whose properties are not described
 */
export function expectOutputSchema(
	path: string,
	samples: readonly object[],
	open: readonly string[] = [],
): void {
	expect(samples).not.toEqual([]);
	const [node = '', ...rest] = path.split('/');
	const file = `${join(NODES, node, '__schema__', ...rest)}.json`;
	const text = `${JSON.stringify(schemaOf(samples, [...OPEN, ...open]), null, 2)}\n`;
	if (process.env.UPDATE_SCHEMAS === '1') {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
	expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}
