import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { ExecutionCancelled } from '../../alibabaCloud/errors/executionCancelled';
import { isWindowCode, UNKNOWN_WINDOW, type WindowState } from '../messages/window';
import type { OperationContext } from '../runtime/operation';
import { answerFromMemory, recallSend, sendOnce, type OnceSend } from '../runtime/sendOnce';
import type { SendForm } from '../runtime/sendMemory';
import type { Pair } from './messageLog';
import { readWindow } from './personWindow';

/** A free-form message, and the template that goes out instead while the window is closed. */
export interface WindowedSend {
	readonly pair: Pair;
	readonly message: OnceSend;
	/** `null`: a closed window is a failure like any other. */
	readonly template: OnceSend | null;
}

export interface WindowedAnswer {
	readonly answer: IDataObject;
	readonly sentAs: SendForm;
	/** `null` when nothing tells. */
	readonly windowOpen: boolean | null;
}

/**
 * Sends a message, or its template when the window of the person is closed: by the message log,
 * which is asked once for each person of a run, or by the refusal of the message, which counts for
 * all further messages to the person. Either form is sent once, and a retry sends neither again.
 *
 * A send of unknown outcome is no refusal: no template follows it.
 *
 * @throws the failures of `sendOnce`.
 */
export async function sendInWindow(
	context: Pick<OperationContext, 'functions' | 'memory' | 'callApi' | 'once'>,
	{ pair, message, template }: WindowedSend,
): Promise<WindowedAnswer> {
	if (template === null) {
		return { answer: await sendOnce(context, message), sentAs: 'message', windowOpen: null };
	}
	const asMessage = { ...message, others: [template.identity] };
	const asTemplate = { ...template, form: 'template' as const, others: [message.identity] };

	const earlier = recallSend(context.memory(), asMessage);
	if (earlier?.state === 'accepted') {
		const answer = answerFromMemory(message.idName, earlier.id);
		return { answer, sentAs: earlier.form ?? 'message', windowOpen: null };
	}
	// Fails here, before anything is asked, unless it may be sent once more.
	if (earlier && !message.resend) {
		return { answer: await sendOnce(context, asMessage), sentAs: 'message', windowOpen: null };
	}

	const windows = await context.once('windows', async () =>
		Promise.resolve(new WindowsOfRun(context.callApi)),
	);
	const state = await windows.of(pair);
	if (state !== 'closed') {
		const answer = await sendOnce(context, asMessage).catch((error: unknown) => {
			if (!isWindowRefusal(error)) throw error;
			windows.close(pair);
			return null;
		});
		if (answer) return { answer, sentAs: 'message', windowOpen: state === 'open' ? true : null };
	}
	return { answer: await sendOnce(context, asTemplate), sentAs: 'template', windowOpen: false };
}

/** Whether a send failed because the window is closed, and did nothing. */
function isWindowRefusal(error: unknown): boolean {
	if (!(error instanceof NodeApiError)) return false;
	return error.context.outcome === 'refused' && isWindowCode(error.context.code);
}

/** What a run knows of the windows of the people it writes to. */
class WindowsOfRun {
	private readonly states = new Map<string, Promise<WindowState>>();

	/** Without the permission to list messages, or with a log that fails, no item has to wait. */
	private isLogUsable = true;

	constructor(private readonly callApi: OperationContext['callApi']) {}

	async of(pair: Pair): Promise<WindowState> {
		const key = keyOf(pair);
		const known = this.states.get(key);
		if (known) return await known;
		const asked = this.ask(pair);
		this.states.set(key, asked);
		return await asked;
	}

	close(pair: Pair): void {
		this.states.set(keyOf(pair), Promise.resolve('closed'));
	}

	/** That the log cannot be read stops no message: its refusal tells as well. */
	private async ask(pair: Pair): Promise<WindowState> {
		if (!this.isLogUsable) return 'unknown';
		const found = await readWindow({ callApi: this.callApi }, pair).catch((error: unknown) => {
			if (error instanceof ExecutionCancelled) throw error;
			this.isLogUsable = false;
			return UNKNOWN_WINDOW;
		});
		return found.window;
	}
}

function keyOf({ channelType, channel, from, to }: Pair): string {
	return JSON.stringify([channelType, channel, from, to]);
}
