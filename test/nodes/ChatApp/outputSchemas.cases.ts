import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { STRUCTURES } from '../../fixtures/templateStructures';
import type { Simulator } from '../../simulator';
import { managementCases } from './resources/cases';
import { ASK, questionResults } from './resources/message/sendAndWait/asking';
import { fullParameters } from './resources/operationCase';
import {
	byId,
	CHANNEL,
	CREATE_TEMPLATE,
	mapped,
	MEI,
	ORDER_UPDATE,
	SEND,
	SEND_TEMPLATE,
	SENDER,
	WELCOME,
} from './fields/parameters';
import { addTemplate } from './workbench';

/** A use of an operation that shows what it gives. */
export interface Showing {
	readonly operation: string;
	readonly parameters: object;
	readonly input?: ReadonlyArray<IDataObject | INodeExecutionData>;
	/** Parameters of a run before it. */
	readonly first?: object;
	/** Puts the stand-in into the state that the operation needs, and gives further parameters. */
	prepare?(simulator: Simulator): object | void;
	/** What it gives at other times, such as after an answer. */
	readonly later?: readonly IDataObject[];
}

const HOUR_MS = 3_600_000;
const PREVIEW = { resource: 'template', operation: 'preview' };
const OLD_OFFER = '1119000000000000005';
const CLOSED_WINDOW = {
	...{ whenWindowClosed: 'sendTemplate', template: byId(WELCOME) },
	...{ language: byId('en'), variables: mapped({}) },
};
const OWN = { channelType: 'whatsapp', channel: byId(CHANNEL) };
const PNG = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');
const FILE = { data: PNG, mimeType: 'image/png', fileName: 'parcel.png' };

const show = (operation: string, parameters: object, more: Partial<Showing> = {}): Showing => ({
	operation,
	parameters: { ...parameters, ...fullParameters({ operation, parameters: {} }) },
	...more,
});

const writing = ({ control }: Simulator): void => {
	control.reply({ user: MEI, to: SENDER, text: 'Where is my parcel?' });
};

export const showings: readonly Showing[] = [
	...managementCases.map((one) => ({ ...one, parameters: fullParameters(one) })),
	show('channel.getAll', { returnAll: true }),
	show('channel.check', {
		channel: byId(CHANNEL),
		triggerUrl: 'https://n8n.example.com/webhook/1',
	}),
	show('phoneNumber.getAll', { channel: byId(CHANNEL), returnAll: true }),

	show('message.send', SEND, { prepare: writing }),
	show(
		'message.send',
		{
			...SEND,
			options: {
				...{ continueWhen: 'sent', waitAtMost: { values: { amount: 5, unit: 'seconds' } } },
			},
		},
		{ prepare: writing },
	),
	show('message.sendAndWait', ASK, { prepare: writing, later: questionResults() }),
	show('message.send', { ...SEND, ...CLOSED_WINDOW, options: { idempotencyKey: 'order-1001' } }),
	show('message.send', { ...SEND, options: { skipRecipients: [MEI] } }),
	show('message.sendTemplate', SEND_TEMPLATE),
	show('message.sendTemplate', { ...SEND_TEMPLATE, options: { idempotencyKey: 'order-1002' } }),
	show('message.sendTemplate', { ...SEND_TEMPLATE, options: { skipRecipients: [MEI] } }),
	show('message.getWindow', { ...OWN, from: byId(SENDER), to: MEI }, { prepare: writing }),
	...STRUCTURES.map((one) => show('message.sendTemplate', {}, { prepare: () => addTemplate(one) })),
	show('message.sendBulk', SEND_TEMPLATE),
	show(
		'message.getAll',
		{ ...OWN, businessNumber: byId(SENDER), returnAll: true },
		{ prepare: writing },
	),

	show('template.create', CREATE_TEMPLATE),
	show('template.create', { ...CREATE_TEMPLATE, waitForReview: true, reviewTimeout: 1 }),
	show('template.update', {
		...{ ...CREATE_TEMPLATE, template: byId(OLD_OFFER) },
		...{ language: byId('en'), category: 'MARKETING' },
	}),
	show('template.updateProperties', {
		...{ ...OWN, template: byId(WELCOME), language: byId('en') },
		updateFields: { allowSend: false },
	}),
	show('template.delete', { ...OWN, template: byId(ORDER_UPDATE), deleteScope: 'all' }),
	show('template.archive', {
		...{ channel: byId(CHANNEL), template: byId(WELCOME), language: byId('en') },
	}),
	show('template.copy', {
		...{ channel: byId(CHANNEL), libraryTemplateCode: '12456' },
		...{ libraryTemplateName: 'order_shipped', templateLanguage: 'de' },
	}),
	show('template.get', { ...OWN, template: byId(ORDER_UPDATE), language: byId('en') }),
	show('template.get', { ...OWN, template: byId(OLD_OFFER), language: byId('en') }),
	show('template.getAll', { ...OWN, returnAll: true }),
	show(
		'template.getMetrics',
		{
			...{ channel: byId(CHANNEL), template: byId(WELCOME) },
			start: new Date(Date.now() - HOUR_MS).toISOString(),
		},
		{ first: { ...SEND_TEMPLATE, template: byId(WELCOME), variables: mapped({}) } },
	),
	show('template.preview', SEND_TEMPLATE),
	...STRUCTURES.map((one) =>
		show('template.preview', {}, { prepare: () => ({ ...addTemplate(one), ...PREVIEW }) }),
	),

	show(
		'media.upload',
		{ channel: byId(CHANNEL), mediaSource: 'binary' },
		{ input: [{ json: {}, binary: { data: FILE } }] },
	),
	show(
		'media.download',
		{},
		{
			prepare: ({ world: { storage } }) => {
				const data = Buffer.from(PNG, 'base64');
				storage.objects.set('day.png', { data, contentType: 'image/png', isPublic: true });
				return { url: storage.urlOf('day.png') };
			},
		},
	),
];
