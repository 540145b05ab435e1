import type { ServiceName } from './faults';

/** One request that a service got, in the words of the service. */
export interface RecordedRequest {
	service: ServiceName;
	action: string;
	method: string;
	params: Record<string, string>;
	placement: Record<string, 'query' | 'body'>;
	/** Lower-case names; without authorization. */
	headers: Record<string, string>;
	/** HTTP status of the answer; 0 when a fault cut the connection. */
	status: number;
	/** "OK" or the error code. */
	code: string;
	/** Milliseconds by the simulator's clock. */
	at: number;
}

type Waiter = {
	matches: (request: RecordedRequest) => boolean;
	found: (r: RecordedRequest) => void;
};

/** Keeps what was asked, in order, and lets tests wait for it. */
export class RequestLog {
	readonly all: RecordedRequest[] = [];
	private waiters = new Set<Waiter>();
	private timers = new Set<NodeJS.Timeout>();

	constructor(private readonly onAdd: (request: RecordedRequest) => void = () => {}) {}

	add(request: RecordedRequest): void {
		this.all.push(request);
		this.onAdd(request);
		for (const waiter of [...this.waiters]) if (waiter.matches(request)) waiter.found(request);
	}

	clear(): void {
		this.all.length = 0;
	}

	/** The first request, past or future, that matches; rejects after `timeoutMs`. */
	async waitFor(
		matches: (request: RecordedRequest) => boolean,
		timeoutMs = 5_000,
	): Promise<RecordedRequest> {
		const past = this.all.find(matches);
		if (past) return past;
		return await new Promise((resolve, reject) => {
			const waiter: Waiter = {
				matches,
				found: (request) => {
					clearTimeout(timer);
					this.timers.delete(timer);
					this.waiters.delete(waiter);
					resolve(request);
				},
			};
			const timer = setTimeout(() => {
				this.timers.delete(timer);
				this.waiters.delete(waiter);
				reject(new Error(`No such request within ${timeoutMs} ms`));
			}, timeoutMs);
			this.timers.add(timer);
			this.waiters.add(waiter);
		});
	}

	close(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		this.waiters.clear();
	}
}
