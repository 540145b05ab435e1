import { execFileSync, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

import { findN8n } from '../n8n/installation';
import { benchCampaign } from './campaign';
import { benchFarSending } from './farSending';
import { benchHttpTrigger } from './httpTrigger';
import { benchLoading } from './loading';
import { LONGEST_STOPS, stopRow } from './longestStop';
import { normalizeRows } from './normalize';
import { benchQueue } from './queue';
import { benchQueueInN8n } from './queueInN8n';
import { benchRealN8n } from './realN8n';
import { isMet, judged, machineText, table, type Results, type Section } from './report';
import { benchSending } from './sending';
import { benchSignedCall } from './signedCall';
import { benchStatusQueue } from './statusQueue';
import { workflowRows } from './workflowCost';

const PART_FLAG = '--part';
const RESULTS = join(__dirname, '..', '..', 'bench-results.json');

interface Part {
	readonly name: string;
	readonly inN8n?: boolean;
	measure(): Promise<Section> | Section;
}

const PARTS: readonly Part[] = [
	{ name: 'loading', measure: () => ({ title: 'Package', rows: benchLoading() }) },
	{
		name: 'one signed call',
		measure: async () => ({ title: 'Client', rows: await benchSignedCall() }),
	},
	{
		name: 'sends in n8n-core',
		measure: async () => ({ title: 'n8n-core', rows: await benchSending() }),
	},
	{
		name: 'sends over a distance',
		measure: async () => ({ title: 'n8n-core', rows: await benchFarSending() }),
	},
	{
		name: 'reading notifications',
		measure: () => ({ title: 'Notifications', rows: normalizeRows() }),
	},
	{
		name: 'draining a queue',
		measure: async () => ({
			title: 'Queue',
			rows: [...(await benchQueue()), ...(await benchStatusQueue())],
		}),
	},
	...LONGEST_STOPS.map((stop) => ({
		name: `stops of the event loop: ${stop.what}`,
		measure: async () => ({ title: 'Event loop', rows: [await stopRow(stop)] }),
	})),
	{
		name: 'nodes of a workflow',
		inN8n: true,
		measure: async () => ({ title: `n8n ${findN8n().version}`, rows: await workflowRows() }),
	},
	{ name: 'sends in a real n8n', inN8n: true, measure: benchRealN8n },
	{ name: 'pushes to a real n8n', inN8n: true, measure: benchHttpTrigger },
	{
		name: 'statuses of a queue in a real n8n',
		inN8n: true,
		measure: async () => await benchQueueInN8n(),
	},
	{ name: 'a campaign in a real n8n', inN8n: true, measure: async () => await benchCampaign() },
];

async function main(): Promise<number> {
	const say = (line: string) => process.stdout.write(`${line}\n`);
	const complete = !process.argv.includes('--quick');
	const sections: Section[] = [];
	for (const { name, inN8n } of PARTS) {
		if (inN8n && !complete) continue;
		say(`Measuring: ${name} ...`);
		sections.push(await inOwnProcess(name));
	}
	const results: Results = {
		date: new Date().toISOString(),
		complete,
		machine: machineOf(complete),
		sections: judged(sections),
	};
	writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
	say(`\n${table(sections)}\n\n${machineText(results)}`);
	say('Seconds are those of this machine; ratios and processor time tell more.');
	const missed = sections.flatMap(({ rows }) => rows).filter((row) => !isMet(row));
	say(missed.length === 0 ? 'Every target is met.' : `${missed.length} targets are missed.`);
	return missed.length === 0 ? 0 : 1;
}

function machineOf(withN8n: boolean): Results['machine'] {
	const here = {
		processor: cpus()[0]?.model.trim() ?? 'unknown',
		cores: cpus().length,
		memoryGb: Math.round(totalmem() / 2 ** 30),
		system: `${type()} ${release().split('-')[0] ?? ''}`,
		node: process.versions.node,
	};
	if (!withN8n) return here;
	const { version, node } = findN8n();
	const n8nNode = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1);
	return { ...here, n8n: version, n8nNode };
}

/** What a part leaves in memory, and what the compiler learned from it, would slow the next one. */
async function inOwnProcess(name: string): Promise<Section> {
	return await new Promise((resolve, reject) => {
		let section: Section | undefined;
		// Plain JSON would turn a figure that is missing into null.
		const child = fork(__filename, [PART_FLAG, name], { serialization: 'advanced' });
		child.on('message', (message) => (section = message as Section));
		child.on('error', reject);
		child.on('exit', (code) => {
			if (section !== undefined && code === 0) resolve(section);
			else reject(new Error(`Measuring "${name}" ended with ${code}`));
		});
	});
}

/** The whole run, or one part: for the run, which asks by a message, or printed when called by hand. */
async function start(): Promise<number> {
	const flag = process.argv.indexOf(PART_FLAG);
	if (flag < 0) return await main();
	const wanted = process.argv[flag + 1];
	const part = PARTS.find(({ name }) => name === wanted);
	if (!part) throw new Error(`There is no part "${wanted}".`);
	const section = await part.measure();
	if (!process.send) {
		process.stdout.write(`${table([section])}\n`);
		return 0;
	}
	return await new Promise((resolve) => process.send?.(section, () => resolve(0)));
}

start()
	.then((code) => process.exit(code))
	.catch((error: Error) => {
		process.stderr.write(`Error: ${error.stack ?? error.message}\n`);
		process.exit(1);
	});
