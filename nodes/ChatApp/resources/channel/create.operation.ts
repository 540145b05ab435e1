import { choiceParameter, textParameter } from '../../fields/parameter';
import { additionalFields } from '../../fields/reading';
import { singleCall } from '../../calls/singleCall';
import { dataOf, toResult } from '../../runtime/results';
import { instanceDetails, instanceName, instanceType } from './instanceFields';

export const create = singleCall({
	value: 'create',
	name: 'Create',
	action: 'Create channel',
	description: 'Create a channel for a chat app, which is required before you can send messages',
	calls: 'CreateInstance',
	parameters: [choiceParameter('ChannelType', instanceType), instanceName],
	added: additionalFields([
		...instanceDetails,
		textParameter('ResourceGroupId', {
			displayName: 'Resource Group ID',
			name: 'resourceGroupId',
			placeholder: 'e.g. rg-acfm000000000001',
			description: 'The resource group to create the channel in',
		}),
	]),
	// Unlike other actions, the documented sample of this one is in capital letters.
	complete: (_context, _itemIndex, { ChannelType }) => ({
		ChannelType: String(ChannelType).toUpperCase(),
	}),
	result({ envelope, sent }) {
		const created = toResult(dataOf(envelope), envelope);
		// The service documents the name of a created channel as a number.
		return { ...created, instanceName: String(sent.InstanceName), nextStep: nextStep(sent) };
	},
});

function nextStep({ ChannelType }: { readonly ChannelType?: unknown }): string {
	return ChannelType === 'WHATSAPP'
		? "Bind a WhatsApp Business Account with 'Bind' of 'Business Account', then add a number."
		: 'Connect your chat app account to the channel in the console.';
}
