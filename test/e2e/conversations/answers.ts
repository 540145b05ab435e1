import { hasEnded, itemsOf } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import type { Narrator } from '../../n8n/reporter';
import type { ImportedWorkflow, Stage } from '../../n8n/stage';
import { testManners } from './manners';
import { testReview } from './review';
import {
	ask,
	call,
	ended,
	expectFields,
	inboundItems,
	lastTo,
	pause,
	type Place,
	resultOf,
	text,
	untilDelivered,
} from './conversation';
import {
	AFTER,
	ARIF,
	askWorkflow,
	calledWorkflow,
	callingWorkflow,
	deliveryWorkflow,
	inboxByHttp,
	inboxByQueue,
	loopWorkflow,
	MEI,
	NOBODY,
	NUMBER,
	pathOf,
	remindingWorkflow,
} from './flows';

/** Long enough for what must not happen to have happened. */
const QUIET_MS = 1_500;
/** n8n looks once a minute for runs whose time is over. */
const TIMER_MS = 150_000;

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

/** Questions in the chat and what becomes of their answers, in one n8n. */
export async function testAnswers(
	stage: Stage,
	narrator: Narrator,
	isOldest: boolean,
): Promise<void> {
	const { simulator, n8n } = stage;
	const { control } = simulator;
	const place: Place = {
		simulator,
		n8n,
		hook: (path) => stage.webhookUrl(NOWHERE, '', path),
	};
	const publish = async (name: string, parameters: object) => {
		const { id } = await stage.publish(askWorkflow(name, parameters));
		return { workflowId: id, path: pathOf(name) };
	};
	control.number({
		...{ number: NUMBER, upCallbackUrl: '', statusCallbackUrl: '' },
		...{ httpFlag: 'Y', queueFlag: 'N' },
	});
	const inbox = await stage.publish(inboxByHttp());
	await eventually('The registration', () => {
		const number = control.state().numbers.find((one) => one.number === NUMBER);
		return (number?.upCallbackUrl && number.statusCallbackUrl) || undefined;
	});
	for (const user of [MEI, ARIF]) text(place, 'Hello', user);
	control.window({ user: NOBODY, to: NUMBER, openForMs: 3_600_000 });
	await eventually('The first messages in the inbox', async () => {
		return (await inboundItems(place, inbox.id)).length >= 2 || undefined;
	});
	const approval = await publish('Approve', APPROVAL);
	const choice = await publish('Choose', CHOICE);
	const freeText = await publish('Free Text', {
		...{ message: 'What is your address?', responseType: 'freeText' },
	});
	const short = await publish('Short', {
		...APPROVAL,
		options: {
			limitWaitTime: {
				values: { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'minutes' },
			},
		},
	});
	/** What became of one question, and how many messages the inbox got meanwhile. */
	const through = async (
		{ workflowId, path }: { workflowId: string; path: string },
		answer: (question: { id: string }, run: string) => Promise<void> | void,
		to = MEI,
	) => {
		const { run, question } = await ask(place, { workflowId, path, to });
		const before = (await inboundItems(place, inbox.id)).length;
		const askedAt = Date.now();
		await answer(question, run);
		const execution = await ended(place, workflowId, run);
		const tookMs = Date.now() - askedAt;
		await pause(QUIET_MS);
		const strays = (await inboundItems(place, inbox.id)).length - before;
		return { result: resultOf(execution), execution, strays, question, run, tookMs };
	};
	const noStrays = (strays: number): string => {
		if (strays !== 0) throw new Error(`${strays} answers went to the inbox as well`);
		return 'no run of the inbox for it';
	};

	const late = await ask(place, { ...short, to: ARIF });
	const lateSince = Date.now();
	const reminding = await stage.publish(remindingWorkflow());
	const reminded = await ask(place, { workflowId: reminding.id, path: 'reminding', to: ARIF });

	await narrator.tell('A tapped button goes on with the same run', async () => {
		const { result, strays, tookMs } = await through(approval, ({ id }) => {
			control.tap(id, 'Approve');
		});
		const wanted = { outcome: 'answered', approved: true, text: 'Approve' };
		return [expectFields(result, wanted), noStrays(strays), `${tookMs} ms after the tap`];
	});

	await narrator.tell('A row of a list is the answer', async () => {
		const { result, strays } = await through(choice, ({ id }) => {
			control.tap(id, 'Thu');
		});
		const { choice: chosen } = result as { choice?: Record<string, unknown> };
		return [expectFields(chosen ?? {}, { index: 3, label: 'Thu' }), noStrays(strays)];
	});

	await narrator.tell(
		'Typed text is the answer, and the next text is a message again',
		async () => {
			const { result, strays } = await through(freeText, async ({ id }) => {
				await untilDelivered(place, id);
				text(place, '12 Orchard Road');
			});
			const lines = [
				expectFields(result, { outcome: 'answered', text: '12 Orchard Road' }),
				noStrays(strays),
			];
			const before = (await inboundItems(place, inbox.id)).length;
			text(place, 'Thank you');
			await eventually('The next message in the inbox', async () => {
				return (await inboundItems(place, inbox.id)).length > before || undefined;
			});
			return [...lines, 'the next text started the inbox'];
		},
	);

	await narrator.tell('A typed label counts as that button, other text as feedback', async () => {
		const typed = await through(approval, async ({ id }) => {
			await untilDelivered(place, id);
			text(place, ' decline ');
		});
		const other = await through(approval, async ({ id }) => {
			await untilDelivered(place, id);
			text(place, 'Only if it goes by air');
		});
		return [
			expectFields(typed.result, { outcome: 'answered', approved: false }),
			expectFields(other.result, { approved: false, chatInput: 'Only if it goes by air' }),
		];
	});

	await narrator.tell('Of two open questions, the quoted one is answered', async () => {
		const older = await ask(place, freeText);
		const newer = await ask(place, freeText);
		await untilDelivered(place, newer.question.id);
		control.reply({
			...{ user: MEI, to: NUMBER, text: 'To the older one' },
			contextMessageId: older.question.id,
		});
		const first = resultOf(await ended(place, freeText.workflowId, older.run));
		text(place, 'To the newer one');
		const second = resultOf(await ended(place, freeText.workflowId, newer.run));
		return [
			expectFields(first, { text: 'To the older one' }),
			expectFields(second, { text: 'To the newer one' }),
		];
	});

	await narrator.tell('Forged, foreign and doubled answers resume nothing', async () => {
		const { run, question } = await ask(place, approval);
		const before = (await inboundItems(place, inbox.id)).length;
		const [yes, no] = control.buttonsOf(question.id).map(({ id }) => id);
		const forge = (id: string, user = MEI) =>
			control.reply({
				...{ user, to: NUMBER, type: 'INTERACTIVE' },
				message: { interactive: { type: 'button_reply', button_reply: { id, title: 'Approve' } } },
			});
		forge(String(no).replace(/\.1-/, '.0-'));
		forge(String(yes).replace(/^n8n1\.\d+/, `n8n1.${Number(run) + 1}`));
		forge(String(yes).slice(0, 40));
		forge(String(yes), ARIF);
		await eventually('Four messages in the inbox', async () => {
			return (await inboundItems(place, inbox.id)).length >= before + 4 || undefined;
		});
		if (!(await n8n.waiting(approval.workflowId)).includes(run)) throw new Error('It goes on');
		for (const label of ['Decline', 'Approve', 'Decline']) control.tap(question.id, label);
		const execution = await ended(place, approval.workflowId, run);
		await pause(QUIET_MS);
		const times = itemsOf(execution, AFTER).length;
		if (times !== 1) throw new Error(`The next node ran for ${times} answers`);
		const tooLate = (await inboundItems(place, inbox.id)).slice(0, 2);
		const shown = JSON.stringify(tooLate.map(({ reply }) => reply));
		if (/n8n1\.\d/.test(shown)) throw new Error(`The inbox shows a reference: ${shown}`);
		return ['four others stayed messages', 'of three taps one was the answer', `late: ${shown}`];
	});

	await narrator.tell('A question that is not delivered ends the run', async () => {
		await call(place, approval.path, { to: NOBODY });
		const run = await eventually('The run', async () => {
			return (await n8n.executions(approval.workflowId)).find((one) =>
				['notDelivered'].includes(String(resultOf(one).outcome)),
			);
		});
		const { outcome, error } = resultOf(run) as { outcome: string; error?: object };
		return [`outcome ${outcome}: ${JSON.stringify(error)}`];
	});

	await narrator.tell('A message that waits for its delivery goes on with it', async () => {
		const { id } = await stage.publish(deliveryWorkflow('Delivered'));
		const endOf = async (to: string) => {
			const known = new Set((await n8n.executions(id)).map((one) => one.id));
			await call(place, 'delivered', { to });
			return await eventually('The end of the wait', async () => {
				const runs = await n8n.executions(id);
				const run = runs.find((one) => !known.has(one.id) && hasEnded(one));
				return run && resultOf(run);
			});
		};
		const { delivery, ...reached } = await endOf(MEI);
		const { delivery: failed, ...notReached } = await endOf(NOBODY);
		const error = (failed as { error?: { code?: string } } | undefined)?.error;
		if (!error?.code) throw new Error(`No code: ${JSON.stringify(failed)}`);
		return [
			expectFields(reached, { outcome: 'delivered' }),
			expectFields(delivery as Record<string, unknown>, { status: 'delivered', error: null }),
			`${expectFields(notReached, { outcome: 'failed' })} with the code ${error.code}`,
		];
	});

	await narrator.tell('A question survives a restart of n8n', async () => {
		const { run, question } = await ask(place, freeText);
		await untilDelivered(place, question.id);
		await stage.restart();
		await stage.listening(inbox);
		text(place, 'After the restart');
		const result = resultOf(await ended(place, freeText.workflowId, run));
		return [expectFields(result, { outcome: 'answered', text: 'After the restart' })];
	});

	await narrator.tell('In a loop, each question waits for its own answer', async () => {
		const loop = await stage.publish(loopWorkflow());
		await call(place, 'loop', { orders: [1, 2, 3] });
		const asked = async (body: string) =>
			await eventually(`"${body}" on the phone`, async () => {
				const last = lastTo(place, MEI);
				const waits = (await n8n.waiting(loop.id)).length > 0;
				return (waits && last?.appearance.body === body && last) || undefined;
			});
		const first = await asked('Order 1?');
		const [run = ''] = await n8n.waiting(loop.id);
		control.tap(first.id, 'Approve');
		const second = await asked('Order 2?');
		// Too late for the first question, and nothing to the second.
		control.tap(first.id, 'Decline');
		await pause(QUIET_MS);
		if (!(await n8n.waiting(loop.id)).includes(run)) throw new Error('A stale tap went on');
		control.tap(second.id, 'Decline');
		control.tap((await asked('Order 3?')).id, 'Approve');
		const execution = await ended(place, loop.id, run);
		const given = itemsOf(execution, AFTER).map(({ json }) => json.approved);
		if (JSON.stringify(given) !== '[true,false,true]') throw new Error(JSON.stringify(given));
		return [`approved: ${given.join(', ')}`];
	});

	await narrator.tell('A sub-workflow asks, and its caller goes on with the answer', async () => {
		const called = await stage.publish(calledWorkflow());
		const calling = await stage.publish(callingWorkflow(called.id));
		await call(place, 'calling', {});
		const question = await eventually('The question', () => {
			const last = lastTo(place, MEI);
			return last?.appearance.body === 'From the sub-workflow?' ? last : undefined;
		});
		const run = await eventually('The caller waits', async () => {
			return (await n8n.waiting(calling.id))[0];
		});
		await eventually('The sub-workflow waits', async () => (await n8n.waiting(called.id))[0]);
		control.tap(question.id, 'Approve');
		const execution = await ended(place, calling.id, run);
		const [asked] = await n8n.executions(called.id);
		const inside = asked ? resultOf(asked, 'End') : {};
		const wanted = { outcome: 'answered', approved: true };
		return [
			`in the sub-workflow ${expectFields(inside, wanted)}`,
			isOldest
				? `the caller ended as ${execution.status}`
				: `in its caller ${expectFields(resultOf(execution), wanted)}`,
		];
	});

	await narrator.tell('Nobody answers in time: the run goes on without', async () => {
		const execution = await ended(place, short.workflowId, late.run, TIMER_MS);
		const tookS = Math.round((Date.now() - lateSince) / 1000);
		const before = (await inboundItems(place, inbox.id)).length;
		control.tap(late.question.id, 'Approve');
		const stray = await eventually('The late tap in the inbox', async () => {
			const items = await inboundItems(place, inbox.id);
			return items.length > before ? items[0] : undefined;
		});
		const reply = stray.reply as Record<string, unknown>;
		return [
			`${expectFields(resultOf(execution), { outcome: 'noAnswer', approved: false })} after ${tookS} s`,
			`the late tap: ${expectFields(reply, { value: 'Approve', answersQuestion: 'ended' })}`,
		];
	});

	await narrator.tell('A question is asked again, and a tap on the first one counts', async () => {
		const sent = () =>
			simulator.control
				.state()
				.messages.filter(
					({ user, appearance }) => user === ARIF && /^Question \d/.test(appearance.body),
				);
		await eventually('The second question', () => sent().length >= 2 || undefined, TIMER_MS);
		await eventually('The wait for it', async () => (await n8n.waiting(reminding.id))[0]);
		const asked = sent().length;
		control.tap(reminded.question.id, 'Approve');
		const result = resultOf(await ended(place, reminding.id, reminded.run));
		return [`asked ${asked} times`, expectFields(result, { outcome: 'answered', approved: true })];
	});

	if (!isOldest) await testReview(stage, place, narrator);
	await n8n.unpublish(inbox.id);
	await testManners(stage, place, narrator);
	await testQueue(stage, place, { approval, freeText }, narrator);
}

