import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { titleOf, type TemplateDefinition } from './definition';

interface TemplateState {
	/** How lists name it. */
	readonly label: string;
	/** What to do before such a template can be sent; `null` when it can. */
	readonly advice: string | null;
}

/**
 * Review states of lists and details, and the two that only notifications are documented to use.
 * https://help.aliyun.com/zh/chatapp/developer-reference/chatappaudit-1
 */
const TEMPLATE_STATES = Object.freeze({
	pass: { label: 'Approved', advice: null },
	auditing: {
		label: 'In Review',
		advice: 'Wait until the review is finished, or choose an approved template.',
	},
	unaudit: {
		label: 'Not Submitted',
		advice: 'Submit it for review with Template > Update, or choose an approved template.',
	},
	fail: {
		label: 'Rejected',
		advice:
			'Change it with Template > Update, which submits it again, or choose an approved template.',
	},
	paused: {
		label: 'Paused',
		advice: 'Wait until WhatsApp ends the pause, or choose another template.',
	},
	disabled: {
		label: 'Disabled',
		advice: 'WhatsApp permanently disabled it. Create a new template.',
	},
}) satisfies Readonly<Record<string, TemplateState>>;

const REVIEW_STATES: Readonly<Record<string, TemplateState>> = TEMPLATE_STATES;

/** The state as lists show it; a state nobody documented is shown as it came. */
export function stateLabel(state: string): string {
	return REVIEW_STATES[state.toLowerCase()]?.label ?? (state || 'Unknown State');
}

/**
 * Stops a template that would be refused or withheld before anything is sent. A state nobody
 * documented passes: the service then decides.
 *
 * @throws InvalidInput that names template and state.
 */
export function assertSendable(template: TemplateDefinition): void {
	const state = REVIEW_STATES[template.state];
	if (state?.advice) {
		const reason = template.reason ? ` Review reason: ${template.reason}.` : '';
		throw new InvalidInput(
			`The template ${titleOf(template)} cannot be sent: its state is ${state.label}`,
			`${state.advice}${reason}`,
		);
	}
	if (!template.allowSend) {
		throw new InvalidInput(
			`The template ${titleOf(template)} cannot be sent: sending is turned off`,
			'Turn on sending with Template > Update Properties.',
		);
	}
}
