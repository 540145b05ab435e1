import type { ApiCall } from '../shared/api/client';

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
