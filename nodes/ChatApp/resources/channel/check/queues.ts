import type { IDataObject } from 'n8n-workflow';

import type { MessageType } from '../../../../alibabaCloud/queue/access';
import type { QueueClient } from '../../../../alibabaCloud/queue/client';
import { queuesOf } from '../../../../alibabaCloud/queue/names';
import { line, type CheckLine } from './line';

export interface NamedQueue {
	readonly name: string;
	readonly messageType: MessageType;
}

const TYPES: readonly MessageType[] = ['ChatAppInbound', 'ChatAppStatus', 'ChatAppAudit'];

/** Deliveries after which it is likely that the runs of a message fail. */
const MANY_DELIVERIES = 3;

/** The queues of the numbers, and the one of reviews that belongs to them. */
export function namedQueues(numbers: readonly IDataObject[]): NamedQueue[] {
	return TYPES.flatMap((messageType) =>
		queuesOf(numbers, messageType).map(({ name }) => ({ name, messageType })),
	);
}

/** Looks whether a queue can be read and something waits in it; takes nothing out. */
export async function queueLine(
	{ name, messageType }: NamedQueue,
	queue: Pick<QueueClient, 'peek'>,
): Promise<CheckLine> {
	const check = `Queue ${name}`;
	const outcome = await queue.peek();
	if (!outcome.ok) {
		const { cause, advice, code } = outcome.failure;
		if (messageType === 'ChatAppAudit' && code === 'QueueNotExist') {
			return line(
				check,
				'Not Checked',
				'There is no queue of the usual name for review results.',
				'If you want them from a queue, switch it on under Channel Management in the Chat App Message Service console.',
			);
		}
		return line(check, 'Problem', `${cause}.`, advice);
	}
	const [next] = outcome.value;
	if (next === undefined) return line(check, 'OK', 'It can be read. No message is visible now.');
	if (next.dequeueCount < MANY_DELIVERIES) {
		return line(
			check,
			'OK',
			'It can be read. At least one message waits.',
			'If no run starts, publish a workflow with Alibaba Cloud Chat App Queue Trigger on this queue.',
		);
	}
	return line(
		check,
		'Warning',
		`It can be read. The next message was delivered ${next.dequeueCount} times already.`,
		'Look at the failed executions of the workflow that reads this queue.',
	);
}
