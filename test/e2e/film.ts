import { join } from 'node:path';

import { freePort } from '../n8n/ports';
import { OWNER, Stage } from '../n8n/stage';
import { Album } from './browser/album';
import { openWindow, startChromium } from './browser/chromium';
import { Editor } from './browser/editor';
import { Film } from './browser/film';
import { PhonePage } from './browser/phonePage';
import { filmShortStory } from './browser/shortStory';
import { Visit } from './browser/visit';
import type { Part } from './part';

export const film: Part = {
	name: 'film',
	title: 'The moving picture of the README',
	async run(folder, narrator) {
		const chromium = await startChromium();
		try {
			const stage = await Stage.set({ folder, port: await freePort(), simulator: {} }, narrator);
			try {
				const visit = new Visit(
					stage,
					new Editor(await openWindow(chromium), stage.server.url),
					new PhonePage(await openWindow(chromium), stage.simulator.endpoints.control),
					new Album(join(folder, 'screenshots')),
					narrator,
				);
				await visit.editor.signIn(OWNER);
				await filmShortStory(visit, new Film(folder));
			} finally {
				await stage.close();
			}
		} finally {
			await chromium.close();
		}
	},
};
