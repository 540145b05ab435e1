import type { TemplateDefinition } from '../../../shared/templates/definition';
import { fillOrSkip, type FilledTemplate } from '../../../shared/templates/payload';
import { readGivenValues } from '../../descriptions/templateVariables';
import type { OperationContext } from '../../operation';
import { readHeaderMedia, uploadHeaderMedia, withHeaderMedia } from './headerMedia';
import type { Envelope } from './sendCall';

/**
 * Fills a template with what an item gives, its header's file included, or says why the receiver
 * is left out.
 *
 * @throws InvalidInput that names what does not fit the template; NodeApiError of an upload.
 */
export async function fillForSend(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
	template: TemplateDefinition,
): Promise<FilledTemplate | { readonly skipReason: string }> {
	const media = await readHeaderMedia(context, itemIndex, envelope, template);
	const given = withHeaderMedia(readGivenValues(context.functions, itemIndex), media);
	const filled = fillOrSkip(template, given);
	return 'skipReason' in filled
		? filled
		: await uploadHeaderMedia(context, itemIndex, envelope.channel, filled, media);
}
