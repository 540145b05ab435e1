import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { ACCEPTED } from './push';

/** What is asked is a URL of n8n itself. */
const ANSWERS_WITHIN_MS = 3_000;

/**
 * Whether a trigger of n8n listens at a URL: with several processes of n8n, only n8n itself can say
 * so. Being asked ends no test and starts nothing.
 */
export async function answers(context: IHookFunctions, url: string): Promise<boolean> {
	try {
		const response = (await context.helpers.httpRequest({
			method: 'GET',
			url,
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: ANSWERS_WITHIN_MS,
		})) as { statusCode: number; body: unknown };
		return response.statusCode === 200 && (response.body as IDataObject)?.code === ACCEPTED.code;
	} catch {
		return false;
	}
}
