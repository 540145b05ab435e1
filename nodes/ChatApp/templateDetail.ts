import type { ApiCall } from '../shared/api/client';
import { readDefinition, type TemplateDefinition } from '../shared/templates/definition';
import type { OperationContext } from './operation';

/** What identifies a template in one language. */
export interface TemplateKey {
	readonly channel: string;
	readonly code: string;
	readonly language: string;
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
