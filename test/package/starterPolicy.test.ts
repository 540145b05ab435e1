import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { STARTER_ACTIONS } from '../../nodes/alibabaCloud/credential/starterPolicy';
import {
	activateWorkflow,
	listSearch,
	editorMethod,
	resourceMapperFields,
	runNode,
	testCredential,
} from '../harness';
import { runUntilWaiting } from '../harness/resume';
import { singleNodeFile } from '../harness/workflow';
import { ASK } from '../nodes/ChatApp/resources/message/sendAndWait/asking';
import {
	byId,
	CHANNEL,
	MEI,
	SEND,
	SEND_TEMPLATE,
	SENDER,
} from '../nodes/ChatApp/fields/parameters';
import { startSimulator, type Simulator } from '../simulator';

/*
 * The policy of the README is pasted by everybody who starts. What the page does must be in it, and
 * nothing else: the service is asked for each step of the page, and what it was asked is compared.
 */

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
const [, pasted = '{}'] = /```json\n(\s*\{\s*"Version"[^]*?)```/.exec(README) ?? [];

interface Policy {
	readonly Version: string;
	readonly Statement: ReadonlyArray<{ Effect: string; Action: string[]; Resource: string }>;
}

let simulator: Simulator;
const options = () => ({ credentials: { alibabaCloudApi: { ...simulator.credential } } });

beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());

/** Runs an operation; one that fails would not ask for everything that it needs. */
async function run(parameters: object): Promise<void> {
	const { error } = await runNode({ type: 'chatApp', parameters }, options());
	expect(error).toBeUndefined();
}

const STEPS: Readonly<Record<string, () => Promise<unknown>>> = {
	'the credential is tested': async () => {
		const { status } = await testCredential('alibabaCloudApi', simulator.credential);
		expect(status).toBe('OK');
	},
	'lists and fields of a template': async () => {
		const node = { type: 'chatApp', parameters: SEND_TEMPLATE };
		for (const list of ['searchChannels', 'searchSenders', 'searchTemplates', 'searchLanguages']) {
			const { results } = await listSearch(node, list, {}, options());
			expect([list, results.length > 0]).toEqual([list, true]);
		}
		const { fields } = await resourceMapperFields(node, 'getTemplateVariables', options());
		expect(fields).not.toEqual([]);
	},
	'a first message': async () => await run(SEND_TEMPLATE),
	'its preview': async () =>
		await run({ ...SEND_TEMPLATE, resource: 'template', operation: 'preview' }),
	'a trigger that registers itself': async () => {
		const parameters = {
			...{ events: ['inbound', 'status'], registerAutomatically: true },
			...{ channel: byId(CHANNEL), phoneNumbers: [SENDER] },
		};
		const node = { type: 'chatAppTrigger', typeVersion: 1.1, parameters };
		const numbers = await editorMethod(node, 'loadOptions', 'getPhoneNumbers', options());
		expect(await numbers()).not.toEqual([]);
		await (await activateWorkflow(singleNodeFile(node), options())).deactivate();
	},
	'a reply': async () => {
		simulator.control.reply({ user: MEI, to: SENDER, text: 'Hello' });
		await run(SEND);
	},
	'until when a person can be written to': async () =>
		await run({
			...{ resource: 'message', operation: 'getWindow', channelType: 'whatsapp' },
			...{ channel: byId(CHANNEL), from: byId(SENDER), to: `+${MEI}` },
		}),
	'a question': async () => {
		const node = { type: 'chatApp', parameters: ASK };
		await runUntilWaiting(singleNodeFile(node), options());
	},
	'the check of a channel': async () => {
		simulator.control.number({ number: SENDER, queueFlag: 'Y' });
		await run({
			...{ resource: 'channel', operation: 'check', channel: byId(CHANNEL) },
			...{ triggerUrl: '', options: {} },
		});
	},
};

test('the policy allows what the page does, and nothing else', async () => {
	for (const [step, play] of Object.entries(STEPS)) {
		const before = simulator.requests.length;
		await play();
		expect([step, simulator.requests.length > before]).toEqual([step, true]);
	}
	const asked = (service: string) =>
		simulator.requests.filter((one) => one.service === service).map(({ action }) => action);
	const needed = [...new Set(asked('cams'))].map((action) => `cams:${action}`);
	expect([...STARTER_ACTIONS].sort()).toEqual(needed.sort());
	for (const action of new Set(asked('dybaseapi')))
		expect(README).toContain(`\`dybase:${action}\``);
}, 60_000);

test('the README has this policy, ready to paste', () => {
	const { Version, Statement } = JSON.parse(pasted) as Policy;
	expect(Version).toBe('1');
	expect(Statement).toEqual([{ Effect: 'Allow', Action: [...STARTER_ACTIONS], Resource: '*' }]);
});
