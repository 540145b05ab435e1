import { answeredId } from '../../../../nodes/ChatApp/runtime/results';
import type { OperationContext } from '../../../../nodes/ChatApp/runtime/operation';
import { prepareMessage } from '../../../../nodes/ChatApp/resources/message/sendCall';
import { createItemMemory } from '../../../../nodes/ChatApp/runtime/sendMemory';

test.each([
	[{ MessageId: '2611230029205120001' }, '2611230029205120001'],
	[{ Data: { MessageId: 'wamid.abc' } }, 'wamid.abc'],
	[{ MessageId: 'at the top', Data: { MessageId: 'within' } }, 'at the top'],
	[{ MessageId: 42 }, '42'],
	[{ Data: '{"MessageId":"wamid.abc"}' }, 'wamid.abc'],
	[{ Data: 'accepted' }, null],
	[{ Data: null }, null],
	[{ MessageId: '' }, null],
	[{ MessageId: ' ' }, null],
	[{}, null],
])('the ID of %j is %j', (envelope, id) => {
	expect(answeredId(envelope, 'MessageId')).toBe(id);
});

test('a send returns the ID wherever the service puts it', async () => {
	const store = { read: () => undefined, write: () => undefined, remove: () => undefined };
	const memory = createItemMemory(store, Date.now);
	const context = {
		memory: () => memory,
		callApi: async () =>
			await Promise.resolve({ Code: 'OK', RequestId: 'R-1', Data: { MessageId: 'wamid.abc' } }),
	} as unknown as OperationContext;
	const envelope = { channelType: 'whatsapp', channel: 'c', from: '1', to: '2', options: {} };
	const whatsapp = { ...envelope, channelType: 'whatsapp' } as const;
	const sent = await prepareMessage(context, 0, whatsapp, { message: {} }).run();
	expect(sent).toMatchObject({ messageId: 'wamid.abc', requestId: 'R-1' });
});
