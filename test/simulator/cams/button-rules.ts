import { productError } from '../gateway/errors';
import type { TemplateButton } from '../world/templates';

const CODE_BUTTONS = new Set(['COPY_CODE', 'ONE_TAP', 'ZERO_TAP']);

/**
 * How many buttons of which kind a template has.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-createchatapptemplate
 */
export function checkButtons(buttons: TemplateButton[], isCode: boolean, type: string): void {
	const kinds = buttons.map((button) => button.Type);
	const count = (kind: string) => kinds.filter((one) => one === kind).length;
	if (isCode) {
		check(kinds.length === 1 && CODE_BUTTONS.has(kinds[0] ?? ''), 'exactly one code button');
		return;
	}
	if (type === 'VIBER') {
		check(kinds.length === count('URL') && kinds.length <= 1, 'one URL button at most');
		return;
	}
	check(kinds.length <= 10, 'at most 10 buttons');
	check(count('PHONE_NUMBER') <= 1, 'at most 1 button of type PHONE_NUMBER');
	check(count('URL') <= 2, 'at most 2 buttons of type URL');
	check(count('ONE_TAP') + count('ZERO_TAP') === 0, 'no autofill buttons in this category');
	const replies = kinds.flatMap((kind, index) => (kind === 'QUICK_REPLY' ? [index] : []));
	const [first = 0] = replies;
	const inOneRow = replies.every((position, index) => position === first + index);
	const atAnEnd = first === 0 || first + replies.length === kinds.length;
	check(inOneRow && atAnEnd, 'quick replies that are not mixed with other buttons');
}

function check(holds: boolean, rule: string): void {
	if (holds) return;
	throw productError('InvalidParameter.CreateError', `The template needs ${rule}.`);
}
