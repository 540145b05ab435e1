import type { Action, ActionTable } from '../gateway/action';
import { invalid, productError } from '../gateway/errors';
import { isRecord } from '../gateway/params';
import { channelOf, pageSlice } from './lookups';

/** The documentation calls the answer a map and names nothing in it. */
const list: Action = {
	handle({ params, world }) {
		const index = params.integer('PageNo', { min: 1, max: 100_000 }) ?? 1;
		const size = params.integer('PageSize', { min: 1, max: 100 }) ?? 20;
		const keyword = (params.get('Keyword') ?? '').toLowerCase();
		const type = params.get('FlowTriggerType');
		const rows = world.management.chatFlows.filter(
			(flow) =>
				(type === undefined || flow.TriggerType === type) &&
				flow.Title.toLowerCase().includes(keyword),
		);
		const Data = pageSlice(rows, { index, size }).map(
			({ FlowCode, Title, TriggerType, Status }) => ({
				...{ FlowCode, Title, TriggerType, Status },
			}),
		);
		return { Success: true, Response: { Data, Total: rows.length } };
	},
};

const trigger: Action = {
	required: ['FlowCode'],
	handle({ params, world }) {
		const { chatFlows, triggers } = world.management;
		const flowCode = params.require('FlowCode');
		const flow = chatFlows.find(({ FlowCode }) => FlowCode === flowCode);
		if (!flow || flow.TriggerType !== 'TriggeredManually' || !flow.online) {
			throw productError('InvalidParameter.FlowCode', 'The flow cannot be triggered.');
		}
		const uuid = params.get('Uuid') ?? null;
		// The one documented key against doing something twice.
		const isKnown = uuid !== null && triggers.some((one) => one.uuid === uuid);
		if (!isKnown) triggers.push({ flowCode, uuid, data: params.object('Data') ?? {} });
		return { Success: true, Data: { ExecutionCount: triggers.length } };
	},
};

const NEEDED = ['EventName', 'EventTime', 'ActionSource', 'UserData'];

const conversion: Action = {
	required: ['CustSpaceId', 'PageId'],
	qps: 100,
	handle({ params, world }) {
		channelOf(world, params.require('CustSpaceId'));
		const events = params.array('RequestData') ?? [];
		const isComplete = (event: unknown): boolean =>
			isRecord(event) && NEEDED.every((name) => event[name] !== undefined);
		if (events.length === 0 || !events.every(isComplete)) throw invalid('RequestData');
		world.management.conversions.push(...events);
		return { Success: true };
	},
};

/** What hands over to other systems: flows of the editor, and Meta's conversions. */
export const handoverActions: ActionTable = {
	ListChatFlow: list,
	TriggerChatFlow: trigger,
	RequestWhatsappConversionApi: conversion,
};
