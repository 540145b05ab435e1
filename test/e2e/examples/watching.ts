import { itemsOf } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import type { Play } from './play';
import { BUSINESS, expectEqual, MEI, NOBODY } from './exampleHarness';

const status = (MessageId: string, changes: object) => ({
	...{ MessageId, From: BUSINESS, To: MEI, Timestamp: 1790000000000, TaskId: 'order-1' },
	...changes,
});
const failed = (id: string, ErrorCode: string, To = MEI) =>
	status(id, { Status: 'Failed', ErrorCode, ErrorDescription: `${ErrorCode}:Failed`, To });

/** The examples that look after what was sent. */
export const watching: readonly Play[] = [
	{
		file: 'delivery-status.json',
		tells: 'states are logged, failures apart',
		async run(theatre) {
			const workflow = await theatre.publish('delivery-status.json');
			theatre.pushTo(workflow, { status: 'Delivery Status' });
			const entries = [status('1', { Status: 'Delivered' }), failed('2', '131047')];
			theatre.stage.simulator.control.push({ kind: 'status', entries });
			const run = await theatre.runOf(workflow, 'Log Failure');
			const [state] = itemsOf(run, 'Log Status');
			const [failure] = itemsOf(run, 'Log Failure');
			expectEqual('The state', state?.json.status, 'delivered');
			expectEqual('The failure', failure?.json.code, '131047');
			return [`what to do: "${String(failure?.json.whatToDo)}"`];
		},
	},
	{
		file: 'delivery-failure-follow-up.json',
		tells: 'a failure is followed by a template, an SMS or nothing',
		async run(theatre) {
			const workflow = await theatre.publish('delivery-failure-follow-up.json');
			theatre.pushTo(workflow, { status: 'Message Failed' });
			const entries = [
				failed('1', '131047'),
				failed('2', '131050'),
				failed('3', '131026', NOBODY),
				status('4', { Status: 'Delivered' }),
			];
			theatre.stage.simulator.control.push({ kind: 'status', entries });
			const template = await theatre.textTo(MEI);
			const sms = await eventually('The SMS', () =>
				theatre.services.told.texts.find((text) => text.startsWith(`to +${NOBODY}:`)),
			);
			const run = await theatre.runOf(workflow, 'Do Nothing');
			expectEqual('Left alone', itemsOf(run, 'Do Nothing').length, 1);
			return [`template: "${template}"`, `SMS ${sms}`];
		},
	},
];
