import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';

import { BoundedMap } from '../alibabaCloud/wire/boundedMap';
import type { NotificationItem } from '../notifications/items/types';
import { type Mark, markOf } from '../notifications/selection/seenEvents';
import { configuredAddress, enteredAddress } from '../notifications/waiting/address';
import { askedHere } from '../notifications/waiting/askedHere';
import { OpenQuestions, QUESTIONS } from '../notifications/waiting/openQuestions';
import {
	itemsToPassOn,
	MOST_ORDINARY,
	passOn,
	type PassOnPorts,
	takenKey,
} from '../notifications/waiting/passOn';
import { HOW_TO_REACH } from '../notifications/waiting/properties';
import { Resumer } from '../notifications/waiting/resume';
import type { FinishedEvents } from './finishedEvents';
import type { TriggerSettings } from './settings';

/** Passes what executions wait for on to them; null when nothing of it is waited for. */
export type PassOn = (items: readonly NotificationItem[]) => Promise<NotificationItem[]> | null;

/**
 * @param staticData of the node; n8n saves it with each run that starts, and at no other time
 * @param finished events that need nothing more, also after a restart
 */
export function passingOf(
	context: ITriggerFunctions,
	{ passAnswers, resumeBaseUrl, selection }: TriggerSettings,
	staticData: IDataObject,
	finished: Pick<FinishedEvents, 'has' | 'add'>,
): PassOn {
	if (!passAnswers) return () => null;
	const configured = configuredAddress(context);
	const entered = resumeBaseUrl === '' ? null : enteredAddress(resumeBaseUrl, configured);
	const addresses = [entered, configured].filter((address) => address !== null);
	const open = new OpenQuestions(askedHere);
	open.load(staticData[QUESTIONS], Date.now());
	const ordinary = new BoundedMap<Mark, true>(MOST_ORDINARY);

	const save = (): void => {
		const text = open.textToSave(Date.now());
		if (text !== null) staticData[QUESTIONS] = text;
	};
	return (items) => {
		const resumer = new Resumer(context, addresses, HOW_TO_REACH.queue);
		const ports: PassOnPorts = {
			open,
			selection,
			isTaken: ({ eventKey }) =>
				finished.has(takenKey(eventKey)) || askedHere.answers.isTaken(markOf(eventKey)),
			isOrdinary: ({ eventKey }) => ordinary.has(markOf(eventKey)),
			take: ({ eventKey }) => finished.add([takenKey(eventKey)]),
			mark: ({ eventKey }) => markOf(eventKey),
			resume: async (reference, item) => await resumer.resume(reference, item),
			clock: Date.now,
		};
		const wanted = itemsToPassOn(items, ports);
		const isDone = (item: NotificationItem) => item.event === 'inbound' && ports.isTaken(item);
		const note = (left: readonly NotificationItem[]): void => {
			for (const { event, eventKey } of left) {
				// A key may be as long as its message.
				if (event === 'inbound') ordinary.set(markOf(eventKey), true);
			}
			save();
		};
		if (wanted.length === 0 && !items.some(isDone)) {
			note(items);
			return null;
		}
		return passOn(items, wanted, ports).then((left) => {
			note(left);
			return left;
		});
	};
}
