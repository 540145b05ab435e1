import type { IDataObject } from 'n8n-workflow';

import { asDocumented } from '../answeredComponents';
import { typeOf } from '../components';

/**
 * The fields of components and buttons. Details spell one of them in lower camel case.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-createchatapptemplate
 */
const FIELDS: ReadonlySet<string> = new Set([
	...['Type', 'Format', 'Text', 'Url', 'Caption', 'FileName', 'FileType', 'ThumbUrl', 'Duration'],
	...['AddSecretRecommendation', 'CodeExpirationMinutes', 'HasExpiration', 'Cards'],
	...['CardComponents', 'Buttons', 'UrlType', 'PhoneNumber', 'CouponCode', 'IsOptOut'],
	...['AutofillText', 'SupportedApps', 'PackageName', 'SignatureHash', 'FlowId', 'FlowAction'],
	'NavigateScreen',
]);

/**
 * A component that somebody entered, as the call to create takes it: documented fields in their
 * spelling, and without the variable that details add to an offer. Fields that nobody documented
 * stay as they are.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-getchatapptemplatedetail
 */
export function asCreated(given: IDataObject): IDataObject {
	const component = asDocumented(given, (name) => FIELDS.has(name));
	const { CodeExpirationMinutes: minutes } = component;
	// As the field of the editor, which takes a number in a text.
	if (typeof minutes === 'string' && /^\d{1,9}$/.test(minutes)) {
		return { ...component, CodeExpirationMinutes: Number(minutes) };
	}
	const isFromDetail =
		typeOf(component) === 'LIMITED_TIME_OFFER' && component.OfferExpirationTimeMs !== undefined;
	if (!isFromDetail) return component;
	return Object.fromEntries(
		Object.entries({ HasExpiration: false, ...component }).filter(
			([name]) => name !== 'OfferExpirationTimeMs',
		),
	);
}
