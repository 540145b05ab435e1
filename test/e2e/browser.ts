import { join } from 'node:path';

import { freePort } from '../n8n/ports';
import { OWNER, Stage } from '../n8n/stage';
import { Album } from './browser/album';
import { answerByHand } from './browser/answeringByHand';
import { openWindow, startChromium } from './browser/chromium';
import { lookInTheDark } from './browser/darkMode';
import { Editor } from './browser/editor';
import { lookAtExample } from './browser/exampleFlow';
import { sendFirstMessage } from './browser/firstMessage';
import { ErrorWatch } from './browser/inspection';
import { listenInEditor } from './browser/listening';
import { PhonePage } from './browser/phonePage';
import { receiveAndAnswer } from './browser/receiving';
import { publishAgainstForeignUrl } from './browser/refusal';
import { designTemplates } from './browser/templateDesigner';
import { Visit } from './browser/visit';
import type { Part } from './part';

export const browser: Part = {
	name: 'browser',
	title: "A builder's way in n8n's editor",
	async run(folder, narrator) {
		const chromium = await startChromium();
		try {
			const stage = await Stage.set({ folder, port: await freePort(), simulator: {} }, narrator);
			try {
				const page = await openWindow(chromium);
				const watch = new ErrorWatch(page);
				const visit = new Visit(
					stage,
					new Editor(page, stage.server.url),
					new PhonePage(await openWindow(chromium), stage.simulator.endpoints.control),
					new Album(join(folder, 'screenshots')),
					narrator,
				);
				await visit.editor.signIn(OWNER);
				await sendFirstMessage(visit);
				const answering = await receiveAndAnswer(visit);
				await answerByHand(visit);
				await designTemplates(visit);
				await publishAgainstForeignUrl(visit);
				await lookAtExample(visit);
				await lookInTheDark(visit, answering);
				await listenInEditor(visit);
				await visit.tell('The package caused no error in the browser', async () => {
					if (watch.errors.length > 0) throw new Error(watch.errors.join('\n     '));
					return await Promise.resolve(['no errors of scripts, icons or lists']);
				});
			} finally {
				await stage.close();
			}
		} finally {
			await chromium.close();
		}
	},
};
