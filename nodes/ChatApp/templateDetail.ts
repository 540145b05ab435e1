import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiCall } from '../shared/api/client';
import { readDefinition, type TemplateDefinition } from '../shared/templates/definition';
import type { OperationContext } from './operation';
import { readLocator } from './parameters';

/** What identifies a template in one language. */
export interface TemplateKey {
	readonly channel: string;
	readonly code: string;
	readonly language: string;
}

/** The template that an item names. */
export function readTemplateKey(functions: IExecuteFunctions, itemIndex: number): TemplateKey {
	return {
		channel: readLocator(functions, 'channel', 'Channel', itemIndex),
		code: readLocator(functions, 'template', 'Template', itemIndex),
		language: readLocator(functions, 'language', 'Language', itemIndex),
	};
}

/** The call that reads a template with its components. */
export function templateDetailCall({ channel, code, language }: TemplateKey): ApiCall {
	return {
		product: 'cams',
		action: 'GetChatappTemplateDetail',
		kind: 'read',
		body: { CustSpaceId: channel, TemplateCode: code, Language: language },
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
