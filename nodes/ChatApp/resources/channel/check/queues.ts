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
				'There is no queue with the default name for review results.',
				'To receive them from a queue, turn it on under Channel Management in the Chat App Message Service console.',
			);
		}
		return line(check, 'Problem', `${cause}.`, advice);
	}
	const [next] = outcome.value;
	if (next === undefined)
		return line(check, 'OK', 'The queue is readable and has no visible messages.');
	if (next.dequeueCount < MANY_DELIVERIES) {
		return line(
			check,
			'OK',
			'The queue is readable and at least one message is waiting. It starts an execution when a workflow with Alibaba Cloud Chat App Queue Trigger on this queue is published.',
		);
	}
	return line(
		check,
		'Warning',
		`The queue is readable. The next message has already been delivered ${next.dequeueCount} times.`,
		'Check the failed executions of the workflow that reads this queue.',
	);
}
