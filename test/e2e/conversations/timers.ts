import { eventually } from '../../n8n/eventually';
import { ask, ended, expectFields, type Flow, type Question, resultOf } from './conversation';
import { ARIF, remindingWorkflow } from './flows';
import type { Scene } from './scene';

/** n8n looks once a minute for runs whose time is over. */
const TIMER_MS = 150_000;

interface TimedQuestion extends Question {
	readonly workflowId: string;
	/** Milliseconds since 1970. */
	readonly askedAt: number;
}

/** Questions that were asked early, because their time takes minutes to be over. */
export interface TimedQuestions {
	readonly late: TimedQuestion;
	readonly reminded: TimedQuestion;
}

export async function askWithTimers({ stage, place, flows }: Scene): Promise<TimedQuestions> {
	const askArif = async (flow: Flow): Promise<TimedQuestion> => ({
		...(await ask(place, { ...flow, to: ARIF })),
		...{ workflowId: flow.workflowId, askedAt: Date.now() },
	});
	const late = await askArif(flows.oneMinute);
	const reminding = await stage.publish(remindingWorkflow());
	return { late, reminded: await askArif({ workflowId: reminding.id, path: 'reminding' }) };
}

/** What happens once the time of a question is over. */
export async function testTimers(scene: Scene, questions: TimedQuestions): Promise<void> {
	const { narrator } = scene;
	await narrator.tell(
		'Nobody answers in time: the run goes on without',
		async () => await answerTooLate(scene, questions.late),
	);
	await narrator.tell(
		'A question is asked again, and a tap on the first one counts',
		async () => await answerReminded(scene, questions.reminded),
	);
}

async function answerTooLate(
	{ place, flows, inInbox }: Scene,
	{ run, question, askedAt }: TimedQuestion,
): Promise<string[]> {
	const { control } = place.simulator;
	const execution = await ended(place, flows.oneMinute.workflowId, run, TIMER_MS);
	const tookS = Math.round((Date.now() - askedAt) / 1000);
	const before = (await inInbox()).length;
	control.tap(question.id, 'Approve');
	const stray = await eventually('The late tap in the inbox', async () => {
		const items = await inInbox();
		return items.length > before ? items[0] : undefined;
	});
	const reply = stray.reply as Record<string, unknown>;
	return [
		`${expectFields(resultOf(execution), { outcome: 'noAnswer', approved: false })} after ${tookS} s`,
		`the late tap: ${expectFields(reply, { value: 'Approve', answersQuestion: 'ended' })}`,
	];
}

async function answerReminded(
	{ place }: Scene,
	{ workflowId, run, question }: TimedQuestion,
): Promise<string[]> {
	const { n8n, simulator } = place;
	const { control } = simulator;
	const sent = () =>
		control
			.state()
			.messages.filter(
				({ user, appearance }) => user === ARIF && /^Question \d/.test(appearance.body),
			);
	await eventually('The second question', () => sent().length >= 2 || undefined, TIMER_MS);
	await eventually('The wait for it', async () => (await n8n.waiting(workflowId))[0]);
	const asked = sent().length;
	control.tap(question.id, 'Approve');
	const result = resultOf(await ended(place, workflowId, run));
	return [`asked ${asked} times`, expectFields(result, { outcome: 'answered', approved: true })];
}
