/** Work that several workers share. */
export interface PoolWork<Task> {
	/** How many tasks may be under way at the same time; a function is asked before each start. */
	readonly width: number | (() => number);
	/** The task to start now; `undefined` when there is none until another task has ended. */
	next(): Task | undefined;
	/** Carries out one task. `false` lets no further task start. */
	run(task: Task): Promise<boolean>;
	/** Lets no further task start once it is aborted. */
	readonly signal?: AbortSignal | undefined;
}

/**
 * Carries out tasks side by side, and returns once those that were started have ended. The first one
 * that fails stops the start of all others: what is sent after a failure cannot be undone, and
 * p-limit can only clear its queue, from outside and too late.
 *
 * @throws the first error that `run` throws, when the tasks under way have ended.
 */
export async function pool<Task>({ width, next, run, signal }: PoolWork<Task>): Promise<void> {
	let failure: { readonly error: unknown } | undefined;
	let isStopped = false;
	let underWay = 0;
	const widthNow = typeof width === 'number' ? () => width : width;
	const carryOut = async (task: Task): Promise<void> => {
		try {
			if (!(await run(task))) isStopped = true;
		} catch (error) {
			isStopped = true;
			failure ??= { error };
		}
	};
	await new Promise<void>((resolve) => {
		const start = (): void => {
			while (!isStopped && !signal?.aborted && underWay < widthNow()) {
				const task = next();
				if (task === undefined) break;
				underWay++;
				void carryOut(task).then(() => {
					underWay--;
					start();
				});
			}
			if (underWay === 0) resolve();
		};
		start();
	});
	if (failure) throw failure.error;
}

/** The numbers from 0 up to a count, one at each call: for tasks that have an index. */
export function countUp(count: number): () => number | undefined {
	let position = 0;
	return () => (position < count ? position++ : undefined);
}
