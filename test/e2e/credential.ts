import { readFile } from 'node:fs/promises';

import { ROLE_ARN } from '../simulator/world/seed';
import { hasEnded, itemsOf } from '../n8n/client';
import { fields, type Narrator } from '../n8n/reporter';
import { eventually } from '../n8n/eventually';
import { CREDENTIAL, type Stage } from '../n8n/stage';
import { callingApis } from './workflows';

const TYPE = 'alibabaCloudApi';

/** The credential in n8n's own hands: its test, and n8n's HTTP Request node. */
export async function testCredentialInN8n(stage: Stage, narrator: Narrator): Promise<void> {
	const { simulator, n8n } = stage;
	const verdictOn = async (changes: object) => {
		const data = { ...simulator.credential, ...changes };
		return await n8n.testCredential(await n8n.putCredential('Tried', TYPE, data));
	};

	await narrator.tell("n8n's test of the credential says what is wrong", async () => {
		const tried: Array<[string, object, RegExp]> = [
			['a wrong secret', { accessKeySecret: 'wrong' }, /secret does not belong/],
			['an unknown key', { accessKeyId: 'nobody' }, /does not know this AccessKey ID/],
			[
				'an unknown role',
				{ authentication: 'ramRole', roleArn: `${ROLE_ARN}-x` },
				/could not be assumed/,
			],
		];
		const lines: string[] = [];
		for (const [what, changes, expected] of tried) {
			const { status, message } = await verdictOn(changes);
			if (status !== 'Error' || !expected.test(message)) {
				throw new Error(`With ${what} n8n says "${message}"`);
			}
			lines.push(`${what}: "${message.slice(0, 110)}"`);
		}
		const { status } = await verdictOn({ authentication: 'ramRole', roleArn: ROLE_ARN });
		if (status !== 'OK') throw new Error('A role that works was refused');
		return [...lines, 'a role that may be assumed: accepted'];
	});

	await narrator.tell('The HTTP Request node calls two Alibaba Cloud APIs with it', async () => {
		const { cams, sts } = simulator.endpoints;
		const workflow = await stage.publish(callingApis(`${cams}/`, `${sts}/`));
		const response = await fetch(stage.webhookUrl(workflow, 'Hook', 'call-apis'), {
			method: 'POST',
		});
		if (!response.ok) throw new Error(`n8n answered ${response.status}: ${await response.text()}`);
		const execution = await eventually('The run', async () => {
			return (await n8n.executions(workflow.id)).find(hasEnded);
		});
		const [channels] = itemsOf(execution, 'List Channels');
		const [identity] = itemsOf(execution, 'Who Am I');
		if (channels?.json.Code !== 'OK' || !identity?.json.AccountId) {
			throw new Error(`The run ended "${execution.status}"`);
		}
		return [
			`cams ListInstance with a form body: ${fields(channels.json, ['Code', 'TotalCount'])}`,
			`sts GetCallerIdentity with a query: ${fields(identity.json, ['AccountId', 'IdentityType'])}`,
		];
	});

	await narrator.tell('No secret is in the log of n8n', async () => {
		const log = await readFile(stage.server.logFile, 'utf8');
		if (log.includes(simulator.credential.accessKeySecret)) throw new Error('The secret is there');
		return [`${log.length} characters read, the secret of "${CREDENTIAL}" is not among them`];
	});
}
