import { readFileSync } from 'node:fs';

/** What somebody else's program took for the same in the same run. */
export interface Rival {
	readonly name: string;
	readonly measured: number;
}

/** One line of the table. */
export interface Row {
	readonly what: string;
	readonly measured: number;
	readonly unit: string;
	readonly rival?: Rival;
	/** At most this, or at least this with `atLeast`; absent for lines that only inform. */
	readonly target?: number;
	readonly atLeast?: boolean;
	/** What the target is about: the figure, or its ratio to the rival's. */
	readonly targetOf?: 'ratio';
}

/** What a piece of work took of a process. */
export interface Cost {
	readonly ms: number;
	/** Processor time of all threads, user and system. */
	readonly cpuMs: number;
	/** Highest resident memory over that before, in MB. */
	readonly peakMb: number;
}

const SAMPLE_MS = 20;
const MB = 1024 * 1024;

/** The process that is measured: this one, or another one of this machine. */
export interface Meter {
	cpuMs(): number;
	residentMb(): number;
}

const thisProcess: Meter = {
	cpuMs: () => {
		const { user, system } = process.cpuUsage();
		return (user + system) / 1000;
	},
	residentMb: () => process.memoryUsage.rss() / MB,
};

/** Ticks of `/proc`: 100 a second on every Linux that Node.js supports. */
const TICK_MS = 10;

/** Another process, by what Linux tells of it. */
export function otherProcess(pid: number): Meter {
	return {
		cpuMs: () => {
			// The name in brackets may hold blanks; user and system time follow at fixed places after it.
			const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
			return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
		},
		residentMb: () => {
			const status = readFileSync(`/proc/${pid}/status`, 'utf8');
			return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
		},
	};
}

/** Runs the work and measures the process meanwhile. */
export async function costOf(work: () => Promise<void>, meter: Meter = thisProcess): Promise<Cost> {
	const cpu = meter.cpuMs();
	const resident = meter.residentMb();
	let peak = resident;
	const sampling = setInterval(() => (peak = Math.max(peak, meter.residentMb())), SAMPLE_MS);
	const start = performance.now();
	try {
		await work();
	} finally {
		clearInterval(sampling);
	}
	const ms = performance.now() - start;
	peak = Math.max(peak, meter.residentMb());
	return { ms, cpuMs: meter.cpuMs() - cpu, peakMb: peak - resident };
}

/** Processor time that the process takes without any work, in milliseconds a second. */
export async function idleRate(meter: Meter, ms: number): Promise<number> {
	const cpu = meter.cpuMs();
	await new Promise((resolve) => setTimeout(resolve, ms));
	return ((meter.cpuMs() - cpu) / ms) * 1000;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The best of several runs: other work on the machine only ever adds. */
export function cheapest(costs: readonly Cost[]): Cost {
	return {
		ms: Math.min(...costs.map(({ ms }) => ms)),
		cpuMs: Math.min(...costs.map(({ cpuMs }) => cpuMs)),
		peakMb: Math.max(...costs.map(({ peakMb }) => peakMb)),
	};
}
