import type { IDataObject } from 'n8n-workflow';

import { typeOf } from '../components';
import { asObject, text } from '../definition';
import type { TemplateChannel } from './design';
import { tooLong, tooMany } from './faults';
import { BUTTON_COUNTS, DESIGN_LIMITS } from './limits';
import { endsWithVariable, linkFault, namesIn, variableFault } from './syntax';

/** Where buttons stand; that decides what they may be. */
export interface ButtonPlace {
	readonly channelType: TemplateChannel;
	readonly category: string;
	/** The header is a video. */
	readonly hasVideo: boolean;
	/** `Card 1`, ...; `null` outside of cards. */
	readonly card: string | null;
}

const CODE_TYPES: ReadonlySet<string> = new Set(['COPY_CODE', 'ONE_TAP', 'ZERO_TAP']);
const CARD_TYPES: ReadonlySet<string> = new Set(['PHONE_NUMBER', 'QUICK_REPLY', 'URL']);
const TAP_TYPES: ReadonlySet<string> = new Set(['ONE_TAP', 'ZERO_TAP']);

/** How the editor names the types. */
const BUTTON_LABELS: Readonly<Record<string, string>> = Object.freeze({
	CATALOG: 'View Catalog',
	COPY_CODE: 'Copy Code',
	FLOW: 'Open Flow',
	MPM: 'View Products',
	ONE_TAP: 'One-Tap Autofill',
	PHONE_NUMBER: 'Call Phone Number',
	QUICK_REPLY: 'Quick Reply',
	URL: 'Open URL',
	ZERO_TAP: 'Zero-Tap Autofill',
});

/** Everything that is wrong with the buttons of a template or of one card. */
export function buttonFaults(buttons: readonly IDataObject[], place: ButtonPlace): string[] {
	const start = place.card ? `${place.card}, button` : 'Button';
	return [
		...groupFaults(buttons.map(typeOf), place),
		...buttons.flatMap((button, index) => oneFaults(button, place, `${start} ${index + 1}`)),
	];
}

function groupFaults(types: readonly string[], place: ButtonPlace): string[] {
	if (place.card) {
		return tooMany(`${place.card}, buttons`, types.length, DESIGN_LIMITS.buttonsOfCard.most);
	}
	if (isCode(place)) {
		return types.length === 1
			? []
			: [`Authentication templates must have exactly 1 button, but this one has ${types.length}`];
	}
	if (place.channelType === 'viber') return tooMany('Viber buttons', types.length, 1);
	return [
		...tooMany('Buttons', types.length, DESIGN_LIMITS.buttons.most),
		...Object.entries(BUTTON_COUNTS).flatMap(([type, { most }]) => {
			const count = types.filter((one) => one === type).length;
			return tooMany(`Buttons of the type '${BUTTON_LABELS[type]}'`, count, most);
		}),
		...(isMixed(types)
			? ['Quick replies are mixed with other buttons: place them all first or all last']
			: []),
	];
}

/** Quick replies form one block, before or after the others. */
function isMixed(types: readonly string[]): boolean {
	const blocks = types
		.map((type) => type === 'QUICK_REPLY')
		.filter((isReply, index, all) => index === 0 || isReply !== all[index - 1]);
	return blocks.length > 2;
}

function oneFaults(button: IDataObject, place: ButtonPlace, part: string): string[] {
	const type = typeOf(button);
	if (!BUTTON_LABELS[type]) return [`${part}: the type is not known: ${type || 'empty'}`];
	const wrongType = typeFault(type, place);
	if (wrongType) return [`${part}: ${wrongType}`];
	return [
		...labelFaults(`${part}, text`, text(button.Text)),
		...(CHECKS[type]?.(button, place) ?? []).map((fault) => `${part}: ${fault}`),
	];
}

/** What a button of this type has no business here for; `null` when it may stand here. */
function typeFault(type: string, place: ButtonPlace): string | null {
	const name = `'${BUTTON_LABELS[type]}'`;
	if (place.channelType === 'viber' && type !== 'URL') {
		return `Viber supports only buttons of the type 'Open URL', not ${name}`;
	}
	if (place.card && !CARD_TYPES.has(type)) return `a card cannot have a button ${name}`;
	if (isCode(place) && !CODE_TYPES.has(type)) {
		return `authentication templates cannot have a button ${name}`;
	}
	if (!isCode(place) && TAP_TYPES.has(type)) {
		return `only authentication templates can have a button ${name}`;
	}
	return null;
}

