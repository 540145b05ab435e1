import { eventually } from '../../n8n/eventually';
import type { Narrator } from '../../n8n/reporter';
import type { ImportedWorkflow, Stage } from '../../n8n/stage';
import {
	ask,
	ended,
	type Flow,
	inboundItems,
	pause,
	type Place,
	type Question,
	resultOf,
	text,
} from './conversation';
import { ARIF, askWorkflow, inboxByHttp, MEI, NOBODY, NUMBER, pathOf } from './flows';

/** Long enough for what must not happen to have happened. */
export const QUIET_MS = 1_500;

/** The address of a webhook by its path alone. */
const NOWHERE: ImportedWorkflow = { id: '', file: { name: '', nodes: [], connections: {} } };

const BOTH = { approvalOptions: { values: { approvalType: 'double' } } };
const APPROVAL = { message: 'Ship order 7?', responseType: 'approval', ...BOTH };
const WORDS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'];
const CHOICE = {
	message: 'Which day?',
	responseType: 'choice',
	choices: { choice: WORDS.map((label) => ({ label })) },
};
const ONE_MINUTE = {
	limitWaitTime: {
		values: { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'minutes' },
	},
};

/** What became of a question. */
interface Outcome {
	readonly result: Record<string, unknown>;
	/** Messages that the inbox got meanwhile. */
	readonly strays: number;
	readonly tookMs: number;
}

/** One n8n with workflows that ask, an inbox, and people who wrote to the number before. */
export interface Scene {
	readonly stage: Stage;
	readonly narrator: Narrator;
	readonly place: Place;
	/** Starts a run for all that answers no question. */
	readonly inbox: ImportedWorkflow;
	readonly flows: Readonly<Record<'approval' | 'choice' | 'freeText' | 'oneMinute', Flow>>;
	/** Items of the inbox so far, newest first. */
	inInbox(): Promise<Array<Record<string, unknown>>>;
	/** Asks Mei, answers, and waits for the end of the run. */
	through(
		flow: Flow,
		answer: (question: Question['question']) => Promise<void> | void,
	): Promise<Outcome>;
}

/** Publishes the workflows and lets people write, which opens their windows. */
export async function setScene(stage: Stage, narrator: Narrator): Promise<Scene> {
	const { simulator, n8n } = stage;
	const { control } = simulator;
	const place: Place = {
		simulator,
		n8n,
		hook: (path) => stage.webhookUrl(NOWHERE, '', path),
	};
	const publish = async (name: string, parameters: object): Promise<Flow> => {
		const { id } = await stage.publish(askWorkflow(name, parameters));
		return { workflowId: id, path: pathOf(name) };
	};
	control.number({
		...{ number: NUMBER, upCallbackUrl: '', statusCallbackUrl: '' },
		...{ httpFlag: 'Y', queueFlag: 'N' },
	});
	const inbox = await stage.publish(inboxByHttp());
	const inInbox = async () => await inboundItems(place, inbox.id);
	await eventually('The registration', () => {
		const number = control.state().numbers.find((one) => one.number === NUMBER);
		return (number?.upCallbackUrl && number.statusCallbackUrl) || undefined;
	});
	for (const user of [MEI, ARIF]) text(place, 'Hello', user);
	control.window({ user: NOBODY, to: NUMBER, openForMs: 3_600_000 });
	await eventually('The first messages in the inbox', async () => {
		return (await inInbox()).length >= 2 || undefined;
	});
	return {
		...{ stage, narrator, place, inbox, inInbox },
		flows: {
			approval: await publish('Approve', APPROVAL),
			choice: await publish('Choose', CHOICE),
			freeText: await publish('Free Text', {
				...{ message: 'What is your address?', responseType: 'freeText' },
			}),
			oneMinute: await publish('Short', { ...APPROVAL, options: ONE_MINUTE }),
		},
		async through(flow, answer) {
			const { run, question } = await ask(place, flow);
			const before = (await inInbox()).length;
			const askedAt = Date.now();
			await answer(question);
			const execution = await ended(place, flow.workflowId, run);
			const tookMs = Date.now() - askedAt;
			await pause(QUIET_MS);
			const strays = (await inInbox()).length - before;
			return { result: resultOf(execution), strays, tookMs };
		},
	};
}

/** @throws Error when the inbox got an answer as a message, too */
export function noStrays(strays: number): string {
	if (strays !== 0) throw new Error(`${strays} answers went to the inbox as well`);
	return 'no run of the inbox for it';
}
