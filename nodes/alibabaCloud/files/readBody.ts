import { type ByteBudget, downloadBudget, type Reservation } from './byteBudget';

/** The answer of n8n's HTTP client when it is asked for a stream. */
export interface StreamAnswer {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: AsyncIterable<Uint8Array> & { destroy?(): void };
}

/**
 * What was read of an answer.
 *
 * - `tooLarge`: larger than allowed, by its own announcement or by what came
 * - `noRoom`: other files took all of the budget for too long
 */
export type BodyOutcome =
	| { readonly data: Buffer; readonly reservation: Reservation }
	| { readonly refused: 'tooLarge' | 'noRoom'; readonly size: number };

interface ReadLimits {
	/** Asked for each size that is reached, for limits beside the budget of the process. */
	readonly admits?: (size: number) => boolean;
	/** Around the waiting for room. */
	readonly waitFor?: (room: Promise<Reservation | null>) => Promise<Reservation | null>;
	readonly budget?: ByteBudget;
}

/**
 * Reads a file within a budget: nothing is read before there is room for it, and reading stops as
 * soon as the file is larger than allowed, whatever the server announced.
 *
 * @param largest in bytes
 * @param signal ends the waiting for room; the stream itself has to be ended by whoever opened it
 * @returns with data the reservation, to be released when the data are handed on
 * @throws what the stream throws when the connection is lost
 */
export async function readBody(
	answer: StreamAnswer,
	largest: number,
	signal?: AbortSignal,
	{
		admits = () => true,
		waitFor = async (room) => await room,
		budget = downloadBudget,
	}: ReadLimits = {},
): Promise<BodyOutcome> {
	const announced = announcedSize(answer);
	if (announced !== null && announced > largest) return refuse(answer, 'tooLarge', announced);

	const wanted = announced ?? largest;
	const reservation = await waitFor(budget.reserve(wanted, 0, signal));
	if (reservation === null) return refuse(answer, 'noRoom', 0);
	// Larger than all of the budget: it has everything, so nothing else is read meanwhile.
	let isAlone = reservation.bytes < wanted;
	let isKept = false;
	try {
		const chunks: Uint8Array[] = [];
		let size = 0;
		for await (const chunk of answer.body) {
			size += chunk.length;
			if (size > largest || !admits(size)) return refuse(answer, 'tooLarge', size);
			if (size > reservation.bytes && !isAlone) {
				// What comes packed is announced smaller than it is.
				const most = Math.min(largest, budget.size);
				if (!reservation.growTo(most)) return refuse(answer, 'noRoom', size);
				isAlone = most < largest;
			}
			chunks.push(chunk);
		}
		reservation.shrinkTo(size);
		isKept = true;
		return { data: Buffer.concat(chunks, size), reservation };
	} finally {
		if (!isKept) reservation.release();
	}
}

function refuse(answer: StreamAnswer, refused: 'tooLarge' | 'noRoom', size: number): BodyOutcome {
	answer.body.destroy?.();
	return { refused, size };
}

/** Null when the server says nothing that can be relied on. */
export function announcedSize({ headers }: StreamAnswer): number | null {
	const text = headers['content-length'];
	return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
