import type { ApiAction } from './notation';

/** How an action counts its pages. */
export type PagingStyle =
	| {
			/** Pages by number, as two parameters or as two fields of the object `within`. */
			readonly kind: 'number';
			readonly index: string;
			readonly size: string;
			readonly within?: string;
	  }
	| {
			/** Each answer says where the next page starts. */
			readonly kind: 'cursor';
			readonly cursor: string;
			readonly size: string;
			/** Where the answer has the next cursor. */
			readonly next: readonly string[];
	  };

/**
 * The six ways in which list actions page, by the parameters that tell them apart.
 * Source: request and response models of `@alicloud/cams20200606` 5.3.0.
 */
const STYLES: readonly PagingStyle[] = Object.freeze([
	{ kind: 'number', within: 'Page', index: 'Index', size: 'Size' },
	{ kind: 'number', index: 'PageIndex', size: 'PageSize' },
	{ kind: 'number', index: 'PageNo', size: 'PageSize' },
	{ kind: 'cursor', cursor: 'After', size: 'Limit', next: ['Model', 'Paging', 'Cursors', 'After'] },
	{ kind: 'cursor', cursor: 'NextToken', size: 'MaxResults', next: ['Data', 'NextToken'] },
	{ kind: 'cursor', cursor: 'PageKey', size: 'Limit', next: ['NextPage'] },
]);

/**
 * The fields that tell rows of a list apart, so that a row which moved to the next page while the
 * pages were read is not returned twice, even if it changed. Same source.
 */
export const ROW_KEYS = Object.freeze({
	ListChatGroup: ['GroupId'],
	ListChatGroupParticipants: ['ParticipantNumber'],
	ListChatappMessage: ['MessageId', 'UserNumber'],
	ListChatappTemplate: ['TemplateCode', 'Language'],
	ListCustomAudience: ['CustomAudienceId'],
	ListDmAccount: ['MailAddressId'],
	ListDmTag: ['TagId'],
	ListFlow: ['FlowId'],
	ListFlowNodeGroup: ['Code'],
	ListFlowNodePrototypeV2: ['Code'],
	ListInstance: ['InstanceId'],
	ListMarketingFlow: ['Id'],
	ListMessageCampaign: ['CampaignId'],
	ListMessengerSubscriptionToken: ['NotificationMessagesToken'],
}) satisfies Readonly<Record<string, readonly string[]>>;

/** `null` for an action that returns everything at once. */
export function pagingStyleOf(action: ApiAction): PagingStyle | null {
	const names = new Set(action.parameters.map(({ name }) => name));
	return (
		STYLES.find((style) =>
			style.kind === 'number' && style.within
				? names.has(style.within)
				: names.has(style.size) && names.has(style.kind === 'number' ? style.index : style.cursor),
		) ?? null
	);
}

/** The parameters that choose a page; the caller leaves them to whoever turns the pages. */
export function pageParameters(style: PagingStyle): string[] {
	if (style.kind === 'cursor') return [style.cursor, style.size];
	return style.within ? [style.within] : [style.index, style.size];
}

/** The parameters that ask for one page. */
export function pageRequest(
	style: PagingStyle,
	position: number | string | null,
	size: number,
): Record<string, unknown> {
	if (style.kind === 'cursor') {
		return { ...(position === null ? {} : { [style.cursor]: position }), [style.size]: size };
	}
	const page = { [style.index]: position ?? 1, [style.size]: size };
	return style.within ? { [style.within]: page } : page;
}
