import { createSendGuard } from '../../../../nodes/ChatApp/runtime/sendGuard';
import type { ApiCall } from '../../../../nodes/alibabaCloud/client/client';

const RECEIVER = '12345678901234567891';

const bulk = (SenderList: ApiCall['body'] | string): ApiCall => ({
	product: 'cams',
	action: 'SendChatappMassMessage',
	retry: 'never',
	body: { SenderList } as ApiCall['body'],
});

test('receivers in a list that is text keep all digits of their IDs', () => {
	const guard = createSendGuard();
	const limits = [{ recipients: [RECEIVER], templates: null }];
	expect(() => guard.check(bulk(`[{"To":${RECEIVER}}]`), limits)).not.toThrow();
	expect(() =>
		guard.check(bulk(`[{"To":${RECEIVER}},{"To":12345678901234567890}]`), limits),
	).toThrow("'To' is not an allowed recipient: 12345678901234567890");
});

test('the name that a template was read under counts for the send of its code', () => {
	const guard = createSendGuard();
	const limits = [{ recipients: null, templates: ['order_*'] }];
	const code = '1119000000000000001';
	const send: ApiCall = { ...bulk('[]'), body: { TemplateCode: code } };
	expect(() => guard.check(send, limits)).toThrow(`'Template' is not an allowed template: ${code}`);
	guard.learn(
		{ ...send, action: 'GetChatappTemplateDetail', retry: 'safe' },
		{ Data: { Name: 'order_update', TemplateCode: code } },
	);
	expect(() => guard.check(send, limits)).not.toThrow();
});

test('each receiver of a call keeps to the limits of its own item', () => {
	const guard = createSendGuard();
	const list = (...recipients: string[]) => ({ recipients, templates: null });
	const call = bulk('[{"To":"6591230001"},{"To":"60123450002"}]');
	expect(() => guard.check(call, [list('+65*'), list('+60*')])).not.toThrow();
	expect(() => guard.check(call, [list('+60*'), list('+65*')])).toThrow('6591230001');
	expect(() => guard.check(call, [list('+65*'), list()])).toThrow("'Allowed Recipients' is empty");
	// Which item a receiver belongs to is not known here.
	expect(() => guard.check(call, [list('+65*'), list('+60*'), list('*')])).toThrow('6591230001');
});
