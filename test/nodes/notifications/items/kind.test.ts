import { normalizeEntry } from '../../../../nodes/notifications/items/normalize';

describe('telling the kinds apart', () => {
	it.each<[object, string]>([
		[{ MessageId: 'm', Status: 'Sent', Type: 'TEMPLATE' }, 'status'],
		[{ MessageId: 'm', Status: 'Sent', Message: 'x' }, 'status'],
		[{ MessageId: 'm', Status: 'Sent', NoticeType: 'status', Message: 'x' }, 'status'],
		[{ MessageId: 'm', Status: 'Read', NoticeType: 'inbound' }, 'status'],
		[{ MessageId: 'm', Status: 'received', NoticeType: 'Inbound', Message: 'x' }, 'inbound'],
		[{ AuditStatus: 'pass' }, 'audit'],
		[{ Type: 'PhoneNameUpdate', Status: 'APPROVED' }, 'audit'],
		[{ WabaId: '1', Anything: 'else' }, 'audit'],
		[{ WabaId: '1', Type: 'template', TemplateCode: '7', Status: 'paused' }, 'audit'],
		[{ Type: 'TEMPLATE', Status: 'Failed', To: '65', TaskId: 't', TemplateCode: '7' }, 'unknown'],
		[{ WabaId: '1', Type: 'TEMPLATE', Status: 'Failed', MsgFrameType: 'template' }, 'unknown'],
		[{ WabaId: '1', Event: 'connect', From: '65', CallId: 'c1' }, 'unknown'],
		[{ WabaId: '1', GroupId: 'g1', Event: 'create' }, 'unknown'],
		[{ MessageId: 'm', From: '65', Type: 'TEMPLATE', Message: 'hi' }, 'inbound'],
		[{ MessageId: 'm', WabaId: '1', Message: 'hi' }, 'inbound'],
		[{ MessageId: 'm', NoticeType: 'INBOUND' }, 'inbound'],
		[{ MessageId: 'm', Type: 'system' }, 'inbound'],
		[{ MessageId: 'm' }, 'unknown'],
		[{ MessageId: 'm', Type: 'new' }, 'unknown'],
		[{ Status: 'Sent', To: '65' }, 'unknown'],
		[{ MessageId: '', Status: 'Sent' }, 'unknown'],
		[{}, 'unknown'],
	])('%j is %s', (entry, event) => {
		expect(normalizeEntry(entry).event).toBe(event);
	});
});

describe('statuses', () => {
	it.each([
		['SENT', 'sent'],
		['Delivered', 'delivered'],
		['read ', 'read'],
		['Failed', 'failed'],
		['Deleted', 'deleted'],
		['subscribe', 'subscribed'],
		['Unsubscribe', 'unsubscribed'],
		['Paused', 'paused'],
	])('%p is %p', (Status, status) => {
		expect(normalizeEntry({ MessageId: 'm', Status })).toMatchObject({ status });
	});

	it('keep the code of a failure as text and say what to do', () => {
		const item = normalizeEntry({
			MessageId: 'm',
			Status: 'Failed',
			ErrorCode: 131047,
			ErrorDescription: '131047:Re-engagement message',
		});

		expect(item).toMatchObject({
			error: {
				code: '131047',
				message: 'Re-engagement message',
				advice: expect.stringContaining('template message') as string,
				action: 'fix',
				retryable: false,
				retryAfter: null,
			},
		});
	});

	it('give advice even when a failure has no code', () => {
		expect(
			normalizeEntry({ MessageId: 'm', Status: 'failed', StatusDescription: 'Failed' }),
		).toMatchObject({
			error: { code: null, message: 'Failed', advice: expect.any(String) as string },
		});
	});

	it('take the code from the description where it is nowhere else', () => {
		const failed = { MessageId: 'm', Status: 'Failed' };
		for (const [description, code, message] of [
			['131026:Receiver is incapable', '131026', 'Receiver is incapable'],
			['131026：Receiver is incapable', '131026', 'Receiver is incapable'],
			['SRVC_USER_BLOCKED: blocked', 'SRVC_USER_BLOCKED', 'blocked'],
			['Error: blocked', null, 'Error: blocked'],
			['12:30 was too late', null, '12:30 was too late'],
		]) {
			expect(normalizeEntry({ ...failed, ErrorDescription: description })).toMatchObject({
				error: { code, message },
			});
		}
	});

	it.each(['0000', '200'])('see the code %p of the answers as none of a delivery', (ErrorCode) => {
		const sent = { MessageId: 'm', Status: 'Delivered' };
		const { eventKey } = normalizeEntry(sent);
		expect(normalizeEntry({ ...sent, ErrorCode })).toMatchObject({ error: null, eventKey });
		expect(normalizeEntry({ ...sent, Status: 'Failed', ErrorCode })).toMatchObject({
			error: { code: ErrorCode },
		});
	});

	it.each(['0', 'OK', ''])('see no error in the code %p of a delivery', (ErrorCode) => {
		expect(normalizeEntry({ MessageId: 'm', Status: 'Delivered', ErrorCode })).toMatchObject({
			error: null,
		});
	});
});

