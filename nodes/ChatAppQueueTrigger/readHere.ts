/** A published node that reads a queue. */
export interface Reader {
	/** What tells it from all others of this n8n. */
	readonly scope: string;
	/** The name of its workflow, for people. */
	readonly workflow: string;
}

/** Who reads which queues in this process, by their names, which contain the account. */
const readers = new Map<string, Reader[]>();

/** Notes that a node reads a queue. @returns the others that read it as well */
export function startReading(queue: string, reader: Reader): Reader[] {
	const all = readers.get(queue) ?? [];
	readers.set(queue, [...all, reader]);
	// To publish a changed workflow, n8n may start it before the one from before has stopped.
	return all.filter(({ scope }) => scope !== reader.scope);
}

/** Notes that it reads the queue no longer. */
export function stopReading(queue: string, reader: Reader): void {
	const left = (readers.get(queue) ?? []).filter((one) => one !== reader);
	if (left.length > 0) readers.set(queue, left);
	else readers.delete(queue);
}
