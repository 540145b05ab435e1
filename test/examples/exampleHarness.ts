import { activateWorkflow, runWorkflow, type ActiveWorkflow, type WorkflowRun } from '../harness';
import { startSimulator, type Simulator } from '../simulator';
import type { MessageView } from '../simulator/control/state';
import { example, Services } from './services';

export const BUSINESS = '6531589000';
export const MEI = '6591230001';
export const ARIF = '60123450002';
const ADDRESSES = { upCallbackUrl: '', statusCallbackUrl: '' };

/** The simulator of the test file, as the seed left it before each test; see `useTheatre`. */
export let simulator: Simulator;
/** The other services of the example, fresh for each test. */
export let services: Services;
let active: ActiveWorkflow | undefined;

/** Called once at the top of a test file. */
export function useTheatre(): void {
	beforeAll(async () => {
		simulator = await startSimulator({ push: { batchWindowMs: 5 }, review: { afterMs: 50 } });
	});
	beforeEach(() => {
		services = new Services();
	});
	afterEach(async () => {
		await active?.deactivate();
		active = undefined;
		simulator.control.reset();
	});
	afterAll(async () => await simulator.close());
}

export const options = () => ({
	credentials: { alibabaCloudApi: { ...simulator.credential } },
	nodeTypes: services.nodeTypes,
});

/** Runs an example from one of its triggers with the item that the trigger would give. */
export async function play(file: string, startAt: string, json: object = {}): Promise<WorkflowRun> {
	const run = await runWorkflow(example(file), {
		...options(),
		startAt,
		input: [{ json: { ...json } }],
	});
	expect(run.error).toBeUndefined();
	return run;
}

/** Publishes an example; nothing is pushed to it. */
export async function activate(file: string): Promise<ActiveWorkflow> {
	active = await activateWorkflow(example(file), options());
	return active;
}

/** Publishes an example and has the service push to one of its triggers. */
export async function publish(
	file: string,
	trigger: string,
	address: keyof typeof ADDRESSES,
): Promise<void> {
	const { webhookUrl } = await activate(file);
	simulator.control.number({
		number: BUSINESS,
		...ADDRESSES,
		[address]: webhookUrl(trigger),
		httpFlag: 'Y',
		queueFlag: 'N',
	});
}

export const write = (text: string, user = MEI): MessageView =>
	simulator.control.reply({ user, to: BUSINESS, text });

/** The next run of the published example, which has to succeed. */
export async function nextRun(): Promise<WorkflowRun | undefined> {
	const run = await active?.nextRun();
	expect(run?.error).toBeUndefined();
	return run;
}

/** What a user got from the business, in order. */
export const messagesTo = (user: string): MessageView[] =>
	simulator.control
		.state()
		.messages.filter((message) => message.user === user && message.direction === 'out');

export const textsTo = (user: string) => messagesTo(user).map(({ appearance }) => appearance.body);
