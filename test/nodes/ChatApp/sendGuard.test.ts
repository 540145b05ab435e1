import { createSendGuard } from '../../../nodes/ChatApp/sendGuard';
import type { ApiCall } from '../../../nodes/shared/api/client';

const RECEIVER = '12345678901234567891';

const bulk = (SenderList: ApiCall['body'] | string): ApiCall => ({
	product: 'cams',
	action: 'SendChatappMassMessage',
	kind: 'send',
	body: { SenderList } as ApiCall['body'],
});

test('receivers in a list that is text keep all digits of their IDs', () => {
	const guard = createSendGuard({ recipients: [RECEIVER], templates: [] });
	expect(() => guard.check(bulk(`[{"To":${RECEIVER}}]`))).not.toThrow();
	expect(() => guard.check(bulk(`[{"To":${RECEIVER}},{"To":12345678901234567890}]`))).toThrow(
		"'To' is not an allowed recipient: 12345678901234567890",
	);
});

test('the name that a template was read under counts for the send of its code', () => {
	const guard = createSendGuard({ recipients: [], templates: ['order_*'] });
	const code = '1119000000000000001';
	const send: ApiCall = { ...bulk('[]'), body: { TemplateCode: code } };
	expect(() => guard.check(send)).toThrow(`'Template' is not an allowed template: ${code}`);
	guard.learn(
		{ ...send, action: 'GetChatappTemplateDetail', kind: 'read' },
		{ Data: { Name: 'order_update', TemplateCode: code } },
	);
	expect(() => guard.check(send)).not.toThrow();
});