describe('reviews', () => {
	it.each([
		['pass', 'approved'],
		['FAIL', 'rejected'],
		['auditing', 'pending'],
		['unaudit', 'unsubmitted'],
		['disabled', 'disabled'],
		['paused', 'paused'],
		['Limited', 'limited'],
	])('%p is %p', (AuditStatus, status) => {
		expect(normalizeEntry({ WabaId: '1', AuditStatus })).toMatchObject({
			kind: 'template',
			status,
		});
	});

	it('have the same key in the older and the newer form', () => {
		const older = { WabaId: '1', TemplateCode: 't', Language: 'en', AuditStatus: 'pass' };

		expect(normalizeEntry({ ...older, Type: 'template' }).eventKey).toBe(
			normalizeEntry(older).eventKey,
		);
	});

	it('are of one kind however its name is written, also with an ID', () => {
		const update = { WabaId: '1', PhoneNumber: '6531589000', Status: 'RED' };
		const { eventKey } = normalizeEntry({ ...update, Type: 'phoneQualityUpdate' });
		for (const Type of ['phone_quality_update', 'PHONE-QUALITY-UPDATE']) {
			const item = normalizeEntry({ ...update, Type });
			expect(item).toMatchObject({ event: 'audit', kind: 'phoneQuality', eventKey });
		}
		const withId = { ...update, WabaId: null, MessageId: 'm', Type: 'phoneQualityUpdate' };
		expect(normalizeEntry(withId)).toMatchObject({ event: 'audit', status: 'red' });
	});

	it('pass on kinds that are not known yet', () => {
		expect(
			normalizeEntry({ WabaId: '1', Type: 'moodUpdate', Status: 'GOOD', CurrentLimit: 5 }),
		).toMatchObject({ event: 'audit', kind: 'moodupdate', status: 'good', currentLimit: '5' });
	});
});

describe('messages with nothing in them', () => {
	const EMPTY = { MessageId: 'm', From: '6591230001', To: '6531589000', Timestamp: 1790000000000 };

	it.each(['', null])('are inbound under any type: %p', (Message) => {
		const item = normalizeEntry({ ...EMPTY, Type: 'unsupported', Message });
		expect(item).toMatchObject({ event: 'inbound', type: 'unsupported', text: null });
	});

	it.each(['deleted', 'REVOKE', 'message_edited', 'messageEdited'])(
		'that are %s open no window',
		(Type) => {
			expect(normalizeEntry({ ...EMPTY, Type, Message: '' })).toMatchObject({
				event: 'inbound',
				windowOpenUntil: null,
			});
		},
	);

	it('that only sound like a change open one', () => {
		expect(normalizeEntry({ ...EMPTY, Type: 'credit_card', Message: 'x' })).toMatchObject({
			windowOpenUntil: expect.any(String) as string,
		});
	});

	it('are unknown without a place for a message', () => {
		expect(normalizeEntry({ ...EMPTY, Type: 'call' }).event).toBe('unknown');
	});
});
