const SERVICE =
	'https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-createchatapptemplate';
const META = 'https://developers.facebook.com/documentation/business-messaging/whatsapp/templates';

interface DesignLimit {
	readonly most: number;
	readonly source: string;
}

/** Most characters of a text, or most entries of a list. Characters are code points. */
export const DESIGN_LIMITS = Object.freeze({
	name: { most: 512, source: `${META}/overview` },
	body: { most: 1024, source: SERVICE },
	bodyOfOffer: {
		most: 600,
		source: `${META}/marketing-templates/limited-time-offer-templates`,
	},
	bodyOfCard: { most: 160, source: `${META}/marketing-templates/media-card-carousel-templates` },
	headerText: { most: 60, source: SERVICE },
	footer: { most: 60, source: SERVICE },
	offerText: { most: 16, source: `${META}/marketing-templates/limited-time-offer-templates` },
	buttonText: { most: 25, source: `${META}/components` },
	couponCode: { most: 20, source: `${META}/marketing-templates/coupon-templates` },
	buttons: { most: 10, source: SERVICE },
	buttonsOfCard: { most: 2, source: SERVICE },
	cards: { most: 10, source: SERVICE },
	apps: { most: 5, source: SERVICE },
	expirationMinutes: { most: 90, source: SERVICE },
	viberVideoSeconds: { most: 600, source: SERVICE },
}) satisfies Readonly<Record<string, DesignLimit>>;

/** Most buttons of one type in a template, outside of cards. */
export const BUTTON_COUNTS = Object.freeze({
	PHONE_NUMBER: { most: 1, source: SERVICE },
	URL: { most: 2, source: SERVICE },
	COPY_CODE: { most: 1, source: `${META}/components` },
	FLOW: { most: 1, source: `${META}/components` },
	MPM: { most: 1, source: `${META}/components` },
	CATALOG: { most: 1, source: `${META}/components` },
}) satisfies Readonly<Record<string, DesignLimit>>;

/**
 * Seconds that a message of the template is kept for delivery. The pages of the service disagree
 * (authentication 30 to 900 and utility 30 to 43,200; 30 to 2,592,000; 60 to 600), so only what
 * none of them allows is refused here.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-createchatapptemplate
 */
export const TTL_SECONDS = Object.freeze({ least: 30, most: 2_592_000 });
