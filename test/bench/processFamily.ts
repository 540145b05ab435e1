import { readdirSync, readFileSync } from 'node:fs';

/** The programs of n8n in queue mode. */
export const PROGRAMS = ['main', 'webhook', 'workers', 'redis', 'postgres'] as const;
export type Program = (typeof PROGRAMS)[number];

/** Processor time in milliseconds. */
export type Costs = Readonly<Record<Program, number>>;

/** Ticks of `/proc`: 100 a second on every Linux that Node.js supports. */
const TICK_MS = 10;

interface Process {
	readonly pid: number;
	readonly parent: number;
	readonly cpuMs: number;
	readonly command: string;
}

/** What the programs that this process has started took so far, by what Linux tells of them. */
export function familyCosts(): Costs {
	const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? processOf(name) : []));
	const family = new Set([process.pid]);
	for (let before = 0; before < family.size; ) {
		before = family.size;
		for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
	}
	const costs = { main: 0, webhook: 0, workers: 0, redis: 0, postgres: 0 };
	for (const { pid, cpuMs, command } of all) {
		const program = family.has(pid) ? programOf(command) : undefined;
		if (program !== undefined) costs[program] += cpuMs;
	}
	return costs;
}

function programOf(command: string): Program | undefined {
	if (command.includes('redis-server')) return 'redis';
	if (command.includes('postgres')) return 'postgres';
	if (/\/n8n (start|webhook|worker)/.test(command)) {
		if (command.includes('/n8n start')) return 'main';
		return command.includes('/n8n webhook') ? 'webhook' : 'workers';
	}
	return undefined;
}

function processOf(pid: string): Process[] {
	try {
		// The name in brackets may hold blanks; parent and times follow at fixed places after it.
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
		// With what its ended children took: PostgreSQL has a process for each connection.
		const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
		const cpuMs = ticks * TICK_MS;
		return [{ pid: Number(pid), parent: Number(fields[1]), cpuMs, command }];
	} catch {
		// It has ended meanwhile.
		return [];
	}
}
