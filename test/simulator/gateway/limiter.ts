import { performance } from 'node:perf_hooks';

const SECOND_MS = 1_000;

/**
 * Counts the calls of the last second. It measures real time whatever the simulator's clock says,
 * so that a stopped clock does not block a whole test.
 */
export class Limiter {
	private readonly calls = new Map<string, number[]>();

	/** False when the call would be one too many; such a call does not count. */
	allows(key: string, perSecond: number): boolean {
		const now = performance.now();
		const recent = (this.calls.get(key) ?? []).filter((at) => now - at < SECOND_MS);
		const fits = recent.length < perSecond;
		if (fits) recent.push(now);
		this.calls.set(key, recent);
		return fits;
	}

	clear(): void {
		this.calls.clear();
	}
}
