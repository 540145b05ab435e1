import type {
	INodeType,
	INodeTypeDescription,
	IRun,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { searchChannels } from '../alibabaCloud/channels/searchChannels';
import { adviceInMessages } from '../alibabaCloud/errors/adviceInMessage';
import { CREDENTIAL_NAME } from '../alibabaCloud/client/client';
import type { AlibabaCloudCredential } from '../alibabaCloud/wire/endpoints';
import { joinOutputs } from '../notifications/joining/joinOutputs';
import { attachMedia } from '../notifications/media';
import { eventsSubtitle, outputsExpression } from '../notifications/outputs';
import { openQueue } from '../alibabaCloud/queue/access';
import { endOf } from './acknowledgment';
import { checkQueue, checkSettings, reportExhausted, startsByItself, toError } from './activation';
import { BegunMessages } from './begunMessages';
import { Consumer, type ConsumerPorts } from './consumer';
import { deduplicationKey, joinedKey } from './deduplicationKey';
import { FinishedEvents } from './finishedEvents';
import { FinishedMessages } from './finishedMessages';
import { withKnownQueues } from './knownQueues';
import { LeftMessages } from './leftMessages';
import { MessageSelector } from './messageSelector';
import { getPhoneNumbers } from './methods';
import { passingOf } from './passing';
import { properties } from './properties';
import * as queueLists from './queueLists';
import { queueSwitch } from './queueSwitch';
import { SavedMemory } from './savedMemory';
import { readSettings } from './settings';
import { switchWebhooks } from './switchProperties';
import { triggerPanel } from './triggerPanel';

export class ChatAppQueueTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud Chat App Queue Trigger',
		name: 'chatAppQueueTrigger',
		icon: { light: 'file:../../icons/chatApp.svg', dark: 'file:../../icons/chatApp.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle,
		description:
			'Starts the workflow from the message queues of Alibaba Cloud Chat App, without a public URL',
		eventTriggerDescription: 'Waiting for a message in the queue, which is taken out of it',
		activationMessage: 'Messages waiting in the queue now start executions of this workflow.',
		triggerPanel,
		defaults: { name: 'Alibaba Cloud Chat App Queue Trigger' },
		inputs: [],
		outputs: outputsExpression,
		builderHint: {
			searchHint:
				'For n8n without a public URL: same items as the Chat App Trigger, from a Simple Message Queue. One trigger for each queue, because each message goes to one reader only. To answer, use the Chat App node with to set to from.address of the item.',
		},
		webhooks: switchWebhooks,
		credentials: [{ name: CREDENTIAL_NAME, required: true }],
		properties,
	};

	methods = {
		listSearch: adviceInMessages({ ...queueLists, searchChannels }),
		loadOptions: adviceInMessages({ getPhoneNumbers }),
	};

	webhookMethods = { default: adviceInMessages(queueSwitch) };

	/** Nothing is meant to call the node: n8n needs its webhook for the switch alone. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const body = { code: 404, message: 'This webhook is not registered.' };
		this.getResponseObject().status(404).json(body);
		return await Promise.resolve({ noWebhookResponse: true });
	}

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const settings = await withKnownQueues(this, readSettings(this));
		checkSettings(this.getNode(), settings);
		const siteOf = async () =>
			settings.siteOf(await this.getCredentials<AlibabaCloudCredential>(CREDENTIAL_NAME));

		const isTest = this.getMode() === 'manual';
		const scope = `${this.getWorkflow().id ?? ''}:${this.getNode().id}`;
		const consumers: Consumer[] = [];
		const staticData = this.getWorkflowStaticData('node');
		const finishedEvents = new FinishedEvents(staticData);
		const selector = new MessageSelector(settings.selection, finishedEvents, Date.now);
		const passOn = passingOf(this, settings, staticData, finishedEvents);
		const finished = new FinishedMessages(staticData);
		const begun = new BegunMessages(staticData);
		const saved = new SavedMemory([finished, finishedEvents, begun], Date.now);
		const left = new LeftMessages(staticData, !startsByItself(this));

		let isClosed = false;
		let testTaken = false;
		const start: ConsumerPorts['start'] = async ({ outputs, parts, awaited }) => {
			// Another queue was faster.
			if (testTaken) return 'returned';
			if (isTest) {
				testTaken = true;
				for (const consumer of consumers) consumer.stop();
			}
			try {
				const { deduplicate } = settings.selection;
				const key = joinedKey(
					parts.map(({ message, items }) =>
						deduplicationKey(scope, message, deduplicate ? items : []),
					),
				);
				const done = awaited ? this.helpers.createDeferredPromise<IRun>() : undefined;
				const { media } = settings;
				const complete = media ? await attachMedia(outputs, media, this.helpers) : outputs;
				// To fetch files takes time, and the trigger may have stopped meanwhile.
				if (isClosed) return 'returned';
				const joined = settings.joining === null ? complete : joinOutputs(complete);
				const ids = parts.map(({ message }) => message.id);
				begun.begin(ids);
				saved.saveIfDue();
				try {
					this.emit(joined, undefined, done, key);
					return done ? endOf(await done.promise) : 'succeeded';
				} finally {
					begun.end(ids);
				}
			} catch {
				// n8n has logged why the run could not be started; the message stays in the queue.
				return 'notStarted';
			}
		};

		for (const { name, messageType } of settings.queues) {
			const queue = openQueue(this, { name, messageType }, siteOf, Date.now);
			await checkQueue(this, name, queue);
			const ports: ConsumerPorts = {
				queue,
				finished,
				begun,
				left,
				passOn,
				select: (items) => selector.select(items),
				start,
				admit: () => !testTaken,
				exhausted: (message, isCutShort) =>
					reportExhausted(this, name, message, settings.giveUp, isCutShort),
				stopped: (failure) => this.emitError(toError(this.getNode(), name, failure)),
				delayed: ({ reaction, cause, code, advice }) => {
					const help = reaction === 'stop' ? `${advice} ` : '';
					this.logger.warn(`Queue '${name}': ${cause} (${code}). ${help}Trying again.`);
				},
				clock: Date.now,
				random: Math.random,
			};
			const test = {
				...{ batchSize: 1, parallelRuns: 1, maxAttempts: Number.POSITIVE_INFINITY },
				...{ messagesPerRun: 1, room: undefined, keepsOthers: true },
			};
			consumers.push(new Consumer({ ...settings, ...(isTest ? test : {}) }, ports));
		}

		const startAll = () => {
			for (const consumer of consumers) consumer.start();
		};
		if (!isTest) startAll();
		return {
			closeFunction: async () => {
				isClosed = true;
				await Promise.all(consumers.map(async (consumer) => await consumer.close()));
				saved.save();
			},
			// n8n sets up its test after trigger() has returned.
			manualTriggerFunction: async () => startAll(),
		};
	}
}
