import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';
import { titleOf, type TemplateDefinition } from '../../templates/definition';
import { quickReplies } from '../../templates/variables';
import { comparableLabel, type Choice } from '../../waiting/choices';

/** The choices that stand behind the quick replies of a template. */
export interface TemplateButtons {
	/** The index of the choice of each quick reply, in the order of the template. */
	readonly choices: readonly number[];
	/** The label on the phone of each choice. */
	readonly shown: readonly string[];
}

/**
 * Which quick reply stands for which choice: by the labels if they are the same, otherwise by the
 * order.
 *
 * @throws InvalidInput when the template cannot offer the choices.
 */
export function templateButtons(
	template: TemplateDefinition,
	choices: readonly Choice[],
): TemplateButtons {
	const labels = quickReplies(template).map(({ label }) => label);
	if (labels.length !== choices.length) {
		throw new InvalidInput(
			`The template ${titleOf(template)} has ${labels.length} quick reply buttons, but the question has ${choices.length} choices`,
			"Choose a template with a quick reply button for each choice, or change the choices. For 'Free Text', use a template without quick reply buttons.",
		);
	}
	const compared = labels.map(comparableLabel);
	const byLabel = compared.map((label) =>
		choices.findIndex((choice) => comparableLabel(choice.label) === label),
	);
	const found = byLabel.filter((index) => index >= 0).length;
	if (found === labels.length) return arranged(byLabel, labels);
	const inOrder = labels.map((_label, index) => index);
	if (byLabel.every((index, position) => index < 0 || index === position)) {
		return arranged(inOrder, labels);
	}
	throw new InvalidInput(
		`The quick reply buttons of the template ${titleOf(template)} are in another order than the choices: ${labels.join(', ')}`,
		'Use the same labels as the template, or put the choices in the order of its buttons.',
	);
}

function arranged(choices: readonly number[], labels: readonly string[]): TemplateButtons {
	const shown = choices.map((_choice, index) => labels[choices.indexOf(index)] ?? '');
	return { choices, shown };
}
