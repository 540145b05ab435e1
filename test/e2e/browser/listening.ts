import { eventually } from '../../n8n/eventually';
import type { WorkflowFile } from '../../n8n/client';
import { httpTrigger, queueTrigger, taking, TRIGGER } from '../workflows';
import { byTestId } from './locators';
import { MEI, NUMBER, type Visit } from './visit';

const FOREIGN_URL = 'https://crm.example.com/whatsapp?key=not-to-be-shown';
const TEXT = 'Only a test';
/** On a machine with much else to do, n8n takes its time. */
const PATIENCE_MS = 60_000;
/** Until a click has shown an effect. */
const CLICK_MS = 5_000;
const CHANNEL = { __rl: true, mode: 'id', value: 'cams-8d2kq7h1pz' };

/** The same with a place of its own for each node, so that each can be clicked. */
function spread(file: WorkflowFile): WorkflowFile {
	const nodes = file.nodes.map((node, index) => ({ ...node, position: [index * 260, 0] }));
	return { ...file, nodes } as WorkflowFile;
}

/** Tests in the editor: the number sends to the test URL while somebody listens, and only then. */
export async function listenInEditor(visit: Visit): Promise<void> {
	const { editor, album, stage } = visit;
	const { control } = stage.simulator;
	const urlNow = () => control.state().numbers.find((one) => one.number === NUMBER)?.upCallbackUrl;
	const isPointed = () => urlNow()?.includes('/webhook-test/') === true;
	const execute = () => byTestId(editor.panel.root, 'trigger-execute-button').first();
	let workflowId = '';

	const listen = async (): Promise<void> => {
		await editor.open(workflowId);
		await editor.openNode(TRIGGER);
		await execute().click();
		await eventually('The test URL at the number', () => isPointed() || undefined, PATIENCE_MS);
	};

	/**
	 * The panel fades over to what it shows while it listens, and a click on what is fading away does
	 * nothing: so it is clicked until it has gone.
	 */
	const stopListening = async (): Promise<void> => {
		const button = editor.panel.root.getByRole('button', { name: 'Stop Listening' }).first();
		await button.waitFor();
		await eventually('The end of listening', async () => {
			await button.click({ timeout: CLICK_MS }).catch(() => undefined);
			return await button.waitFor({ state: 'hidden', timeout: CLICK_MS }).then(
				() => true,
				() => undefined,
			);
		});
	};

	await visit.tell('The panel of the HTTP trigger says how to test', async () => {
		control.number({
			...{ number: NUMBER, upCallbackUrl: FOREIGN_URL, statusCallbackUrl: '' },
			...{ httpFlag: 'Y', queueFlag: 'N' },
		});
		const parameters = {
			...{ registerAutomatically: true, channel: CHANNEL, phoneNumbers: [NUMBER] },
			...{ takeOver: true, listenOnTestUrl: true, options: { passAnswers: false } },
		};
		workflowId = await stage.add(spread(taking('Listens', httpTrigger(parameters))));
		await editor.open(workflowId);
		const panel = await editor.openNode(TRIGGER);
		const hint = panel.root.getByText('The service sends nothing to the test URL unless');
		await hint.waitFor();
		await album.take('http-trigger-panel', panel.root);
		return [(await hint.innerText()).slice(0, 120)];
	});

	await visit.tell('While the editor listens, a message reaches the test URL', async () => {
		await listen();
		await album.take('http-trigger-listening', editor.panel.root);
		const pointed = urlNow() ?? '';
		if (/crm|not-to-be-shown/.test(pointed)) throw new Error(`The number has ${pointed}`);
		control.reply({ user: MEI.number, to: NUMBER, text: TEXT });
		const item = await editor.panel.shownItem();
		if (!item.includes(TEXT)) throw new Error(`The item is ${item}`);
		await eventually('The previous URL', () => urlNow() === FOREIGN_URL || undefined, PATIENCE_MS);
		await album.take('http-trigger-tested', editor.panel.root);
		return [`listened at ${pointed.split('?')[0] ?? ''}`, `then ${FOREIGN_URL} was back`];
	});

	await visit.tell('Stop Listening restores the previous URL', async () => {
		await listen();
		await stopListening();
		await eventually('The previous URL', () => urlNow() === FOREIGN_URL || undefined, PATIENCE_MS);
		return ['the previous URL was back'];
	});

	await visit.tell('The queue trigger is tested with a real message', async () => {
		control.number({ number: NUMBER, queueFlag: 'Y' });
		const trigger = queueTrigger({});
		Object.assign(trigger.parameters, {
			...{ switchQueueOn: true, channel: CHANNEL, phoneNumbers: [NUMBER] },
		});
		await editor.open(await stage.add(spread(taking('Tests the Queue', trigger))));
		const panel = await editor.openNode(TRIGGER);
		await panel.root.getByText('takes a real message').first().waitFor();
		await album.take('queue-trigger-panel', panel.root);
		await execute().click();
		control.reply({ user: MEI.number, to: NUMBER, text: TEXT });
		await eventually(
			'The message on the panel',
			// Whatever waits in the queue longest, such as the question of an earlier step.
			async () => (await panel.shownItem()).includes('inbound') || undefined,
			PATIENCE_MS,
		);
		await panel.close();
		return ['a message was taken, although the node has a webhook when it is published'];
	});

	await visit.tell('What a killed n8n left behind is restored by the next test', async () => {
		await listen();
		await stage.restart({ isKilled: true });
		if (!isPointed()) throw new Error(`The number has ${urlNow() ?? 'no URL'}`);
		await listen();
		await stopListening();
		await eventually('The previous URL', () => urlNow() === FOREIGN_URL || undefined, PATIENCE_MS);
		return ['killed while it listened, restored when it listened the next time'];
	});

	await visit.tell('A publishing after the kill of n8n restores it too', async () => {
		await listen();
		await stage.restart({ isKilled: true });
		if (!isPointed()) throw new Error(`The number has ${urlNow() ?? 'no URL'}`);
		await stage.n8n.publish(workflowId);
		await eventually(
			'The production URL',
			() => urlNow()?.includes('/webhook/') || undefined,
			PATIENCE_MS,
		);
		await stage.n8n.unpublish(workflowId);
		await eventually('The previous URL', () => urlNow() === FOREIGN_URL || undefined, PATIENCE_MS);
		return ['published over the test URL, and back at the first owner when unpublished'];
	});

	await visit.tell('Publishing switches the queue on, a restart leaves it on', async () => {
		const flag = () => control.state().numbers.find((one) => one.number === NUMBER)?.queueFlag;
		control.number({ number: NUMBER, upCallbackUrl: '', httpFlag: 'N', queueFlag: 'N' });
		const trigger = queueTrigger({});
		Object.assign(trigger.parameters, {
			...{ switchQueueOn: true, channel: CHANNEL, phoneNumbers: [NUMBER] },
			inboundQueue: { __rl: true, mode: 'list', value: '' },
		});
		const { id } = await stage.publish(taking('Switches', trigger));
		await eventually('The queue', () => flag() === 'Y' || undefined);
		await stage.restart();
		if (flag() !== 'Y') throw new Error('The restart switched the queue off');
		control.reply({ user: MEI.number, to: NUMBER, text: TEXT });
		await eventually('The run', async () => (await stage.n8n.executions(id))[0], PATIENCE_MS);
		await stage.n8n.unpublish(id);
		await eventually('The end of the queue', () => flag() === 'N' || undefined);
		return ['on while published, also over a restart of n8n, and off after that'];
	});
}
