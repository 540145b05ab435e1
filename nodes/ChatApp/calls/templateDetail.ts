import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiCall } from '../../alibabaCloud/client/client';
import { readDefinition, type TemplateDefinition } from '../templates/definition';
import { TEMPLATE_TYPES } from '../templates/designer/design';
import type { OperationContext } from '../runtime/operation';
import { readLocator } from '../fields/parameters';

/** The service's names of the apps that templates exist for. */
export type TemplateType = (typeof TEMPLATE_TYPES)[keyof typeof TEMPLATE_TYPES];

/** What identifies a template in one language. */
export interface TemplateKey {
	readonly channel: string;
	/** Always sent: the service looks among WhatsApp's templates where it is left out. */
	readonly type: TemplateType;
	readonly code: string;
	readonly language: string;
}

/** The type of the templates of an app; what is no app with templates counts as WhatsApp. */
export function templateTypeOf(channelType: unknown): TemplateType {
	const isViber = typeof channelType === 'string' && channelType.trim().toLowerCase() === 'viber';
	return isViber ? TEMPLATE_TYPES.viber : TEMPLATE_TYPES.whatsapp;
}

/** The template that an item names. Operations without 'Channel Type' are of WhatsApp. */
export function readTemplateKey(functions: IExecuteFunctions, itemIndex: number): TemplateKey {
	return {
		channel: readLocator(functions, 'channel', 'Channel', itemIndex),
		type: templateTypeOf(functions.getNodeParameter('channelType', itemIndex, 'whatsapp')),
		code: readLocator(functions, 'template', 'Template', itemIndex),
		language: readLocator(functions, 'language', 'Language', itemIndex),
	};
}

/** The call that reads a template with its components. */
export function templateDetailCall({ channel, type, code, language }: TemplateKey): ApiCall {
	return {
		product: 'cams',
		action: 'GetChatappTemplateDetail',
		retry: 'safe',
		body: { CustSpaceId: channel, TemplateCode: code, Language: language, TemplateType: type },
	};
}

/** Reads a template once a run, however many items use it. */
export async function readTemplate(
	context: Pick<OperationContext, 'callApi' | 'once'>,
	key: TemplateKey,
): Promise<TemplateDefinition> {
	return await context.once(`template ${JSON.stringify(key)}`, async () =>
		readDefinition(await context.callApi(templateDetailCall(key))),
	);
}
