import type { IDataObject } from 'n8n-workflow';

import { requiredText } from '../../../alibabaCloud/input/invalidInput';
import { textOf } from '../../../alibabaCloud/input/text';
import {
	assertCount,
	channelParameter,
	flagParameter,
	formed,
	ownNumberParameter,
	type CallParameter,
} from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/conversational-components */
const LIMITS = Object.freeze({
	prompts: 4,
	prompt: 80,
	commands: 30,
	commandName: 32,
	commandDescription: 256,
} as const);

const prompts: CallParameter = {
	sentAs: 'Prompts',
	property: {
		displayName: 'Prompts',
		name: 'prompts',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Prompt',
		default: {},
		options: [
			{
				displayName: 'Prompt',
				name: 'values',
				values: [
					{
						displayName: 'Prompt Text',
						name: 'text',
						type: 'string',
						default: '',
						placeholder: 'e.g. Where is my order?',
						description: `Text sent when the user taps the prompt, up to ${LIMITS.prompt} characters`,
					},
				],
			},
		],
		description: `Up to ${LIMITS.prompts} suggestions that users can tap in a new chat. Prompts that are not listed here are removed.`,
	},
	read(given) {
		const rows = rowsIn(given);
		assertCount(rows.length, 'Prompts', LIMITS.prompts);
		return rows.map(({ text }) =>
			formed(requiredText(text, 'Prompt Text'), 'Prompt Text', { longest: LIMITS.prompt }),
		);
	},
};

const commands: CallParameter = {
	sentAs: 'Commands',
	property: {
		displayName: 'Commands',
		name: 'commands',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Command',
		default: {},
		options: [
			{
				displayName: 'Command',
				name: 'values',
				values: [
					{
						displayName: 'Command Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. track',
						description: `The word to type after a slash, up to ${LIMITS.commandName} characters`,
					},
					{
						displayName: 'Command Description',
						name: 'description',
						type: 'string',
						default: '',
						placeholder: 'e.g. Find a parcel by its number',
						description: `The description of the command, up to ${LIMITS.commandDescription} characters`,
					},
				],
			},
		],
		description: `Up to ${LIMITS.commands} commands that users can type after a slash. Commands that are not listed here are removed.`,
	},
	read(given) {
		const rows = rowsIn(given);
		assertCount(rows.length, 'Commands', LIMITS.commands);
		return rows.map(({ name, description }) => ({
			CommandName: formed(
				requiredText(textOf(name).replace(/^\//, ''), 'Command Name'),
				'Command Name',
				{ longest: LIMITS.commandName },
			),
			CommandDescription: formed(
				requiredText(description, 'Command Description'),
				'Command Description',
				{ longest: LIMITS.commandDescription },
			),
		}));
	},
};

export const updateAutomation = singleCall({
	value: 'updateAutomation',
	name: 'Update Automation',
	action: 'Update automation of phone number',
	description:
		'Set the welcome message, prompts and commands of a phone number. This replaces all current settings.',
	calls: 'UpdateConversationalAutomation',
	parameters: [
		channelParameter,
		ownNumberParameter(),
		flagParameter('EnableWelcomeMessage', {
			displayName: 'Welcome Message',
			name: 'enableWelcomeMessage',
			description:
				'Whether to get a notification when a user opens a chat for the first time, so that a workflow can send a welcome message',
		}),
		prompts,
		commands,
	],
	result: (answer) => confirmation(answer, { updated: true }, Object.keys(answer.sent)),
});

/** Expressions and agents give lists without n8n's wrapping. */
function rowsIn(given: unknown): IDataObject[] {
	const { values } = (given ?? {}) as { values?: unknown };
	const rows: unknown = Array.isArray(given) ? given : (values ?? []);
	return (Array.isArray(rows) ? rows : [rows]) as IDataObject[];
}