function labelFaults(part: string, given: string): string[] {
	if (given.trim() === '') return [`${part} is empty`];
	return [
		...tooLong(part, given, DESIGN_LIMITS.buttonText.most),
		...(namesIn(given).length > 0 || variableFault(given)
			? [`${part} has a variable, which is not supported in button text`]
			: []),
	];
}

type Check = (button: IDataObject, place: ButtonPlace) => string[];

/** What each type needs besides its text. */
const CHECKS: Readonly<Record<string, Check>> = Object.freeze({
	PHONE_NUMBER: ({ PhoneNumber }: IDataObject) =>
		/^\+[1-9]\d{5,18}$/.test(text(PhoneNumber))
			? []
			: [`the phone number must have + and a country code: ${text(PhoneNumber) || 'empty'}`],
	URL: urlFaults,
	QUICK_REPLY: ({ IsOptOut }: IDataObject, { category }: ButtonPlace) =>
		IsOptOut === true && category !== 'MARKETING'
			? ['only templates in the category Marketing can have an opt-out button']
			: [],
	COPY_CODE: couponFaults,
	ONE_TAP: appFaults,
	ZERO_TAP: appFaults,
	FLOW: flowFaults,
});

function couponFaults({ CouponCode }: IDataObject, place: ButtonPlace): string[] {
	const code = text(CouponCode);
	if (isCode(place) || /^\$\([^()]+\)$/.test(code)) return [];
	if (/^[A-Za-z0-9]+$/.test(code)) {
		return tooLong('the coupon code', code, DESIGN_LIMITS.couponCode.most);
	}
	return [`the coupon code must be letters and digits, or one variable: ${code || 'empty'}`];
}

function urlFaults({ Url, UrlType }: IDataObject, place: ButtonPlace): string[] {
	const url = text(Url).trim();
	if (place.channelType === 'viber' && place.hasVideo) {
		return url === ''
			? []
			: ['Viber does not support a URL for videos: the button plays the video'];
	}
	if (url === '') return ['the URL is empty'];
	const fault = variableFault(url);
	if (fault) return [`the URL ${fault}`];
	const notOpened = linkFault(url);
	const names = namesIn(url);
	const isDynamic = names.length > 0;
	const declared = text(UrlType).toLowerCase();
	return [
		...(notOpened ? [`the URL ${notOpened}`] : []),
		...(names.length > 1 ? [`the URL has ${names.length} variables, maximum 1`] : []),
		...(names.length === 1 && !endsWithVariable(url)
			? ['the variable is not at the end of the URL']
			: []),
		...(declared !== '' && isDynamic !== (declared === 'dynamic')
			? [`UrlType is ${declared}, but the URL ${isDynamic ? 'has a' : 'has no'} variable`]
			: []),
	];
}

function appFaults({ AutofillText, SupportedApps }: IDataObject): string[] {
	const apps = Array.isArray(SupportedApps) ? SupportedApps.map(asObject) : [];
	return [
		...labelFaults("'Autofill Text'", text(AutofillText)),
		...(apps.length === 0 ? ["'Supported Apps' is empty"] : []),
		...tooMany("'Supported Apps'", apps.length, DESIGN_LIMITS.apps.most),
		...apps.flatMap(({ PackageName, SignatureHash }, index) => [
			...(text(PackageName) ? [] : [`app ${index + 1} has no 'Package Name'`]),
			...(text(SignatureHash) ? [] : [`app ${index + 1} has no 'Signature Hash'`]),
		]),
	];
}

function flowFaults({ FlowId, FlowAction, NavigateScreen }: IDataObject): string[] {
	const action = text(FlowAction).toUpperCase();
	return [
		...(text(FlowId) ? [] : ["'Flow' is empty"]),
		...(action === 'NAVIGATE' || action === 'DATA_EXCHANGE'
			? []
			: [`the flow action is not known: ${action || 'empty'}`]),
		...(action === 'NAVIGATE' && !text(NavigateScreen) ? ["'First Screen' is empty"] : []),
	];
}

function isCode({ channelType, category }: ButtonPlace): boolean {
	return channelType === 'whatsapp' && category === 'AUTHENTICATION';
}
