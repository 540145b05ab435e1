import { itemsOf, type WorkflowFile } from '../../n8n/client';
import { httpTrigger, queueTrigger, taking, TRIGGER } from '../workflows';
import { BUSINESS, MEI, type Theatre } from './exampleHarness';

const DOWNLOADING = { downloadMedia: true };

/** Both triggers fetch what people send, over HTTPS from the storage of the service. */
export async function testMedia(theatre: Theatre): Promise<string[]> {
	return [
		await receivePicture(theatre, 'HTTP', httpTrigger({ options: DOWNLOADING })),
		await receivePicture(theatre, 'queue', queueTrigger(DOWNLOADING)),
	];
}

async function receivePicture(
	theatre: Theatre,
	by: 'HTTP' | 'queue',
	trigger: WorkflowFile['nodes'][number],
): Promise<string> {
	const { control } = theatre.stage.simulator;
	const workflow = await theatre.publishAlone(taking(`Media by ${by}`, trigger));
	if (by === 'HTTP') theatre.pushTo(workflow, { inbound: TRIGGER });
	control.reply({ user: MEI, to: BUSINESS, type: 'IMAGE', text: 'My parcel' });
	const [item] = itemsOf(await theatre.runOf(workflow, TRIGGER), TRIGGER);
	const file = item?.binary?.data;
	if (file?.mimeType !== 'image/gif' || item?.json.mediaError !== null) {
		throw new Error(`By ${by} there is no file: ${String(item?.json.mediaError)}`);
	}
	return `by ${by}: "${String(item.json.text)}" with ${file.fileName} (${file.mimeType})`;
}
