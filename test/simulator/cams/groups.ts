import type { Action, ActionTable } from '../gateway/action';
import { invalid, productError } from '../gateway/errors';
import { isRecord, type Params } from '../gateway/params';
import type { Group } from '../world/management';
import type { World } from '../world/world';
import { pageOf, pageSlice } from './lookups';
import { ownNumber } from './phone-numbers';

const OWNER = ['CustSpaceId', 'BusinessNumber'];
const ONE = [...OWNER, 'GroupId'];

function ownerOf(world: World, params: Params): string {
	params.oneOf('ChannelType', ['WHATSAPP']);
	return ownNumber(world, params, 'BusinessNumber').number;
}

function groupOf(world: World, params: Params): Group {
	const owner = ownerOf(world, params);
	const id = params.require('GroupId');
	const found = world.management.groups.find(
		(group) => group.GroupId === id && group.BusinessNumber === owner,
	);
	if (!found) throw productError('InvalidParameter.GroupId', 'The group does not exist.');
	return found;
}

const add: Action = {
	required: OWNER,
	handle({ params, world }) {
		const BusinessNumber = ownerOf(world, params);
		const Subject = params.require('Subject');
		if ([...Subject].length > 128) throw invalid('Subject');
		const GroupId = `EAacmeGroup${world.management.nextNumber() + 1}`;
		world.management.groups.push({
			...{ GroupId, BusinessNumber, Subject, Description: params.get('Description') ?? '' },
			...{ GroupStatus: 'ACTIVE', ProfilePictureFile: '', InviteLink: '', participants: [] },
		});
		return { Success: true, UniqueCode: `unique-${GroupId}` };
	},
};

const update: Action = {
	required: ONE,
	handle({ params, world }) {
		const group = groupOf(world, params);
		for (const name of ['Subject', 'Description', 'ProfilePictureFile'] as const) {
			group[name] = params.get(name) ?? group[name];
		}
		return { Success: true, Result: 1 };
	},
};

const remove: Action = {
	required: ONE,
	handle({ params, world }) {
		const { groups } = world.management;
		groups.splice(groups.indexOf(groupOf(world, params)), 1);
		return { Success: true, Result: 1 };
	},
};

const list: Action = {
	required: [...OWNER, 'Page'],
	handle({ params, world }) {
		const owner = ownerOf(world, params);
		const status = params.get('GroupStatus');
		const subject = params.get('Subject') ?? '';
		const rows = world.management.groups.filter(
			(group) =>
				group.BusinessNumber === owner &&
				(status === undefined || group.GroupStatus === status) &&
				group.Subject.includes(subject),
		);
		const List = pageSlice(rows, pageOf(params)).map(({ participants, ...group }) => ({
			...{ ...group, BusinessRole: 'ADMIN', GroupType: 'GROUP', GroupLink: '' },
			...{ TotalParticipantCount: participants.length, GmtModifier: world.now },
		}));
		return { Success: true, Data: { List, Total: rows.length } };
	},
};

const participants: Action = {
	required: ONE,
	handle({ params, world }) {
		const rows = groupOf(world, params).participants;
		const List = pageSlice(rows, pageOf(params)).map((ParticipantNumber) => ({
			ParticipantNumber,
		}));
		return { Success: true, Data: { List, Total: rows.length } };
	},
};

const removeParticipants: Action = {
	required: ONE,
	handle({ params, world }) {
		const group = groupOf(world, params);
		const leaving = new Set(
			(params.array('List') ?? []).map((row) => {
				const number = isRecord(row) ? row.ParticipantNumber : undefined;
				if (typeof number !== 'string') throw invalid('List');
				return number;
			}),
		);
		group.participants = group.participants.filter((number) => !leaving.has(number));
		return { Success: true, Result: leaving.size };
	},
};

const addLink: Action = {
	required: ONE,
	handle({ params, world }) {
		const group = groupOf(world, params);
		group.InviteLink = `https://chat.whatsapp.com/invite${world.management.nextNumber()}`;
		return { Success: true, InviteLink: group.InviteLink };
	},
};

const removeLink: Action = {
	required: ONE,
	handle({ params, world }) {
		groupOf(world, params).InviteLink = '';
		return { Success: true, Result: 1 };
	},
};

export const groupActions: ActionTable = {
	AddChatGroup: add,
	UpdateChatGroup: update,
	DeleteChatGroup: remove,
	ListChatGroup: list,
	ListChatGroupParticipants: participants,
	DeleteChatGroupParticipants: removeParticipants,
	AddChatGroupInviteLink: addLink,
	DeleteChatGroupInviteLink: removeLink,
};
