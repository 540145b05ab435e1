import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { byId, CREATE_TEMPLATE, mapped, MEI, SEND, SEND_TEMPLATE } from './fields/parameters';
import { simulator, withFile } from './workbench';

/** What builders get wrong, as they would enter it. */
export interface Mistake {
	readonly what: string;
	readonly parameters: object;
	readonly input?: Array<IDataObject | INodeExecutionData>;
	readonly before?: () => void;
}

/** Mei wrote a moment ago, so that nothing but the mistake is in the way. */
const inWindow = (): void => {
	simulator.control.reply({ user: MEI, to: SEND.from.value, text: 'Hi' });
};
const send = (what: string, changes: object, input?: Mistake['input']): Mistake => ({
	...{ what, parameters: { ...SEND, ...changes }, before: inWindow },
	...(input ? { input } : {}),
});
const template = (what: string, changes: object): Mistake => ({
	what,
	parameters: { ...SEND_TEMPLATE, ...changes },
});
const interactive = (interactiveType: string, fields: object): object => ({
	...{ messageType: 'interactive', interactiveType, bodyText: 'When suits you?' },
	...fields,
});
const buttons = (...titles: string[]): object =>
	interactive('button', {
		headerType: 'none',
		buttons: { button: titles.map((title) => ({ title, id: '' })) },
	});
const rows = (count: number): object[] =>
	Array.from({ length: count }, (_, index) => ({ title: `Slot ${index + 1}` }));
const values = SEND_TEMPLATE.variables.value;

export const mistakes: readonly Mistake[] = [
	send('A number without its country', { to: '0912 345' }),
	send('A name instead of a number', { to: 'Mei Tan' }),
	send('The number of the business itself', { to: SEND.from.value }),
	send('A field of the item that does not exist, as recipient', { to: '={{ $json.phone }}' }),
	send('A text that is empty because its field does not exist', { text: '={{ $json.answer }}' }),
	send('A text that is too long', { text: 'a'.repeat(4097) }),
	{ what: 'Free text to somebody who never wrote', parameters: SEND },
	send('A label of a button that is too long', buttons('Reschedule my delivery')),
	send('Two buttons with the same label', buttons('Yes', 'Yes')),
	send('Four buttons', {
		...buttons(),
		...{
			specifyButtons: 'json',
			buttonsJson: '[{"title":"1"},{"title":"2"},{"title":"3"},{"title":"4"}]',
		},
	}),
	send('Buttons from data that are a text', {
		...buttons(),
		...{ specifyButtons: 'json', buttonsJson: '"Yes, No"' },
	}),
	send(
		'A list with eleven rows',
		interactive('list', {
			...{ listButton: 'Choose', specifySections: 'json' },
			sectionsJson: JSON.stringify(rows(11)),
		}),
	),
	send('JSON with a typing error', interactive('json', { interactiveJson: '{"type": "button",}' })),
	send('A file name instead of a link', {
		...{ messageType: 'image', mediaSource: 'link', link: 'photo.jpg' },
	}),
	send('A file that the item does not have', {
		...{ messageType: 'image', mediaSource: 'binary', binaryPropertyName: 'data' },
	}),
	send(
		'A PDF as image',
		{ messageType: 'image', mediaSource: 'binary', binaryPropertyName: 'data' },
		[withFile('%PDF-1.7', 'application/pdf')],
	),
	send(
		'A picture that is too large',
		{ messageType: 'image', mediaSource: 'binary', binaryPropertyName: 'data' },
		[withFile(Buffer.alloc(6 * 1024 * 1024, 1), 'image/jpeg')],
	),
	send('A place that is not on Earth', {
		...{ messageType: 'location', latitude: '103.85', longitude: '1.29' },
	}),
	send('A reaction to no message', {
		messageType: 'reaction',
		messageId: '={{ $json.id }}',
		emoji: '👍',
	}),
	send('A recipient who is not in Allowed Recipients', {
		options: { allowedRecipients: '+6590000001, +84*' },
	}),
	send('A list of those who opted out that does not exist', {
		options: { skipRecipients: '={{ $json.optedOut }}' },
	}),
	template('A template by a name with a typing error', {
		template: { __rl: true, mode: 'name', value: 'order_updates' },
	}),
	template('A language that the template does not have', {
		...{ template: { __rl: true, mode: 'name', value: 'order_update' }, language: byId('fr') },
	}),
	template('A template that is still in review', { template: byId('1119000000000000004') }),
	template('A code of a template that was deleted', { template: byId('1119000000000009999') }),
	template('A variable whose field does not exist', {
		variables: mapped({ ...values, date: '={{ $json.date }}' }),
	}),
	template('A variable that the template does not have', {
		variables: mapped({ ...values, city: 'Singapore' }),
	}),
	template('A channel of another account', { channel: byId('cams-none') }),
	template('A number that is not connected', { from: byId('6531589001') }),
	template('A sender of another channel', { from: byId('6599999999') }),
	template('Allowed Templates without this template', {
		options: { allowedTemplates: 'welcome*' },
	}),
	{
		what: 'One of three rows of a campaign without a number',
		parameters: { ...SEND_TEMPLATE, operation: 'sendBulk', to: '={{ $json.phone }}' },
		input: [{ phone: '+6591230001' }, { phone: '' }, { phone: '+6591230002' }],
	},
	{
		what: 'Two people asked by one node',
		parameters: { ...SEND, operation: 'sendAndWait', message: 'Approve?' },
		input: [{}, {}],
	},
	{
		what: 'A new template whose name has capitals',
		parameters: { ...CREATE_TEMPLATE, templateName: 'Parcel Sent' },
	},
	{
		what: 'A new template without sample values',
		parameters: { ...CREATE_TEMPLATE, variableExamples: {} },
	},
	{
		what: 'An API action without a required parameter',
		parameters: {
			...{ resource: 'apiCall', operation: 'call' },
			apiAction: { __rl: true, mode: 'name', value: 'GetChatappTemplateDetail' },
			...{ parameters: mapped({}), additionalParameters: '{}', output: 'simplified' },
		},
	},
];
