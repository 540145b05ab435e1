import {
	type CallbackUrls,
	NUMBER_KINDS,
	type NumberCallbacks,
	type NumberKind,
} from '../notifications/numbers/callbacks';

export type OlderUrls = Partial<Readonly<Record<NumberKind, readonly string[]>>>;

/** What was changed at the service, to be changed back. Kept in the node's static data. */
export interface Registration {
	/** The URL that was set. */
	readonly url: string;
	readonly channel: string;
	/** For each number and kind that was changed, the URL from before. */
	readonly replaced: Readonly<Record<string, Partial<CallbackUrls>>>;
	/**
	 * Where a replaced URL was that of another trigger of this n8n: what that one had replaced, and
	 * so on. It is come back to when the trigger in front of it is no longer published.
	 */
	readonly older?: Readonly<Record<string, OlderUrls>>;
	readonly account: boolean;
	/** Numbers whose statuses were only wanted because nobody else wanted them. */
	readonly spare?: readonly string[];
	/** The workflow that set it, as `ownerOf` tells it. */
	readonly owner?: string;
}

/** The URLs of a number with ours in place of those of the chosen kinds. */
export function withOurs(
	{ urls }: NumberCallbacks,
	kinds: readonly NumberKind[],
	url: string,
): CallbackUrls {
	return {
		inbound: kinds.includes('inbound') ? url : urls.inbound,
		status: kinds.includes('status') ? url : urls.status,
	};
}

export function areEqual(left: CallbackUrls, right: CallbackUrls): boolean {
	return NUMBER_KINDS.every((kind) => left[kind] === right[kind]);
}

/**
 * The first URL that belongs to somebody else.
 *
 * @param isSpare whether a URL is there only for as long as nobody else wants its place
 */
export function findForeign(
	numbers: readonly NumberCallbacks[],
	kinds: readonly NumberKind[],
	ours: readonly string[],
	isSpare: (url: string, number: string) => boolean = () => false,
): { number: string; kind: NumberKind; url: string } | null {
	for (const { number, urls } of numbers) {
		for (const kind of kinds) {
			const url = urls[kind];
			if (url === '' || ours.includes(url)) continue;
			if (kind === 'status' && isSpare(url, number)) continue;
			return { number, kind, url };
		}
	}
	return null;
}

/** The kinds to register of a number: those that are chosen, and statuses where they are free. */
export function kindsOf(
	{ urls }: NumberCallbacks,
	{ kinds, spareStatuses }: { kinds: readonly NumberKind[]; spareStatuses: boolean },
	ours: readonly string[],
): readonly NumberKind[] {
	const isFree = urls.status === '' || ours.includes(urls.status);
	return spareStatuses && isFree ? [...kinds, 'status'] : kinds;
}

/**
 * The URLs to come back to. What is there now was ours only if it is one of `ours`; then that
 * from before is what an earlier registration replaced.
 */
export function replacedBy(
	present: NumberCallbacks,
	kinds: readonly NumberKind[],
	earlier: Registration | null,
	url: string,
): Partial<CallbackUrls> {
	const ours = [url, earlier?.url];
	return Object.fromEntries(
		kinds.map((kind) => [
			kind,
			ours.includes(present.urls[kind])
				? (earlier?.replaced[present.number]?.[kind] ?? '')
				: present.urls[kind],
		]),
	);
}

/**
 * The URLs to come back to for those kinds where ours is still set, the newest first. All but the
 * last of a kind are those of other triggers, which may be unpublished by now.
 */
export function comebacks(
	present: NumberCallbacks,
	{ url, replaced, older }: Registration,
): Partial<Readonly<Record<NumberKind, readonly string[]>>> {
	const found = NUMBER_KINDS.flatMap((kind) => {
		const before = replaced[present.number]?.[kind];
		if (present.urls[kind] !== url || before === undefined) return [];
		return [[kind, [before, ...(older?.[present.number]?.[kind] ?? [])]] as const];
	});
	return Object.fromEntries(found);
}

/** Reads what was saved; null for anything else. */
export function readRegistration(stored: unknown): Registration | null {
	if (typeof stored !== 'object' || stored === null) return null;
	const { url, channel, replaced, older, account, spare, owner } = stored as Partial<Registration>;
	if (typeof url !== 'string' || typeof channel !== 'string') return null;
	return {
		url,
		channel,
		replaced: { ...replaced },
		...(older === undefined ? {} : { older: { ...older } }),
		account: account === true,
		...(Array.isArray(spare) ? { spare: spare.map(String) } : {}),
		...(typeof owner === 'string' ? { owner } : {}),
	};
}
