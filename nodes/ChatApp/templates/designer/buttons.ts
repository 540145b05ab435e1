import type { IDataObject } from 'n8n-workflow';

import { hasDecimals, phoneDigits } from '../../../alibabaCloud/input/phoneNumber';
import { asObject, text } from '../definition';
import { namesIn, toServiceText } from './syntax';

/** One button as the editor stores it. */
type Entry = IDataObject;

/**
 * What each kind of button has besides type and text.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-createchatapptemplate
 */
export const BUTTONS = Object.freeze({
	CATALOG: () => ({}),
	COPY_CODE: ({ couponCode }: Entry) => ({ CouponCode: trimmed(couponCode) }),
	FLOW: ({ flowId, flowAction, navigateScreen }: Entry) => {
		const action = text(flowAction) === 'DATA_EXCHANGE' ? 'DATA_EXCHANGE' : 'NAVIGATE';
		return {
			FlowId: pickedId(flowId),
			FlowAction: action,
			...(action === 'NAVIGATE' ? { NavigateScreen: trimmed(navigateScreen) } : {}),
		};
	},
	MPM: () => ({}),
	PHONE_NUMBER: ({ phoneNumber }: Entry) => ({ PhoneNumber: internationalNumber(phoneNumber) }),
	QUICK_REPLY: ({ isOptOut }: Entry) => (isOptOut === true ? { IsOptOut: true } : {}),
	URL: ({ url }: Entry) => ({ Url: trimmed(url), UrlType: urlType(trimmed(url)) }),
}) satisfies Readonly<Record<string, (entry: Entry) => IDataObject>>;

export type ButtonType = keyof typeof BUTTONS;

/** The component of all buttons; none when there are no buttons. */
export function buttonsComponent(buttons: readonly IDataObject[]): IDataObject[] {
	return buttons.length > 0 ? [{ Type: 'BUTTONS', Buttons: [...buttons] }] : [];
}

/** A button of the editor in the service's layout. */
export function buttonOf(entry: Entry): IDataObject {
	const type = text(entry.type).toUpperCase();
	const rest = Object.hasOwn(BUTTONS, type) ? BUTTONS[type as ButtonType](entry) : {};
	return { Type: type, Text: trimmed(entry.text), ...rest };
}

/** The entries of a fixed collection. */
export function entriesOf(collection: unknown, name: string): IDataObject[] {
	const entries = asObject(collection)[name];
	return Array.isArray(entries) ? entries.map(asObject) : [];
}

/** The text of a field without the spaces around it; empty for what is no text. */
export function trimmed(value: unknown): string {
	return text(value).trim();
}

/** The value of a resource locator; workflows saved before there was a list hold a bare ID. */
function pickedId(value: unknown): string {
	return trimmed(asObject(value).value ?? value);
}

/** A link with a gap is dynamic: the service wants to be told. */
export function urlType(url: string): 'dynamic' | 'static' {
	return namesIn(toServiceText(url)).length > 0 ? 'dynamic' : 'static';
}

/**
 * The service wants `+` and digits alone; people write numbers in all forms that 'To' takes. What is no
 * number by the tables stays as it is: special numbers are known to the service alone, and one
 * without a country code is refused by its check.
 */
function internationalNumber(value: unknown): string {
	const given = trimmed(value);
	if (given === '') return '';
	try {
		return `+${phoneDigits(given, 'Phone Number', '')}`;
	} catch {
		return given.startsWith('+') && !hasDecimals(given) ? given.replace(/[\s().-]/g, '') : given;
	}
}
