import { listSearch, loadNode } from '../../harness';
import { sampleText } from '../notifications/items/samples';
import {
	AUDIT,
	byName,
	enqueue,
	INBOUND,
	inbound,
	left,
	simulator,
	start,
	startNode,
	STATUS,
	texts,
	until,
	useQueues,
} from './queueBench';

useQueues();

describe('what starts a run', () => {
	const notification = (messageId: string, text: string): string =>
		JSON.stringify({ MessageId: messageId, From: '65', Type: 'TEXT', Message: text });

	it('is what the filters let pass; the rest is deleted without a run', async () => {
		const running = await start({ filters: { textContains: 'order' } });
		enqueue(notification('m1', 'hello'));
		enqueue(notification('m2', 'my order'));

		(await running.next()).finish();
		await until(() => left() === 0);
		expect(texts(running)).toEqual(['my order']);
	});

	it('is each event once, also while its run lasts', async () => {
		const running = await start();
		enqueue(inbound('m1'));
		const emission = await running.next();
		enqueue(inbound('m1'));
		await until(() => left() === 1);
		emission.finish();
		enqueue(inbound('m1'));

		await until(() => left() === 0);
		expect(texts(running)).toEqual(['m1']);
	});

	it('is an event again after its run failed', async () => {
		const running = await start();
		enqueue(inbound('m1'));
		(await running.next()).finish({ status: 'error' });
		(await running.next()).finish();

		await until(() => left() === 0);
		expect(texts(running)).toEqual(['m1', 'm1']);
	});

	it('is everything when duplicates are wanted', async () => {
		const running = await start({ options: { deduplicate: false } });
		for (let times = 0; times < 2; times++) enqueue(inbound('m1'));

		for (let times = 0; times < 2; times++) (await running.next()).finish();
		await until(() => left() === 0);
	});

	it('has the file that came with it, when files are wanted', async () => {
		const running = await start({ options: { downloadMedia: true } });
		const sent = { link: `${simulator.endpoints.oss}/nothing/here.jpg` };
		enqueue(JSON.stringify({ MessageId: 'm1', From: '65', Type: 'IMAGE', Message: sent }));

		const emission = await running.next();
		expect(emission.outputs[0]?.[0]?.json).toMatchObject({
			media: { url: sent.link },
			mediaError: expect.any(String),
		});
	});

	it('is no message whose run was over when n8n stopped before it was deleted', async () => {
		const credentials = { alibabaCloudApi: simulator.credential };
		const parameters = { inboundQueue: byName(INBOUND) };
		const loaded = await loadNode({ type: 'chatAppQueueTrigger', parameters }, { credentials });
		const first = await startNode(loaded);
		enqueue(inbound('m1'));
		const emission = await first.next();
		const service = { service: 'mns', action: 'BatchDeleteMessage' } as const;
		simulator.control.fault({ ...service, kind: 'status', status: 500, times: 3 });
		emission.finish();
		await until(
			() => simulator.requests.filter(({ action }) => action === service.action).length === 3,
		);
		await first.close();

		const kept = JSON.parse(JSON.stringify(loaded.staticData)) as object;
		const second = await loadNode({ type: 'chatAppQueueTrigger', parameters }, { credentials });
		Object.assign(second.staticData, kept);
		const again = await startNode(second);

		await until(() => left() === 0);
		expect(again.emissions).toHaveLength(0);
		// It is forgotten with the next run that starts.
		await new Promise((resolve) => setTimeout(resolve, 100));
		enqueue(inbound('m2'));
		await again.next();
		expect(second.staticData.finished).toEqual([]);
	});
});

describe('the list of queues', () => {
	const search = async (method: string, filter?: string) =>
		await listSearch(
			{ type: 'chatAppQueueTrigger', parameters: {} },
			method,
			{ filter },
			{
				credentials: { alibabaCloudApi: simulator.credential },
			},
		);

	it.each([
		['searchInboundQueues', INBOUND, 'Acme Support +6531589000'],
		['searchStatusQueues', STATUS, 'Acme Support +6531589000'],
		['searchReviewQueues', AUDIT, 'usual name'],
	])('%s has what the numbers name', async (method, value, usedBy) => {
		expect(await search(method)).toEqual({ results: [{ name: `${value} · ${usedBy}`, value }] });
		expect(await search(method, 'acme sales')).toEqual({ results: [] });
	});

	it('goes through the channels where the service wants one', async () => {
		simulator.control.fault({
			...{ service: 'cams', action: 'QueryChatappPhoneNumbers' },
			...{ kind: 'status', status: 400, code: 'MissingCustSpaceId', times: 1 },
		});

		expect((await search('searchInboundQueues')).results).toHaveLength(1);
	});

	it('says what to do when no number has one', async () => {
		simulator.control.number({ number: '6531589000', queueFlag: 'N' });

		await expect(search('searchInboundQueues')).rejects.toThrow(
			'No number of this account has a queue',
		);
	});
});

describe('several queues', () => {
	it('are read at once, each kind on its output', async () => {
		const running = await start({ events: ['inbound', 'status'], statusQueue: byName(STATUS) });
		enqueue(inbound('m1'));
		enqueue(sampleText('smq/status-read.json'), STATUS);

		const found = [await running.next(), await running.next()];

		const outputs = found.map(({ outputs: both }) => both.map((items) => items[0]?.json.event));
		expect(outputs).toContainEqual(['inbound', undefined]);
		expect(outputs).toContainEqual([undefined, 'status']);
		expect(found.every(({ outputs: both }) => both.length === 2)).toBe(true);
	});

	it('run no more than the parallel runs at a time', async () => {
		const running = await start({ options: { parallelRuns: 2 } });
		for (let index = 0; index < 5; index++) enqueue(inbound(`m${index}`));

		await until(() => running.emissions.length === 2);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(running.emissions).toHaveLength(2);

		for (let index = 0; index < 5; index++) (await running.next()).finish();
		await until(() => left() === 0);
	});
});
