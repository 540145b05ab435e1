import type { Narrator } from '../../n8n/reporter';
import type { Stage } from '../../n8n/stage';
import type { Album } from './album';
import type { Editor } from './editor';
import type { PhonePage } from './phonePage';

/** Lines of an error of the browser's driver that tell what it waited for; many more follow. */
const TELLING_LINES = 4;
const LOG_LINES = 6;

/** A visit to n8n's editor: what its scenes share. */
export class Visit {
	constructor(
		readonly stage: Stage,
		readonly editor: Editor,
		readonly phone: PhonePage,
		readonly album: Album,
		private readonly narrator: Narrator,
	) {}

	/** Tells one step; of one that fails there are a picture and the end of n8n's log. */
	async tell(what: string, happen: () => Promise<readonly string[]>): Promise<void> {
		await this.narrator.tell(what, async () => {
			try {
				return await happen();
			} catch (error) {
				const file = await this.album.take('failed', this.editor.page).catch(() => 'no picture');
				const lines = (error instanceof Error ? error.message : String(error)).split('\n');
				const told = [...lines.slice(0, TELLING_LINES), file, ...this.stage.logTail(LOG_LINES)];
				throw new Error(told.join('\n     '));
			}
		});
	}
}

/** The seeds of the simulator that the scenes meet. */
export const CHANNEL_NAME = 'Acme WhatsApp';
export const NUMBER_NAME = 'Acme Support';
export const NUMBER = '6531589000';
export const MEI = { name: 'Mei', number: '6591230001' } as const;
