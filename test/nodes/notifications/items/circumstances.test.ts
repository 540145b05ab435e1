import { normalizeBody, normalizeEntry } from '../../../../nodes/notifications/items/normalize';
import type { NotificationItem } from '../../../../nodes/notifications/items/types';
import { readFilters } from '../../../../nodes/notifications/selection/filters';
import { SeenEvents } from '../../../../nodes/notifications/selection/seenEvents';
import { selectItems } from '../../../../nodes/notifications/selection/select';
import { BASE, inbound, PICTURE } from './entry';

describe('what comes with a message', () => {
	const AD = { ctwa_clid: 'ARAk', source_url: 'https://fb.me/x', headline: 'Sale' };

	it.each<[string, object]>([
		['beside it', { Referral: AD }],
		['as JSON text', { referral: JSON.stringify(AD) }],
		['in its context', { Context: { referral: AD } }],
		['in it', { Type: 'IMAGE', Message: { image: { url: PICTURE }, referral: AD } }],
		['in its content', { Type: 'IMAGE', Message: { image: { url: PICTURE, referral: AD } } }],
	])('the advertisement %s', (_name, fields) => {
		expect(inbound(fields).referral).toEqual(AD);
	});

	it('the ID of the click under one name, and null without', () => {
		expect(inbound({ Referral: { ctwaClid: 'ARAk' } }).referral).toMatchObject({
			ctwa_clid: 'ARAk',
		});
		expect(inbound({ Referral: { headline: 'Sale' } }).referral).toEqual({
			headline: 'Sale',
			ctwa_clid: null,
		});
		expect(inbound({ Message: JSON.stringify({ referral: AD }) }).referral).toBeNull();
	});

	it.each([
		{ GroupId: 'g-1' },
		{ group_id: 'g-1' },
		{ Context: { group_id: 'g-1' } },
		{ Context: { GroupId: 'g-1' } },
		{ Type: 'IMAGE', Message: { group_id: 'g-1' } },
		{ Type: 'IMAGE', Message: '{"group_id":"g-1"}' },
	])('the group: %j', (fields) => {
		expect(inbound(fields).groupId).toBe('g-1');
	});

	it.each<[object, object | null]>([
		[
			{ type: 'user_changed_number', wa_id: '+65 9111 0009', body: 'x' },
			{ kind: 'user_changed_number', oldId: '6591230001', newId: '6591110009' },
		],
		[
			{ system: { type: 'user_changed_user_id', previous_user_id: 'SG.1', user_id: 'SG.2' } },
			{ kind: 'user_changed_user_id', oldId: 'SG.1', newId: 'SG.2' },
		],
		[
			{ type: 'user_changed_user_id', user_id: 'SG.2', wa_id: '6591230001' },
			{ kind: 'user_changed_user_id', oldId: 'SG.0', newId: 'SG.2' },
		],
		[{ body: 'Mei joined' }, null],
	])('what changed about the person: %j', (Message, system) => {
		expect(inbound({ Type: 'SYSTEM', FromUserId: 'SG.0', Message }).system).toEqual(system);
	});
});

describe('echoes', () => {
	const ECHO = { ...BASE, From: '+6531589000', To: '6591230001' };
	const known = (...numbers: string[]) => ({
		events: ['inbound' as const],
		passes: () => true,
		deduplicate: false,
		suppressOutdatedStatuses: false,
		ownNumbers: new Set(numbers),
	});
	const select = (entry: object, ...numbers: string[]): NotificationItem[] =>
		selectItems(normalizeBody([entry]), known(...numbers), new SeenEvents(), 0).items;

	it('are marked when the sender is the number of the business', () => {
		expect(select(ECHO, '6531589000')).toMatchObject([
			{ isEcho: true, from: { address: null, phone: '6531589000' }, to: '6591230001' },
		]);
		expect(select(BASE, '6531589000')).toMatchObject([{ isEcho: false }]);
		expect(select({ ...BASE, From: 'SG.1' }, '')).toMatchObject([{ isEcho: false }]);
	});

	it.each([
		{ NoticeType: 'message_echoes' },
		{ NoticeType: 'outbound' },
		{ IsEcho: true },
		{ IsEcho: 'Y' },
		{ To: '6531589000' },
		{ OriginPhoneNumber: '+6531589000' },
		{ Type: 'TEMPLATE', IsEcho: true },
	])('are marked when they say so: %j', (fields) => {
		expect(normalizeEntry({ ...ECHO, ...fields })).toMatchObject({
			isEcho: true,
			from: { address: null },
		});
	});

	it('belong to the session of the person that was written to', () => {
		expect(select(ECHO, '6531589000')).toMatchObject([
			{ sessionId: inbound({}).sessionId ?? 'none' },
		]);
	});

	it('belong to the number that sent them when filtered', () => {
		const item = select(ECHO, '6531589000')[0] as NotificationItem;
		const reading = readFilters({ businessNumbers: '6531589000' });

		expect(reading.ok && reading.passes(item)).toBe(true);
	});
});

describe('who it was', () => {
	const ID = 'SG.13491208655302741918';

	it('is the same person before and after the number is hidden', () => {
		const before = inbound({ FromUserId: ID });
		const after = inbound({ From: ID, FromUserId: ID });

		expect(before.from).toMatchObject({ address: '+6591230001', key: ID, phone: '6591230001' });
		expect(after.from).toMatchObject({ address: ID, key: ID, phone: null });
		expect(after.sessionId).toBe(before.sessionId);
	});

	it.each<[object, object]>([
		[{}, { address: '+6591230001', key: '6591230001', userId: null }],
		[{ From: '' }, { address: null, key: 'Mei' }],
		[
			{ From: '', FromParentUserId: 'SG.ENT.1' },
			{ address: 'SG.ENT.1', key: 'SG.ENT.1' },
		],
		[
			{ From: '', FromUserName: 'mei.tan' },
			{ address: null, key: 'mei.tan' },
		],
		[
			{ From: '7123456789012345678' },
			{ address: '7123456789012345678', key: '7123456789012345678', phone: null },
		],
	])('%j is %j', (fields, expected) => {
		expect(inbound(fields).from).toMatchObject(expected);
	});

	it('is told of the receiver of a status in the same way', () => {
		const status = { MessageId: 'm', Status: 'Read', From: '6531589000', To: '6591230001' };

		expect(normalizeEntry({ ...status, FromUserId: ID })).toMatchObject({
			recipient: { address: '+6591230001', key: ID, phone: '6591230001', userId: ID },
		});
		expect(normalizeEntry(status)).toMatchObject({
			recipient: { address: '+6591230001', key: '6591230001', userId: null },
		});
		expect(normalizeEntry({ ...status, To: ID })).toMatchObject({
			to: ID,
			recipient: { address: ID, key: ID, phone: null },
		});
	});
});
