import {
	ARIF,
	BUSINESS,
	MEI,
	messagesTo,
	nextRun,
	publish,
	services,
	simulator,
	textsTo,
	useTheatre,
} from './exampleHarness';

useTheatre();

it('delivery-status.json logs delivery statuses and keeps failures apart', async () => {
	await publish('delivery-status.json', 'Delivery Status', 'statusCallbackUrl');
	const status = { MessageId: '1', From: BUSINESS, To: MEI, Timestamp: 1790000000000, TaskId: 't' };
	simulator.control.push({
		kind: 'status',
		entries: [
			{ ...status, Status: 'Delivered' },
			{ ...status, Status: 'Failed', ErrorCode: '131047', ErrorDescription: '131047:Re-engage' },
		],
	});
	const run = await nextRun();
	expect(run?.jsonOf('Log Status')).toEqual([
		expect.objectContaining({ messageId: '1', status: 'delivered', taskId: 't' }),
	]);
	expect(run?.jsonOf('Log Failure')).toEqual([
		expect.objectContaining({
			code: '131047',
			whatToDo: expect.stringMatching(/template/i) as string,
		}),
	]);
});

it('delivery-failure-follow-up.json chooses what to do by the reason', async () => {
	await publish('delivery-failure-follow-up.json', 'Message Failed', 'statusCallbackUrl');
	const failed = (MessageId: string, ErrorCode: string, To: string) => ({
		...{ MessageId, From: BUSINESS, To, Timestamp: 1790000000000, Status: 'Failed' },
		...{ ErrorCode, ErrorDescription: `${ErrorCode}:Failed` },
	});
	simulator.control.push({
		kind: 'status',
		entries: [
			failed('1', '131047', MEI),
			failed('2', '131050', ARIF),
			failed('3', '131026', '6591230000'),
			{ ...failed('4', '', ARIF), Status: 'Delivered', ErrorDescription: '' },
		],
	});
	const run = await nextRun();
	expect(textsTo(MEI)).toEqual([expect.stringMatching(/^Welcome to Acme/)]);
	expect(messagesTo(MEI)[0]?.taskId).toBe('again-1');
	expect(services.askedBy('Send SMS')).toMatchObject([{ to: '+6591230000' }]);
	expect(run?.jsonOf('Do Nothing')).toMatchObject([{ messageId: '2' }]);
	expect(messagesTo(ARIF)).toEqual([]);
});
