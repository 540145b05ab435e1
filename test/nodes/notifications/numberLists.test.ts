import type { IDataObject } from 'n8n-workflow';

import { editorMethod } from '../../harness';
import { useAnsweringService } from '../ChatApp/answeringService';
import { byId } from '../ChatApp/fields/parameters';

const service = useAnsweringService();

const FORMS = {
	chatAppTrigger: { registerAutomatically: true, channel: byId('cams-1') },
	chatAppQueueTrigger: { switchQueueOn: true, channel: byId('cams-1') },
};

const ask = async (
	type: keyof typeof FORMS,
	kind: 'listSearch' | 'loadOptions',
	method: string,
	said: IDataObject,
): Promise<unknown> => {
	service.say(said);
	const options = { credentials: service.credentials() };
	return await (
		await editorMethod({ type, parameters: FORMS[type] }, kind, method, options)
	)();
};

describe.each(['chatAppTrigger', 'chatAppQueueTrigger'] as const)(
	'the numbers of the %s',
	(type) => {
		const numbers = async (said: IDataObject) =>
			await ask(type, 'loadOptions', 'getPhoneNumbers', said);

		test('leave out rows without a number, and take rows in JSON text', async () => {
			const rows = [null, { VerifiedName: 'x' }, { PhoneNumber: '6531589000' }];
			for (const PhoneNumbers of [rows, JSON.stringify(rows)]) {
				expect(await numbers({ PhoneNumbers } as IDataObject)).toMatchObject([
					{ name: '+6531589000', value: '6531589000' },
				]);
			}
		});

		test('say what they lack, and that there is none', async () => {
			await expect(numbers({ PhoneNumbers: [{ VerifiedName: 'x' }] })).rejects.toThrow(
				'The service returned a list without phone numbers',
			);
			await expect(numbers({ PhoneNumbers: [] })).rejects.toThrow(
				'This channel has no phone number',
			);
		});
	},
);

test('the queues of channels without IDs are not said to be off', async () => {
	const queues = async (said: IDataObject) =>
		await ask('chatAppQueueTrigger', 'listSearch', 'searchInboundQueues', said);

	await expect(queues({ Data: [{ InstanceName: 'x' }] })).rejects.toThrow(
		'The service returned a list without IDs',
	);
	await expect(
		queues({ Data: [null, { InstanceName: 'x' }, { InstanceId: 'cams-1' }] }),
	).rejects.toThrow('No number of this account has a queue');
});
