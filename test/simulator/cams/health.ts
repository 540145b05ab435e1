import type { Action, ActionTable } from '../gateway/action';
import { invalid } from '../gateway/errors';
import type { BusinessNumber } from '../world/channels';
import { channelOf, numberOf } from './lookups';

interface Finding {
	CanSendMessage: 'AVAILABLE' | 'LIMITED' | 'BLOCKED';
	Errors: Array<{ ErrorCode: string; ErrorDescription: string; PossibleSolution: string }>;
}

const FINE: Finding = { CanSendMessage: 'AVAILABLE', Errors: [] };

function finding(
	CanSendMessage: Finding['CanSendMessage'],
	ErrorCode: string,
	ErrorDescription: string,
	PossibleSolution: string,
): Finding {
	return { CanSendMessage, Errors: [{ ErrorCode, ErrorDescription, PossibleSolution }] };
}

function ofNumber({ status, quality }: BusinessNumber): Finding {
	if (status !== 'CONNECTED') {
		return finding(
			'BLOCKED',
			'141000',
			`The phone number is in state ${status}.`,
			'Register the phone number.',
		);
	}
	if (quality !== 'RED') return FINE;
	return finding(
		'LIMITED',
		'141010',
		'The quality of the phone number is low.',
		'Improve the quality of the messages.',
	);
}

/**
 * Whether an account or a number may send, as WhatsApp sees it.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/health-status
 */
const getWhatsappHealthStatus: Action = {
	required: ['CustSpaceId', 'NodeType'],
	qps: 5,
	handle({ params, world }) {
		const channel = channelOf(world, params.require('CustSpaceId'));
		const type = params.oneOf('NodeType', ['template', 'phone', 'waba']);
		if (type === 'phone') {
			const number = numberOf(world, params.require('PhoneNumber'), channel);
			const found = ofNumber(number);
			const entity = { EntityType: 'PHONE_NUMBER', PhoneNumber: number.number, ...found };
			return { Success: true, Data: { CanSendMessage: found.CanSendMessage, Entities: [entity] } };
		}
		if (type === 'waba' && params.require('WabaId') !== channel.wabaId) throw invalid('WabaId');
		const entity = { EntityType: type === 'waba' ? 'WABA' : 'MESSAGE_TEMPLATE', ...FINE };
		return { Success: true, Data: { CanSendMessage: 'AVAILABLE', Entities: [entity] } };
	},
};

const queryChatappBindWaba: Action = {
	qps: 10,
	handle({ params, world }) {
		const channel = channelOf(world, params.require('CustSpaceId'));
		if (channel.wabaId === null) return { Success: true, Data: {} };
		return {
			Success: true,
			Data: {
				Id: channel.wabaId,
				Name: channel.name,
				Currency: 'USD',
				AccountReviewStatus: 'APPROVED',
			},
		};
	},
};

export const healthActions: ActionTable = {
	GetWhatsappHealthStatus: getWhatsappHealthStatus,
	QueryChatappBindWaba: queryChatappBindWaba,
};
