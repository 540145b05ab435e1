/** A part of a budget that was reserved for one file. */
export interface Reservation {
	readonly bytes: number;
	/** Makes it larger if that is possible at once. Waiting here could make two wait for each other. */
	growTo(bytes: number): boolean;
	/** Gives back what is not needed after all. */
	shrinkTo(bytes: number): void;
	/** Gives everything back. The second time does nothing. */
	release(): void;
	/** Takes what is reserved out of the budget for good. */
	spend(): void;
}

interface Waiting {
	readonly least: number;
	readonly most: number;
	readonly settle: (reservation: Reservation | null) => void;
}

/**
 * How many bytes may be in memory at a time. Bytes are reserved before they are read, and who finds
 * too few left waits in line: many files at once come one after another and none fills the memory.
 */
export class ByteBudget {
	private used = 0;

	private readonly line: Waiting[] = [];

	constructor(private total: number) {}

	/** What can be had when nobody else has anything. */
	get size(): number {
		return this.total;
	}

	/**
	 * Waits for its turn and for room.
	 *
	 * @param most what is wanted; less is given only if the whole budget is smaller
	 * @param least with less than this there is no use
	 * @returns null when so much can never be had, or when the signal ended the waiting
	 */
	async reserve(most: number, least: number, signal?: AbortSignal): Promise<Reservation | null> {
		if (signal?.aborted) return null;
		return await new Promise((resolve) => {
			const leave = (): void => {
				this.line.splice(this.line.indexOf(waiting), 1);
				resolve(null);
				// Who waited behind may need less.
				this.serve();
			};
			const waiting: Waiting = {
				least,
				most,
				settle: (reservation) => {
					signal?.removeEventListener('abort', leave);
					resolve(reservation);
				},
			};
			signal?.addEventListener('abort', leave, { once: true });
			this.line.push(waiting);
			this.serve();
		});
	}

	/** In the order in which they came: else a large file would wait forever behind small ones. */
	private serve(): void {
		for (let next = this.line[0]; next !== undefined; next = this.line[0]) {
			const bytes = Math.min(next.most, this.total);
			const isHopeless = this.total < next.least;
			if (!isHopeless && this.used + bytes > this.total) return;
			this.line.shift();
			next.settle(isHopeless ? null : this.grant(bytes));
		}
	}

	private grant(granted: number): Reservation {
		let bytes = granted;
		this.used += bytes;
		const resize = (size: number): void => {
			this.used += size - bytes;
			bytes = size;
		};
		return {
			get bytes() {
				return bytes;
			},
			growTo: (size) => {
				const isPossible = this.used + size - bytes <= this.total;
				if (isPossible && size > bytes) resize(size);
				return isPossible;
			},
			shrinkTo: (size) => {
				if (size < bytes) resize(size);
				this.serve();
			},
			release: () => {
				resize(0);
				this.serve();
			},
			spend: () => {
				this.total -= bytes;
				resize(0);
				this.serve();
			},
		};
	}
}

/**
 * The bytes of all files that this process downloads at the same time, whatever asks for them:
 * pushes, messages of queues and items of runs.
 */
export const downloadBudget = new ByteBudget(256 * 1024 * 1024);
