import { assertAllowedTemplate } from '../../../shared/messages/allowList';
import type { TemplateDefinition } from '../../../shared/templates/definition';
import { fillOrSkip, type FilledTemplate } from '../../../shared/templates/payload';
import { assertSendable } from '../../../shared/templates/states';
import { readGivenValues } from '../../descriptions/templateVariables';
import type { OperationContext } from '../../operation';
import { readLocator } from '../../parameters';
import { readTemplate } from '../../templateDetail';
import { readHeaderMedia, uploadHeaderMedia, withHeaderMedia } from './headerMedia';
import type { Envelope } from './sendCall';

/** A template with what fills it for one receiver. */
export interface TemplateMessage {
	readonly code: string;
	readonly language: string;
	readonly template: TemplateDefinition;
	readonly filled: FilledTemplate;
}

/**
 * Reads the template of an item and fills it, its header's file included, or says why the receiver
 * is left out. The file is uploaded last: nothing of a message that is refused leaves the machine.
 *
 * @throws InvalidInput that names what does not fit the template, or the limits of the node;
 * NodeApiError of a call or an upload.
 */
export async function readTemplateMessage(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
): Promise<TemplateMessage | { readonly skipReason: string }> {
	const { functions, limits } = context;
	const { channel } = envelope;
	const code = readLocator(functions, 'template', 'Template', itemIndex);
	const language = readLocator(functions, 'language', 'Language', itemIndex);
	const template = await readTemplate(context, { channel, code, language });
	assertSendable(template);
	assertAllowedTemplate({ code, name: template.name }, limits);
	const media = await readHeaderMedia(context, itemIndex, envelope, template);
	const given = withHeaderMedia(readGivenValues(functions, itemIndex), media);
	const checked = fillOrSkip(template, given);
	if ('skipReason' in checked) return checked;
	const filled = await uploadHeaderMedia(context, itemIndex, channel, checked, media);
	return { code, language, template, filled };
}
