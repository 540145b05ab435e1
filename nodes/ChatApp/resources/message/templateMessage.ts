import { assertAllowedTemplate } from '../../messages/allowList';
import type { TemplateDefinition } from '../../templates/definition';
import { fillOrSkip, fitValues, type FilledTemplate } from '../../templates/payload';
import { assertSendable } from '../../templates/states';
import { readGivenValues, withNamedCode } from '../../fields/templateVariables';
import type { OperationContext } from '../../runtime/operation';
import { readTemplate } from '../../calls/templateDetail';
import { findTemplateKey } from '../../calls/templateLookup';
import { readHeaderMedia, withHeaderMedia, type HeaderMedia } from './headerMedia';
import type { Envelope } from './sendCall';

/** A template with what fills it for one receiver. */
export interface TemplateMessage {
	readonly code: string;
	readonly language: string;
	readonly template: TemplateDefinition;
	/** With a stand-in for the file of the header until that is uploaded. */
	readonly filled: FilledTemplate;
	/** Names of variables whose values are not sent as they were given. */
	readonly adjusted: readonly string[];
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
	const key = await findTemplateKey(context, itemIndex);
	const { code, language } = key;
	const template = withNamedCode(functions, itemIndex, await readTemplate(context, key));
	assertSendable(template);
	assertAllowedTemplate({ code, name: template.name }, limits);
	const media = await readHeaderMedia(context, itemIndex, envelope, template);
	const given = withHeaderMedia(readGivenValues(functions, itemIndex), media);
	const fit = fitValues(template, given);
	const filled = fillOrSkip(template, given, fit);
	if ('skipReason' in filled) return filled;
	return { code, language, template, filled, adjusted: fit.adjusted, media };
}
