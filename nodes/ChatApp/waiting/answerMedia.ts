import type { IDataObject, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import { attachMedia, type MediaSettings } from '../../notifications/media';
import { readMediaSettings } from '../../notifications/mediaProperties';
import type { Answered } from './questionResult';

/** The trigger that handed the answer over waits for the response as long as this takes. */
const WITHIN_MS = 5000;

/** How files of answers are downloaded, by the options that the triggers have; `null` for not. */
export function readAnswerMedia(options: IDataObject): MediaSettings | null {
	return readMediaSettings(options, WITHIN_MS);
}

/** The result with the file that was the answer, or with the reason in `mediaError`. */
export async function attachAnswerMedia(
	functions: IWebhookFunctions,
	settings: MediaSettings,
	result: IDataObject,
	{ type, media }: Answered,
): Promise<INodeExecutionData> {
	const received = { event: 'inbound', type, media } as unknown as IDataObject;
	const outputs = await attachMedia([[{ json: received }]], settings, functions.helpers);
	const { json, binary } = outputs[0]?.[0] ?? { json: received };
	return { json: { ...result, mediaError: json.mediaError ?? null }, ...(binary && { binary }) };
}
