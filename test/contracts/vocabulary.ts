import { ACTIONS } from '../../nodes/ChatApp/apiCatalog/actions';

/**
 * The only words of a refusal that a report repeats. What the service says may quote whatever it was
 * sent, so a text from outside passes word by word, and every other word becomes crosses.
 */
export const VOCABULARY: ReadonlySet<string> = new Set(
	`a access account action add again all already an and any api are as at authorized be been
	before belong business by call cannot category channel check clock code component connection
	content current currently customer date deleted denied detail does due empty end error exceeded
	exist exists expired failed failure field file for format found from has have header id in
	incorrect instance internal invalid is it json key language later less limit list long mandatory
	match matched maximum message method minimum missing more must name no not number of off on only
	operate operation or order page parameter parameters permission phone please product quota rate
	recipient refused register request required resource response retry s same sample second secret
	security send service signature size specified start status successful such support supported
	template temporary than that the this throttling time to token too try type unknown unsupported
	update url use user valid value variable version was well window with within without wrong you
	your`.split(/\s+/),
);

/** Values that a report repeats: what the service calls things, not what people call them. */
export const WORD_FIELDS: ReadonlySet<string> = new Set(
	`AuditStatus AuthAction Category ChannelType ClientAcceptStatus ClientAcceptStatusName
	ClientReadStatus ClientReadStatusName Code ConversationType ErrorCode EventAction EventActionName
	Format HttpFlag Language LanguageCode MessageSource MessageStatus MessageStatusName MessageType
	MessagingLimitTier MsgFrameType NoPermissionType NoticeType OpenStatus PolicyType QualityRating
	QueueFlag Status Success TemplateType Type UrlType action language mimeType type`.split(/\s+/),
);

/** Fields in which the service explains something in words. */
export const PROSE_FIELDS: ReadonlySet<string> = new Set(
	`Message Reason Recommend FailReason StatusDescription ErrorDescription`.split(/\s+/),
);

/** The words of a name in any of its forms: `NewPhoneNumber`, `new_phone_number`. */
export function wordsOf(name: string): string[] {
	return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());
}

/** The words of which the service makes the names of its fields. */
export const FIELD_WORDS: ReadonlySet<string> = new Set([
	...[...WORD_FIELDS, ...PROSE_FIELDS].flatMap(wordsOf),
	...(ACTIONS.match(/\b[A-Z]\w+/g) ?? []).flatMap(wordsOf),
	...`accepted address animated answered args auth button buttons caption cards city components
	contacts context conversation country cust detail diagnostic display down emoji encoded example
	expiration expire fail filename first formatted frame group host interactive last latitude list
	longitude mime mns nfm notice open order origin owner params parent payload phones principal
	product products quantity reaction read recommend referral reply request retailer row sections sha
	size space sticker success tier timestamp title total unique up urls user verified waba
	wa item price currency sku catalog json response body description system identity change old new
	origin platform ctwa clid source headline click company email street zip org birthday vcard voice
	ogg flow version object entry entries value values data`.split(/\s+/),
]);
