import type { Behavior } from '../options';
import type { Choice } from '../world/choices';

type Reported = { type: string; message: Record<string, unknown> };

/** Buttons and rows: only third-party readers tell of these layouts. */
const INTERACTIVE: Readonly<
	Record<Behavior['interactiveReplies'], (kind: string, chosen: Chosen) => Reported>
> = {
	wrapped: (kind, chosen) => ({
		type: 'INTERACTIVE',
		message: { interactive: { type: kind, [kind]: chosen } },
	}),
	bare: (kind, chosen) => ({ type: 'INTERACTIVE', message: { type: kind, [kind]: chosen } }),
	flat: (kind, chosen) => ({ type: 'INTERACTIVE', message: { type: kind, ...chosen } }),
	reply: (_kind, { id, title }) => ({ type: 'REPLY', message: { payload: id, text: title } }),
};

interface Chosen {
	id: string;
	title: string;
	description?: string;
}

/**
 * What a notification says of a tap. REPLY with `payload` and `text` is documented for the quick
 * replies of templates; `options.ts` has the switches for what is not.
 * https://help.aliyun.com/zh/chatapp/use-cases/description-of-the-chat-app-payload-parameter
 */
export function tapReport(choice: Choice, behavior: Behavior): Reported {
	const { kind, id, title, description } = choice;
	if (kind === 'quickReply') {
		return behavior.templateReplies === 'button'
			? { type: 'INTERACTIVE', message: { button: { text: title, payload: id } } }
			: { type: 'REPLY', message: { payload: id, text: title } };
	}
	const chosen: Chosen = { id, title, ...(description === null ? {} : { description }) };
	const name = kind === 'row' ? 'list_reply' : 'button_reply';
	return INTERACTIVE[behavior.interactiveReplies](name, chosen);
}
