import { withEchoMarked } from '../items/echo';
import { withOptOutMarked } from '../items/optOut';
import type { StopWords } from '../items/stopWords';
import type { EventKind, NotificationItem } from '../items/types';
import type { ItemFilter } from './filters';
import { laterStateKeysOf, stateKeyOf } from './outdatedStatuses';
import { type Life, type Mark, markOf, type SeenEvents } from './seenEvents';

export interface Selection {
	/** The kinds that the trigger listens to. */
	readonly events: readonly EventKind[];
	readonly passes: ItemFilter;
	/** Digits of the numbers that the trigger is known to be for: their messages are echoes. */
	readonly ownNumbers?: ReadonlySet<string>;
	/** What counts as the wish to hear nothing more, instead of the usual words. */
	readonly stopWords?: StopWords;
	/** Leave out what was seen before. */
	readonly deduplicate: boolean;
	/** Leave out a state of a message after a later one. */
	readonly suppressOutdatedStatuses: boolean;
}

/** An item of a kind that is listened to, with what is known of it without the memory. */
export interface Judged {
	readonly item: NotificationItem;
	readonly passes: boolean;
	/** What the memory knows it by; null where nothing is to be left out because of it. */
	readonly mark: Mark | null;
	/** The same of the state that a status tells of, and of those that would outdate it. */
	readonly state: Mark | null;
	readonly laterStates: readonly Mark[];
}

export interface Selected {
	readonly items: NotificationItem[];
	/** The memory that was given, with the new events in it. */
	readonly memory: SeenEvents;
	/** What is new in the memory: to be forgotten when the items could not be handed on. */
	readonly remembered: readonly Mark[];
}

/**
 * Picks the items that start a run: of a kind that is listened to, let pass by the filters, not
 * seen before, and not overtaken by a later state. The order stays.
 *
 * @param memory is changed: ten thousand events are too many to copy for each push
 * @param now in milliseconds
 */
export function selectItems(
	items: readonly NotificationItem[],
	selection: Selection,
	memory: SeenEvents,
	now: number,
): Selected {
	return selectJudged(judgeItems(items, selection), memory, now);
}

/**
 * What filters say of items, and the marks of these. It takes most of the time, and a part of a push
 * needs no other part.
 */
export function judgeItems(items: readonly NotificationItem[], selection: Selection): Judged[] {
	const { deduplicate, suppressOutdatedStatuses, passes } = selection;
	const isListenedTo = ({ event }: NotificationItem): boolean =>
		event === 'unknown' || selection.events.includes(event);
	return marked(items, selection)
		.filter(isListenedTo)
		.map((item) => {
			const state = suppressOutdatedStatuses ? stateKeyOf(item) : null;
			return {
				item,
				passes: passes(item),
				mark: deduplicate ? markOf(item.eventKey) : null,
				state: state === null ? null : markOf(state),
				laterStates: state === null ? [] : laterStateKeysOf(item).map(markOf),
			};
		});
}

/**
 * The rest of `selectItems`, at once: in the middle of it, another push with the same events would
 * take them for new as well.
 */
export function selectJudged(judged: readonly Judged[], memory: SeenEvents, now: number): Selected {
	const remembered: Mark[] = [];
	const remember = (mark: Mark, life: Life): boolean => {
		const isNew = memory.note(mark, life, now);
		if (isNew) remembered.push(mark);
		return isNew;
	};
	const isRepeat = ({ item, mark }: Judged): boolean =>
		mark !== null && !remember(mark, lifeOf(item));
	const isOutdated = ({ state, laterStates }: Judged): boolean => {
		if (state === null) return false;
		// Also a state that a filter leaves out makes earlier ones outdated.
		remember(state, 'lasting');
		return laterStates.some((mark) => memory.has(mark, 'lasting', now));
	};

	const items = judged
		.filter((one) => {
			const outdated = isOutdated(one);
			return one.passes && !isRepeat(one) && !outdated;
		})
		.map(({ item }) => item);
	return { items, memory, remembered };
}

/** With what only the trigger knows: its numbers and its stop words. */
export function marked(
	items: readonly NotificationItem[],
	{ ownNumbers, stopWords }: Pick<Selection, 'ownNumbers' | 'stopWords'>,
): readonly NotificationItem[] {
	const withEchoes = ownNumbers ? items.map((item) => withEchoMarked(item, ownNumbers)) : items;
	return stopWords ? withEchoes.map((item) => withOptOutMarked(item, stopWords)) : withEchoes;
}

/**
 * A review has neither id nor time, and the same change can come again. What is unknown may be
 * like that too.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappaudit-1
 */
function lifeOf({ event }: NotificationItem): Life {
	return event === 'inbound' || event === 'status' ? 'lasting' : 'brief';
}
