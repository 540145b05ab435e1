import { invalid, missing, productError } from '../gateway/errors';
import { isRecord } from '../gateway/params';
import { checkButtons } from './button-rules';
import { variablesOf, type TemplateButton, type TemplateComponent } from '../world/templates';

const TYPES = new Set(['BODY', 'HEADER', 'FOOTER', 'BUTTONS', 'CAROUSEL', 'LIMITED_TIME_OFFER']);
const HEADER_FORMATS = new Set(['TEXT', 'IMAGE', 'DOCUMENT', 'VIDEO', 'LOCATION']);
const BUTTON_TYPES = new Set([
	'PHONE_NUMBER',
	'URL',
	'QUICK_REPLY',
	'COPY_CODE',
	'ONE_TAP',
	'ZERO_TAP',
	'MPM',
	'CATALOG',
	'FLOW',
]);

function refused(name: string, message: string) {
	return productError(`InvalidParameter.${name}`, message);
}

/**
 * The rules for the parts of a template that the documentation has codes for.
 * https://help.aliyun.com/zh/chatapp/developer-reference/api-error-codes
 */
export function checkComponents(
	given: unknown[],
	category: string,
	type: string,
): TemplateComponent[] {
	const components = given.map(asComponent);
	for (const component of components) checkComponent(component, category);
	const parts = components.map((component) => component.Type);
	const bodies = parts.filter((part) => part === 'BODY').length;
	const fileOnly = type === 'VIBER' && bodies === 0 && parts.includes('HEADER');
	if (bodies !== 1 && !fileOnly) {
		throw refused('CreateError', 'A template needs exactly one component of type BODY.');
	}
	if (type === 'VIBER' && parts.some((part) => !VIBER_TYPES.has(part))) {
		throw refused('CreateError', 'Viber templates have HEADER, BODY and BUTTONS only.');
	}
	const isCode = type === 'WHATSAPP' && category === 'AUTHENTICATION';
	if (isCode && parts.includes('HEADER')) {
		throw refused('CreateError', 'AUTHENTICATION templates have no HEADER.');
	}
	if (parts.includes('LIMITED_TIME_OFFER')) {
		if (category === 'AUTHENTICATION' || parts.includes('FOOTER')) {
			throw refused(
				'CreateError',
				'LIMITED_TIME_OFFER does not go with this category or a FOOTER.',
			);
		}
	}
	checkButtons(
		components.flatMap((component) => component.Buttons ?? []),
		isCode,
		type,
	);
	return components;
}

const VIBER_TYPES = new Set(['HEADER', 'BODY', 'BUTTONS']);

function cardsOf(given: Record<string, unknown>): { Cards?: TemplateComponent['Cards'] } {
	if (given.Cards === undefined) return {};
	if (!Array.isArray(given.Cards) || given.Cards.length < 1 || given.Cards.length > 10) {
		throw invalid('Cards');
	}
	const cards = given.Cards.map((card: unknown) => {
		const parts = isRecord(card) ? card.CardComponents : undefined;
		if (!Array.isArray(parts)) throw invalid('CardComponents');
		const CardComponents = parts.map(asComponent);
		for (const part of CardComponents) {
			checkComponent(part, 'MARKETING');
			if ((part.Buttons?.length ?? 0) > 2) throw refused('CreateError', 'A card has 2 buttons.');
		}
		return { CardComponents };
	});
	return { Cards: cards as NonNullable<TemplateComponent['Cards']> };
}

function asComponent(given: unknown): TemplateComponent {
	if (!isRecord(given)) throw invalid('Components');
	if (typeof given.Type !== 'string') throw missing('Type');
	if (!TYPES.has(given.Type)) throw invalid('Type');
	return { ...given, Type: given.Type, ...textOf(given), ...buttonsOf(given), ...cardsOf(given) };
}

function textOf(given: Record<string, unknown>): { Text?: string; Url?: string; Format?: string } {
	const texts: Record<string, string> = {};
	for (const key of ['Text', 'Url', 'Format']) {
		const value = given[key];
		if (value === undefined) continue;
		if (typeof value !== 'string') throw invalid(key);
		texts[key] = value;
	}
	return texts;
}

function buttonsOf(given: Record<string, unknown>): { Buttons?: TemplateButton[] } {
	if (given.Buttons === undefined) return {};
	if (!Array.isArray(given.Buttons)) throw invalid('Buttons');
	const buttons = given.Buttons.map((button: unknown): TemplateButton => {
		if (!isRecord(button)) throw invalid('Buttons');
		if (typeof button.Type !== 'string') throw missing('Type');
		if (!BUTTON_TYPES.has(button.Type)) throw invalid('Type');
		return { ...button, Type: button.Type };
	});
	return { Buttons: buttons };
}

function checkComponent(component: TemplateComponent, category: string): void {
	const { Type, Text = '', Format = 'TEXT', Url = '' } = component;
	const variables = variablesOf(Text).length;
	if (/\{\{\w+\}\}/.test(Text)) {
		throw refused('MessageInvalid', 'The text contains {{...}}; write variables as $(name).');
	}
	if (Type === 'BODY') {
		if (category !== 'AUTHENTICATION' && Text === '') {
			throw refused('MessageInvalid', 'The text of the BODY is empty.');
		}
		if ([...Text].length > 1024) throw refused('CreateError', 'The BODY exceeds 1024 characters.');
	}
	if (Type === 'FOOTER' && variables > 0) {
		throw refused('FooterHaveVariable', 'The FOOTER must not contain variables.');
	}
	if ((Type === 'FOOTER' || Type === 'HEADER') && [...Text].length > 60) {
		throw refused('CreateError', `The ${Type} exceeds 60 characters.`);
	}
	if (Type === 'HEADER') {
		if (!HEADER_FORMATS.has(Format)) {
			throw refused('HeaderTypeNotSupport', `The HEADER format ${Format} is not supported.`);
		}
		if (variables > 1) throw refused('HeaderMoreVarable', 'The HEADER has more than one variable.');
		const media = Format !== 'TEXT' && Format !== 'LOCATION';
		if (media && !/^https?:\/\//.test(Url) && variablesOf(Url).length === 0) {
			throw refused('FileUrlError', 'The file can not download.');
		}
	}
	for (const button of component.Buttons ?? []) checkButton(button);
}

function checkButton(button: TemplateButton): void {
	if (variablesOf(button.Text ?? '').length > 0) {
		throw refused('ButtonTextHaveVariable', 'The text of a button must not contain variables.');
	}
	if (variablesOf(button.Url ?? '').length > 1) {
		throw refused('UrlMoreVarable', 'The URL of a button has more than one variable.');
	}
}
