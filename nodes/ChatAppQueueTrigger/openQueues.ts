import type { IRun, ITriggerFunctions } from 'n8n-workflow';

import { CREDENTIAL_NAME } from '../alibabaCloud/client/client';
import { openQueue } from '../alibabaCloud/queue/access';
import type { AlibabaCloudCredential } from '../alibabaCloud/wire/endpoints';
import { joinOutputs } from '../notifications/joining/joinOutputs';
import { attachMedia } from '../notifications/media';
import { scopeOf } from '../notifications/nodeScope';
import { endOf, type RunEnd } from './acknowledgment';
import { checkQueue, reportExhausted, startsByItself, toError, warnOfOthers } from './activation';
import { BegunMessages } from './begunMessages';
import { Consumer, type ConsumerPorts } from './consumer';
import { deduplicationKey, joinedKey } from './deduplicationKey';
import { FinishedEvents } from './finishedEvents';
import { FinishedMessages } from './finishedMessages';
import { LeftMessages } from './leftMessages';
import { MessageSelector } from './messageSelector';
import { passingOf } from './passing';
import { startReading, stopReading } from './readHere';
import type { Run } from './run';
import { SavedMemory } from './savedMemory';
import type { TriggerSettings } from './settings';

/** A test in the editor takes one message, and leaves all others in their queue. */
const TEST_SETTINGS = Object.freeze({
	...{ batchSize: 1, parallelRuns: 1, maxAttempts: Number.POSITIVE_INFINITY },
	...{ messagesPerRun: 1, room: undefined, keepsOthers: true },
});

/** The queues of a node, which are not read before they are started. */
export interface OpenQueues {
	start(): void;
	/** Stops reading, and saves what a restart of n8n has to know. */
	close(): Promise<void>;
}

/**
 * Opens all queues of a node, after a look into each of them.
 *
 * @param isTest somebody tests in the editor: the first message ends the reading of all queues
 * @throws NodeOperationError for a queue that cannot be read
 */
export async function openQueues(
	context: ITriggerFunctions,
	settings: TriggerSettings,
	isTest: boolean,
): Promise<OpenQueues> {
	const staticData = context.getWorkflowStaticData('node');
	const finishedEvents = new FinishedEvents(staticData);
	const finished = new FinishedMessages(staticData);
	const begun = new BegunMessages(staticData);
	const saved = new SavedMemory([finished, finishedEvents, begun], Date.now);
	const left = new LeftMessages(staticData, !startsByItself(context));
	const selector = new MessageSelector(settings.selection, finishedEvents, Date.now);
	const passOn = passingOf(context, settings, staticData, finishedEvents);
	const startRun = runStarter(context, settings, { saved, begun });
	const siteOf = async () =>
		settings.siteOf(await context.getCredentials<AlibabaCloudCredential>(CREDENTIAL_NAME));

	const consumers: Consumer[] = [];
	let isClosed = false;
	let testTaken = false;
	const start: ConsumerPorts['start'] = async (run) => {
		// Another queue was faster.
		if (testTaken) return 'returned';
		if (isTest) {
			testTaken = true;
			for (const consumer of consumers) consumer.stop();
		}
		return await startRun(run, () => isClosed);
	};

	for (const { name, messageType } of settings.queues) {
		const queue = openQueue(context, { name, messageType }, siteOf, Date.now);
		await checkQueue(context, name, queue);
		const ports: ConsumerPorts = {
			...{ queue, finished, begun, left, passOn, start },
			select: (items) => selector.select(items),
			admit: () => !testTaken,
			exhausted: (message, isCutShort, giveUp) =>
				reportExhausted(context, name, message, giveUp, isCutShort),
			stopped: (failure) => context.emitError(toError(context.getNode(), name, failure)),
			delayed: ({ reaction, cause, code, advice }) => {
				const help = reaction === 'stop' ? `${advice} ` : '';
				context.logger.warn(`Queue '${name}': ${cause} (${code}). ${help}Trying again.`);
			},
			clock: Date.now,
			random: Math.random,
		};
		consumers.push(new Consumer({ ...settings, ...(isTest ? TEST_SETTINGS : {}) }, ports));
	}
	// A test takes one message, and its listening ends soon.
	const names = isTest ? [] : settings.queues.map(({ name }) => name);
	const reader = { scope: scopeOf(context), workflow: context.getWorkflow().name ?? '' };
	return {
		start: () => {
			for (const name of names) warnOfOthers(context, name, startReading(name, reader));
			for (const consumer of consumers) consumer.start();
		},
		close: async () => {
			isClosed = true;
			for (const name of names) stopReading(name, reader);
			await Promise.all(consumers.map(async (consumer) => await consumer.close()));
			saved.save();
		},
	};
}

/** Starts runs in n8n. Resolves with the end of a run, or once it is started if nobody awaits it. */
function runStarter(
	context: ITriggerFunctions,
	{ selection, media, joining, maxAttempts }: TriggerSettings,
	{ saved, begun }: { saved: SavedMemory; begun: BegunMessages },
): (run: Run, isClosed: () => boolean) => Promise<RunEnd> {
	const scope = scopeOf(context);
	return async ({ outputs, parts, awaited }, isClosed) => {
		try {
			const key = joinedKey(
				parts.map(({ message, items }) =>
					deduplicationKey(scope, message, selection.deduplicate ? items : []),
				),
			);
			const done = awaited ? context.helpers.createDeferredPromise<IRun>() : undefined;
			const complete = media ? await attachMedia(outputs, media, context.helpers) : outputs;
			// To fetch files takes time, and the trigger may have stopped meanwhile.
			if (isClosed()) return 'returned';
			const joined = joining === null ? complete : joinOutputs(complete);
			const ids = parts.map(({ message }) => message.id);
			begun.begin(ids);
			// What was delivered more often than its runs may fail may be what stops n8n.
			const isSuspect = parts.some(({ message }) => message.dequeueCount > maxAttempts);
			if (isSuspect) saved.save();
			else saved.saveIfDue();
			try {
				context.emit(joined, undefined, done, key);
				return done ? endOf(await done.promise) : 'succeeded';
			} finally {
				begun.end(ids);
			}
		} catch {
			// n8n has logged why the run could not be started; the message stays in the queue.
			return 'notStarted';
		}
	};
}