/** By the queue, where n8n has no public address. */
async function testQueue(
	stage: Stage,
	place: Place,
	flows: Record<'approval' | 'freeText', { workflowId: string; path: string }>,
	narrator: Narrator,
): Promise<void> {
	const { control } = stage.simulator;
	control.number({
		...{ number: NUMBER, upCallbackUrl: '', statusCallbackUrl: '' },
		...{ httpFlag: 'N', queueFlag: 'Y' },
	});
	let inbox: ImportedWorkflow | undefined;
	await narrator.tell('By the queue: a tap and typed text are answers as well', async () => {
		inbox = await stage.publish(inboxByQueue());
		const before = (await inboundItems(place, inbox.id)).length;
		const tapped = await ask(place, flows.approval);
		control.tap(tapped.question.id, 'Approve');
		const first = resultOf(await ended(place, flows.approval.workflowId, tapped.run));
		const typed = await ask(place, flows.freeText);
		await pause(QUIET_MS * 2);
		text(place, 'By the queue');
		const second = resultOf(await ended(place, flows.freeText.workflowId, typed.run));
		const strays = (await inboundItems(place, inbox.id)).length - before;
		if (strays !== 0) throw new Error(`${strays} answers went to the inbox as well`);
		return [
			expectFields(first, { outcome: 'answered', approved: true }),
			expectFields(second, { outcome: 'answered', text: 'By the queue' }),
		];
	});
	if (inbox) await stage.n8n.unpublish(inbox.id);
}
