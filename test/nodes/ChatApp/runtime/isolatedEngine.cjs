/*
 * Evaluates expressions by n8n's engine that runs apart from n8n, in a process of its own: jest cannot
 * load it. Reads [[expression, $json], ...] and writes [{ value } or { error }, ...]; absent values
 * have no `value`.
 */
const { readFileSync } = require('node:fs');

const { Expression } = require('n8n-workflow');

async function main() {
	await Expression.initExpressionEngine({
		engine: process.argv[2] ?? 'quickjs',
		bridgeTimeout: 60_000,
		bridgeMemoryLimit: 256,
		poolSize: 1,
		maxCodeCacheSize: 1000,
	});
	const engine = new Expression('UTC');
	await engine.acquireIsolate();
	const results = JSON.parse(readFileSync(0, 'utf8')).map(([expression, $json]) => {
		try {
			return { value: engine.resolveSimpleParameterValue(expression, { $json }) };
		} catch (error) {
			return { error: String(error) };
		}
	});
	process.stdout.write(JSON.stringify(results), () => process.exit(0));
}

void main();
