import { httpTrigger, taking } from '../workflows';
import { NUMBER, type Visit } from './visit';

const FOREIGN_URL = 'https://crm.example.com/whatsapp?key=not-to-be-shown';
const EXPECTED = "crm.example.com/***. Turn on 'Take Over' to replace that URL.";

/** What the editor shows when the URL of somebody else stands at the number. */
export async function publishAgainstForeignUrl(visit: Visit): Promise<void> {
	const { editor, album, stage } = visit;

	await visit.tell('The editor says whose URL stands in the way of publishing', async () => {
		stage.simulator.control.number({ number: NUMBER, upCallbackUrl: FOREIGN_URL, httpFlag: 'Y' });
		const trigger = httpTrigger({
			registerAutomatically: true,
			channel: { __rl: true, mode: 'id', value: 'cams-8d2kq7h1pz' },
			phoneNumbers: [NUMBER],
		});
		await editor.open(await stage.add(taking('Stands in the Way', trigger)));
		await editor.publish();
		const notice = editor.notices.filter({ hasText: 'could not be activated' });
		await notice.waitFor();
		const text = await notice.innerText();
		if (!text.includes(EXPECTED)) throw new Error(`n8n shows "${text}"`);
		if (text.includes('not-to-be-shown')) throw new Error('The query of the URL is shown');
		await album.takeForDocuments('publishing-refused', notice);
		await stage.n8n.unpublish(editor.workflowId);
		return [text.replaceAll(/\s+/g, ' ')];
	});
}
