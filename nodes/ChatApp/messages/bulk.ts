import { samePerson } from '../../alibabaCloud/input/samePerson';

/** One entry of `SenderList`. */
interface BulkEntry {
	readonly To: string;
	readonly [parameter: string]: unknown;
}

/** One input item of a bulk send, checked and ready. */
export interface BulkRecipient {
	readonly itemIndex: number;
	/** What all recipients of one call have in common: channel, sender, template, language, ... */
	readonly shared: Readonly<Record<string, unknown>>;
	readonly entry: BulkEntry;
	/** Names of variables whose values are not sent as they were given; default: none. */
	readonly adjusted?: readonly string[];
}

/** The recipients of one call. */
export interface BulkBatch {
	readonly shared: Readonly<Record<string, unknown>>;
	readonly recipients: readonly BulkRecipient[];
}

export interface BulkPlan {
	readonly batches: readonly BulkBatch[];
	/** Items that are left out, each with the item that its recipient is sent for. */
	readonly duplicates: ReadonlyMap<number, number>;
}

/**
 * Recipients of one call.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmassmessage
 */
export const MOST_RECIPIENTS = 1000;

/** A plan that grows with each recipient, so that a hundred thousand need not be put in at once. */
export interface BulkPlanner {
	add(recipient: BulkRecipient): void;
	plan(): BulkPlan;
}

/**
 * Puts recipients that have everything else in common into calls, in the order in which they are
 * added. Unless duplicates are wanted, nobody gets the same template in the same language from the
 * same sender twice, however the number is written and whatever else the items are sent with.
 */
export function planBulk(sendDuplicates: boolean): BulkPlanner {
	const groups = new Map<string, Group>();
	const receivers = new Map<string, Map<string, number>>();
	const receiversOf = (shared: BulkRecipient['shared']): Map<string, number> => {
		const key = JSON.stringify(SAME_MESSAGE.map((name) => shared[name] ?? null));
		const known = receivers.get(key) ?? new Map<string, number>();
		receivers.set(key, known);
		return known;
	};
	const duplicates = new Map<number, number>();
	let previous: { shared: BulkRecipient['shared']; group: Group } | undefined;
	return {
		add(recipient) {
			// Items of a campaign usually share one object: its text is made once.
			const group =
				previous?.shared === recipient.shared
					? previous.group
					: groupOf(groups, recipient.shared, receiversOf);
			previous = { shared: recipient.shared, group };
			const person = samePerson(recipient.entry.To);
			const first = group.firstItem.get(person);
			if (first !== undefined && !sendDuplicates) {
				duplicates.set(recipient.itemIndex, first);
				return;
			}
			if (first === undefined) group.firstItem.set(person, recipient.itemIndex);
			group.members.push(recipient);
		},
		plan: () => ({ batches: [...groups.values()].flatMap(chunksOf), duplicates }),
	};
}

/** What makes a message the same for a person who gets it twice. */
const SAME_MESSAGE = ['ChannelType', 'CustSpaceId', 'From', 'TemplateCode', 'Language'] as const;

interface Group {
	readonly shared: BulkRecipient['shared'];
	/** By person; groups with the same message have one map. */
	readonly firstItem: Map<string, number>;
	readonly members: BulkRecipient[];
}

function groupOf(
	groups: Map<string, Group>,
	shared: BulkRecipient['shared'],
	receiversOf: (shared: BulkRecipient['shared']) => Map<string, number>,
): Group {
	const key = JSON.stringify(
		Object.entries(shared).sort(([nameA], [nameB]) => (nameA < nameB ? -1 : 1)),
	);
	const known = groups.get(key);
	if (known) return known;
	const group: Group = { shared, firstItem: receiversOf(shared), members: [] };
	groups.set(key, group);
	return group;
}

function chunksOf({ shared, members }: Group): BulkBatch[] {
	const batches: BulkBatch[] = [];
	for (let start = 0; start < members.length; start += MOST_RECIPIENTS) {
		batches.push({ shared, recipients: members.slice(start, start + MOST_RECIPIENTS) });
	}
	return batches;
}
