import { randomBytes } from 'node:crypto';

import { tellSecret } from '../../simulator/secretProbe';
import type { Fault } from '../../simulator/faults';
import { ROLE_ARN } from '../../simulator/world/seed';
import { itemsOf, type Execution } from '../../n8n/client';
import type { Narrator } from '../../n8n/reporter';
import { eventually } from '../../n8n/eventually';
import type { ImportedWorkflow, Stage } from '../../n8n/stage';
import { MEI, OWN, SENDER, step, type Step } from '../operations/lane';
import { calling, chain, node, queueTrigger, taking, TRIGGER, webHook } from '../workflows';

const TYPE = 'alibabaCloudApi';
const HOUR_MS = 3_600_000;
const RUNS = 6;

const KINDS = ['reset', 'status', 'html', 'truncate'] as const;
const FAULTS: readonly Fault[] = [
	...KINDS.flatMap((kind): Fault[] => [
		{ service: 'sts', kind },
		{ service: 'oss', kind },
		{ service: 'cams', kind, action: 'GetChatappUploadAuthorization' },
		{ service: 'cams', kind, action: 'SendChatappMessage' },
	]),
	// n8n's HTTP Request node waits minutes for the rest of a truncated answer.
	{ service: 'cams', kind: 'reset', action: 'ListInstance' },
	{ service: 'cams', kind: 'status', action: 'ListInstance' },
];

/** Everything that is signed, one after the other, whatever fails. */
function calls(path: string, camsUrl: string): ImportedWorkflow['file'] {
	const upload = step('Upload', 'media.upload', {
		...{ channelType: 'whatsapp', channel: OWN.channel, mediaSource: 'binary' },
	});
	const send = step('Send', 'message.send', {
		...{ channelType: 'whatsapp', channel: OWN.channel, from: OWN.phoneNumber },
		...{ to: MEI, messageType: 'text', text: 'Hello' },
	});
	const call = calling('Call', camsUrl, {
		sendHeaders: true,
		headerParameters: {
			parameters: [
				{ name: 'x-acs-action', value: 'ListInstance' },
				{ name: 'x-acs-version', value: '2020-06-06' },
			],
		},
	});
	const goingOn: Array<Step['node']> = [upload.node, send.node, call].map((one) => ({
		...one,
		onError: 'continueRegularOutput',
	}));
	return chain(`Calls by ${path}`, [
		webHook('Hook', path, 'lastNode'),
		node('File', 'n8n-nodes-base.convertToFile', 1.1, {
			...{ operation: 'toText', sourceProperty: 'body.text' },
			options: { fileName: 'note.txt' },
		}),
		...goingOn,
	]);
}

/** Lets everything that uses a secret fail in every way, so that errors and logs are written. */
export async function testFailures(stage: Stage, narrator: Narrator): Promise<void> {
	const { simulator, n8n } = stage;
	const { control, credential, world } = simulator;

	await narrator.tell('Calls fail in every way, with keys of every kind', async () => {
		const wrongSecret = randomBytes(24).toString('base64url');
		tellSecret('AccessKey secret', wrongSecret);
		const temporary = world.account.issueTemporary({
			identity: { accountId: world.account.id, arn: ROLE_ARN, userId: '1', type: 'RAMUser' },
			expiresAt: Date.now() + HOUR_MS,
		});
		const { accessKeyId, accessKeySecret, securityToken } = temporary;
		const keys: Record<string, object> = {
			'permanent-key': credential,
			'temporary-key': {
				...credential,
				authentication: 'stsToken',
				accessKeyId,
				accessKeySecret,
				securityToken,
			},
			'expired-token': {
				...credential,
				authentication: 'stsToken',
				accessKeyId,
				accessKeySecret,
				securityToken: `${securityToken}x`,
			},
			'wrong-secret': { ...credential, accessKeySecret: wrongSecret },
			role: { ...credential, authentication: 'ramRole', roleArn: ROLE_ARN },
		};
		control.reply({ user: MEI, to: SENDER, text: 'Opens the window' });
		const lines: string[] = [];
		for (const [name, data] of Object.entries(keys)) {
			const id = await n8n.putCredential(name, TYPE, data);
			const file = calls(name, `${simulator.endpoints.cams}/`);
			const workflow = { file, id: await n8n.putWorkflow(file, id, name) };
			await n8n.publish(workflow.id);
			await stage.listening(workflow);
			const run = async () =>
				await fetch(stage.webhookUrl(workflow, 'Hook', name), {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ text: 'A note' }),
					signal: AbortSignal.timeout(60_000),
				});
			await run();
			for (const fault of FAULTS) control.fault(fault);
			await Promise.all(Array.from({ length: RUNS }, run));
			control.clearFaults();
			const runs = await n8n.executions(workflow.id);
			const failed = runs.flatMap((run) => failures(run));
			if (failed.length < RUNS) throw new Error(`${failed.length} failures with ${name}`);
			lines.push(`${name}: ${runs.length} runs, ${failed.length} failures, e.g. ${failed.at(-1)}`);
		}
		return lines;
	});

	await narrator.tell('The queue refuses, breaks off and lends a new key', async () => {
		control.number({ number: SENDER, upCallbackUrl: '', httpFlag: 'N', queueFlag: 'Y' });
		control.fault({ service: 'dybaseapi', kind: 'status' });
		control.fault({ service: 'mns', kind: 'reset' });
		control.fault({ service: 'mns', kind: 'html' });
		const workflow = await stage.publish(taking('Queue', queueTrigger({})));
		const { id } = control.reply({ user: MEI, to: SENDER, text: 'By queue' });
		await eventually(
			'The run',
			async () => {
				const runs = await n8n.executions(workflow.id);
				const isThere = runs.some((run) =>
					itemsOf(run, TRIGGER).some(({ json }) => json.messageId === id),
				);
				return isThere || undefined;
			},
			60_000,
		);
		await n8n.unpublish(workflow.id);
		return [`message ${id} arrived all the same`];
	});
}

/** The errors of a run's items, in a few words. */
function failures(run: Execution): string[] {
	return ['Upload', 'Send', 'Call'].flatMap((name) =>
		itemsOf(run, name)
			.filter(({ json }) => json.error !== undefined)
			.map(({ json }) => `"${JSON.stringify(json.error).slice(0, 90)}"`),
	);
}
