import { assertAllowedTemplate } from '../../../shared/messages/allowList';
import type { TemplateDefinition } from '../../../shared/templates/definition';
import { fillOrSkip, type FilledTemplate } from '../../../shared/templates/payload';
import { assertSendable } from '../../../shared/templates/states';
import { readGivenValues } from '../../descriptions/templateVariables';
import type { OperationContext } from '../../operation';
import { readTemplate, readTemplateKey } from '../../templateDetail';
import { readHeaderMedia, withHeaderMedia, type HeaderMedia } from './headerMedia';
import type { Envelope } from './sendCall';

/** A template with what fills it for one receiver. */
export interface TemplateMessage {
	readonly code: string;
	readonly language: string;
	readonly template: TemplateDefinition;
	/** With a stand-in for the file of the header until that is uploaded. */
	readonly filled: FilledTemplate;
	/** The file of the header; `null` when there is none to upload. */
	readonly media: HeaderMedia | null;
}

/**
 * Reads the template of an item and fills it, or says why the receiver is left out. The file of the
 * header is checked and not uploaded: nothing of a message that is refused leaves the machine.
 *
 * @throws InvalidInput that names what does not fit the template, or the limits of the node;
 * NodeApiError of a call.
 */
export async function readTemplateMessage(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
): Promise<TemplateMessage | { readonly skipReason: string }> {
	const { functions, limits } = context;
	const key = readTemplateKey(functions, itemIndex);
	const { code, language } = key;
	const template = await readTemplate(context, key);
	assertSendable(template);
	assertAllowedTemplate({ code, name: template.name }, limits);
	const media = await readHeaderMedia(context, itemIndex, envelope, template);
	const given = withHeaderMedia(readGivenValues(functions, itemIndex), media);
	const filled = fillOrSkip(template, given);
	return 'skipReason' in filled ? filled : { code, language, template, filled, media };
}
