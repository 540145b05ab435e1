import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../../../alibabaCloud/input/text';
import { type CheckLine, failedLine, line, missingPermission, type Settled } from './line';

/** Whether the service knows the credential; any answer but a refusal of the key proves it. */
export function credentialLine(service: Settled<IDataObject>): CheckLine {
	if (service.ok) return line('Credential', 'OK', 'The service accepted the credential.');
	const { failure } = service;
	const code = textOf(failure.context.code);
	const isRefusedCall =
		missingPermission(failure.description) !== null || code.startsWith('Product.');
	return isRefusedCall || !isCredentialFailure(code)
		? line('Credential', 'OK', 'The service recognizes the credential.')
		: failedLine('Credential', failure);
}

/** Failures that every further call would meet as well; without a code nothing was sent. */
function isCredentialFailure(code: string): boolean {
	return /^(?:Local\.|InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature|InvalidTimeStamp|InvalidSecurityToken|MissingSecurityToken|$)/.test(
		code,
	);
}

/** Reads the answer of `GetChatappOpenStatus`. */
export function serviceLine(service: Settled<IDataObject>): CheckLine {
	if (!service.ok) return failedLine('Service', service.failure);
	const isOpen = String(service.value.OpenStatus).toLowerCase() === 'true';
	return isOpen
		? line('Service', 'OK', 'Chat App Message Service is activated.')
		: line(
				'Service',
				'Problem',
				'Chat App Message Service is not activated for this account.',
				'Activate it in the Chat App Message Service console with the main account.',
			);
}

/** The channel with this ID among the rows of `ListInstance`. */
export function findChannel(channels: readonly IDataObject[], id: string): IDataObject | undefined {
	return channels.find(({ CustSpaceId, InstanceId }) => id === CustSpaceId || id === InstanceId);
}

/** Whether the channel is in use. */
export function channelLine(channels: readonly IDataObject[], id: string): CheckLine {
	const channel = findChannel(channels, id);
	if (channel === undefined) {
		return line(
			'Channel',
			'Problem',
			`The account has ${channels.length} channels, but none with the ID ${id}.`,
			"Choose 'Channel' from the list, or check that the credential belongs to the right account.",
		);
	}
	const state = textOf(channel.State);
	const found = `'${textOf(channel.InstanceName)}' for ${textOf(channel.ChannelType)}, state ${state || 'unknown'}.`;
	return state.toLowerCase() === 'published'
		? line('Channel', 'OK', found)
		: line('Channel', 'Warning', found, 'Finish setting up the channel in the console.');
}
