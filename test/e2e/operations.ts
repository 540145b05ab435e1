import { resources } from '../../nodes/ChatApp/resources';
import { hasEnded, itemsOf, type Execution } from '../n8n/client';
import { fields, type Narrator } from '../n8n/reporter';
import { eventually } from '../n8n/eventually';
import { freePort } from '../n8n/ports';
import { Stage } from '../n8n/stage';
import type { Simulator, SimulatorSettings } from '../simulator';
import { differenceFrom } from '../harness/difference';
import { walkGuideInN8n } from './operations/guide';
import { ARIF, HOOK, MEI, PATH, SENDER, workflowOf, type Step } from './operations/lane';
import { lanesFor } from './operations/lanes';
import type { Part } from './part';
import { httpTrigger, taking, TRIGGER } from './workflows';

/** A picture of one pixel. */
const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const PEOPLE = [{ phone: '+65 9123 0011' }, { phone: '+65 9123 0012' }];

export const operations: Part = {
	name: 'operations',
	title: 'Every resource of the action node',
	async run(folder, narrator) {
		await playOperations(folder, narrator, {});
	},
};

/**
 * The same against a service that looks for parameters only where the newest SDK puts them. It
 * refuses a call that lacks what it needs, which is then made again as in the SDK. A condition of a
 * list it just does not see: the list comes in full.
 */
export const operationsAsInSdk: Part = {
	name: 'operations-sdk',
	title: 'Every resource of the action node, parameters as in the SDK',
	async run(folder, narrator) {
		await playOperations(folder, narrator, { behavior: { placement: 'sdk' } });
	},
};

async function playOperations(
	folder: string,
	narrator: Narrator,
	simulator: SimulatorSettings,
): Promise<void> {
	const stage = await Stage.set({ folder, port: await freePort(), simulator }, narrator);
	try {
		const seesConditions = simulator.behavior?.placement !== 'sdk';
		await runAll(stage, narrator, seesConditions);
		// The guide counts on conditions.
		if (seesConditions) await walkGuideInN8n(stage, narrator);
	} finally {
		await stage.close();
	}
}

async function runAll(stage: Stage, narrator: Narrator, seesConditions: boolean): Promise<void> {
	const { simulator } = stage;
	const { storage } = simulator.world;
	storage.objects.set('day.png', { data: PICTURE, contentType: 'image/png', isPublic: true });
	simulator.control.reply({ user: MEI, to: SENDER, text: 'Hi' });

	const trigger = await stage.publish(taking('Receives', httpTrigger({})));
	const triggerUrl = stage.webhookUrl(trigger, TRIGGER);
	simulator.control.number({
		...{ number: SENDER, upCallbackUrl: triggerUrl, statusCallbackUrl: triggerUrl },
		httpFlag: 'Y',
	});
	const lanes = lanesFor({ pictureUrl: storage.urlOf('day.png'), triggerUrl });
	const steps = lanes.flat();
	let execution: Execution | undefined;
	// Without a template to review, the run itself tells what went wrong.
	approveFirstTemplate(simulator).catch(() => undefined);

	await narrator.tell('One published workflow runs an operation of every resource', async () => {
		const used = new Set(steps.map(({ node }) => node.parameters.resource));
		const left = resources.filter(({ value }) => !used.has(value)).map(({ value }) => value);
		if (left.length > 0) throw new Error(`No operation is run of: ${left.join(', ')}`);
		const workflow = await stage.publish(workflowOf('All operations', lanes));
		const response = await fetch(stage.webhookUrl(workflow, HOOK, PATH), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ people: PEOPLE }),
		});
		if (!response.ok) throw new Error(`n8n answered ${response.status}: ${await response.text()}`);
		const ended = await eventually(
			'The end of the run',
			async () => (await stage.n8n.executions(workflow.id)).find(hasEnded),
			60_000,
		);
		execution = ended;
		if (ended.status !== 'success') throw new Error(`The run ended "${ended.status}"`);
		return [`${resources.length} resources, ${steps.length} nodes: "${ended.status}"`];
	});

	await narrator.tell('Every operation gave what it should', () =>
		Promise.resolve(report(steps, execution, seesConditions)),
	);

	await narrator.tell(
		'What was sent arrived, and the picture is the file of the item',
		async () => {
			const { messages } = simulator.control.state();
			const sentTo = (user: string) =>
				messages.find((message) => message.user === user && message.direction === 'out')
					?.appearance;
			const url = sentTo(ARIF)?.header?.url ?? '';
			const picture = Buffer.from(await (await fetch(url)).arrayBuffer());
			if (!picture.equals(PICTURE)) throw new Error(`${url} is another file`);
			if (sentTo(MEI)?.body !== 'Hello from n8n') throw new Error('The text did not arrive');
			const bulk = ['6591230011', '6591230012'].map((user) => sentTo(user)?.body);
			if (bulk.some((body) => !body)) throw new Error('The bulk message did not arrive');
			return [
				`"${sentTo(ARIF)?.body}" with ${picture.length} bytes of picture`,
				`bulk: "${bulk[0]}"`,
			];
		},
	);

	await narrator.tell('The channel check knows the URL of this n8n', () => {
		const lines = execution ? itemsOf(execution, 'Check Channel').map(({ json }) => json) : [];
		const expected = {
			[`Inbound Messages of +${SENDER}`]: 'OK',
			[`Delivery Status of +${SENDER}`]: 'OK',
			// It is an address of this machine, which the service could not reach.
			'Trigger URL': 'Problem',
		};
		const seen = Object.entries(expected).map(([check, status]) => {
			const line = lines.find((one) => one.check === check);
			if (line?.status !== status) throw new Error(`"${check}": ${JSON.stringify(line)}`);
			return fields(line, ['check', 'status', 'found']);
		});
		return Promise.resolve(seen);
	});
}

/** The reviewer: the run waits for it. */
async function approveFirstTemplate({ control, world }: Simulator): Promise<void> {
	const known = new Set(world.templates.all.map(({ code }) => code));
	await control.waitForRequest(({ action }) => action === 'CreateChatappTemplate', 60_000);
	const created = world.templates.all.find(({ code }) => !known.has(code));
	if (created) control.review({ templateCode: created.code, status: 'pass' });
}

/** One line a node; throws with all that differ. */
function report(
	steps: readonly Step[],
	execution: Execution | undefined,
	seesConditions: boolean,
): string[] {
	if (!execution) throw new Error('There was no run');
	const wrong: string[] = [];
	const lines: string[] = [];
	for (const { node, returns } of steps) {
		if (returns.length === 0) continue;
		const items = itemsOf(execution, node.name).map(({ json }) => json);
		// A check returns as many lines as there is to check.
		const seen = node.parameters.operation === 'check' ? items.slice(0, 1) : items;
		const difference = seesConditions
			? differenceFrom(returns, seen, node.name)
			: missingFrom(returns, items, node.name);
		if (difference) wrong.push(difference);
		lines.push(`${node.name}: ${items.length} items`);
	}
	if (wrong.length > 0) throw new Error(wrong.join('\n     '));
	return lines;
}

/** Says which expected item is not among those that came; others may have come as well. */
function missingFrom(
	returns: Step['returns'],
	items: readonly object[],
	name: string,
): string | null {
	const isThere = (expected: object): boolean =>
		items.some((item) => differenceFrom(expected, item) === null);
	const missing = returns.find((expected) => !isThere(expected));
	return missing ? `${name} gave nothing like ${JSON.stringify(missing)}` : null;
}
