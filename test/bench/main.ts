import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { benchHttpTrigger } from './httpTrigger';
import { benchLoading } from './loading';
import { normaliseRows } from './normalise';
import { benchQueue } from './queue';
import { benchRealN8n } from './realN8n';
import { isMet, table, type Section } from './report';
import { benchSending } from './sending';
import { benchSignedCall } from './signedCall';

const RESULTS = join(__dirname, '..', '..', 'bench-results.json');

async function main(): Promise<number> {
	const say = (line: string) => process.stdout.write(`${line}\n`);
	say('Measuring: loading ...');
	const sections: Section[] = [{ title: 'Package', rows: benchLoading() }];
	say('Measuring: one signed call ...');
	sections.push({ title: 'Client', rows: await benchSignedCall() });
	say('Measuring: sends in n8n-core ...');
	sections.push({ title: 'n8n-core', rows: await benchSending() });
	say('Measuring: reading notifications ...');
	sections.push({ title: 'Notifications', rows: normaliseRows() });
	say('Measuring: draining a queue ...');
	sections.push({ title: 'Queue', rows: await benchQueue() });
	if (process.argv.includes('--n8n')) {
		say('Measuring: sends in a real n8n ...');
		sections.push(await benchRealN8n());
		say('Measuring: pushes to a real n8n ...');
		sections.push(await benchHttpTrigger());
	}
	const machine = {
		node: process.version,
		processor: cpus()[0]?.model ?? 'unknown',
		cores: cpus().length,
	};
	writeFileSync(RESULTS, `${JSON.stringify({ machine, sections }, null, 2)}\n`);
	say(`\n${table(sections)}\n\nMachine: ${Object.values(machine).join(', ')} cores`);
	const missed = sections.flatMap(({ rows }) => rows).filter((row) => !isMet(row));
	say(missed.length === 0 ? 'Every target is met.' : `${missed.length} targets are missed.`);
	return missed.length === 0 ? 0 : 1;
}

main()
	.then((code) => process.exit(code))
	.catch((error: Error) => {
		process.stderr.write(`Error: ${error.stack ?? error.message}\n`);
		process.exit(1);
	});
