const POLL_MS = 100;

/** Looks again and again until there is something to see. */
export async function eventually<T>(
	what: string,
	look: () => Promise<T | undefined> | T | undefined,
	timeoutMs = 20_000,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const seen = await look();
		if (seen !== undefined) return seen;
		if (Date.now() > deadline) throw new Error(`${what} did not happen in ${timeoutMs / 1000} s`);
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}
