import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { createRunContext, type RunSettings } from '../../../../nodes/ChatApp/runtime/runContext';
import type { OperationContext } from '../../../../nodes/ChatApp/runtime/operation';
import type { ApiCall } from '../../../../nodes/alibabaCloud/client/client';
import { errorTable } from '../../../../nodes/alibabaCloud/errors/errorTable';

type Answer = { statusCode: number; body: Buffer };

const answer = (statusCode: number, body: object): Answer => ({
	statusCode,
	body: Buffer.from(JSON.stringify(body)),
});
const OK = answer(200, { Code: 'OK', RequestId: 'r-1', MessageId: 'm-1', GroupMessageId: 'g-1' });
const THROTTLED = answer(400, { Code: 'Throttling.User', RequestId: 'r-1' });

interface Request {
	readonly action: string;
	/** Milliseconds since the run began. */
	readonly at: number;
}

/** A run whose calls are answered one after the other; the last answer counts for all that follow. */
function runWith(
	settings: Partial<RunSettings>,
	answers: Array<Answer | Error> = [OK],
	options: IDataObject = {},
) {
	const began = Date.now();
	const requests: Request[] = [];
	const functions = {
		getNode: () => ({ name: 'Node', type: 'chatApp', typeVersion: 1, parameters: {} }),
		getInputData: () => [{ json: {} }],
		getNodeParameter: () => options,
		getExecuteData: () => ({ data: {}, node: {}, source: null }),
		setMetadata: () => undefined,
		getCredentials: async () => await Promise.resolve({ regionId: 'ap-southeast-1' }),
		helpers: {
			httpRequestWithAuthentication: async (
				_type: string,
				{ headers }: { headers: Record<string, string> },
			) => {
				requests.push({ action: headers['x-acs-action'] ?? '', at: Date.now() - began });
				const given = answers.length > 1 ? answers.shift() : answers[0];
				if (given instanceof Error) throw given;
				return await Promise.resolve(given);
			},
		},
	} as unknown as IExecuteFunctions;
	const run = { maxConcurrency: 10, requestsPerSecond: 0, timeoutMs: 30_000, ...settings };
	const context = createRunContext(functions, run, []).forItems([0]);
	return { context, requests };
}

const call = (action: string, changes: Partial<ApiCall> = {}): ApiCall => ({
	product: 'cams',
	action,
	retry: 'never',
	...changes,
});

/** Makes all calls at once and lets time pass until they have ended. */
async function callAll(context: OperationContext, calls: readonly ApiCall[]): Promise<unknown[]> {
	const ended = Promise.all(
		calls.map(async (one) => await context.callApi(one).catch((error: unknown) => error)),
	);
	await jest.advanceTimersByTimeAsync(120_000);
	return await ended;
}

/** The most requests within a second, wherever it begins. */
const busiest = (requests: readonly Request[]): number =>
	Math.max(
		...requests.map(
			({ at }) => requests.filter((one) => one.at >= at && one.at < at + 1000).length,
		),
	);

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the pace that the user sets', () => {
	test('is one for all sends together, whatever their actions', async () => {
		const { context, requests } = runWith({ requestsPerSecond: 5 });
		const actions = ['SendChatappMessage', 'SendChatappMassMessage', 'ActionOfTomorrow'];
		await callAll(
			context,
			Array.from({ length: 30 }, (_, index) => call(actions[index % 3] ?? '')),
		);
		expect(requests).toHaveLength(30);
		expect(busiest(requests)).toBeLessThanOrEqual(5);
	});

	test('holds for retries as well', async () => {
		const refusals = new Array<Answer>(10).fill(THROTTLED);
		const { context, requests } = runWith({ requestsPerSecond: 5 }, [...refusals, OK]);
		await callAll(context, new Array<ApiCall>(10).fill(call('SendChatappMessage')));
		expect(requests.length).toBeGreaterThanOrEqual(20);
		expect(busiest(requests)).toBeLessThanOrEqual(5);
	});
});

describe('a send', () => {
	const throttling = (code: string): boolean => errorTable.get(code)?.topic === 'throttling';

	test.each([...errorTable.keys()].filter((code) => !throttling(code)))(
		'is not retried after %s',
		async (code) => {
			for (const status of [200, 400, 500, 503]) {
				const refusal = answer(status, { Code: code, RequestId: 'r-1' });
				const { context, requests } = runWith({}, [refusal, OK]);
				await callAll(context, [call('SendChatappMessage')]);
				expect(requests).toHaveLength(1);
			}
		},
	);

	test.each(['ETIMEDOUT', 'ECONNABORTED', 'ECONNRESET', 'ENOTFOUND', 'ECONNREFUSED'])(
		'is not retried after %s',
		async (code) => {
			const lost = Object.assign(new Error('lost'), { code });
			const { context, requests } = runWith({}, [lost, OK]);
			await callAll(context, [call('SendChatappMessage')]);
			expect(requests).toHaveLength(1);
		},
	);

	test('is retried after a refusal for its rate', async () => {
		const { context, requests } = runWith({}, [THROTTLED, OK]);
		await callAll(context, [call('SendChatappMessage')]);
		expect(requests).toHaveLength(2);
	});
});

describe('the limits of what may be sent', () => {
	const limits = {
		allowedRecipients: '+65*',
		allowedTemplates: 'welcome, 1119000000000000002',
	};

	test.each<[string, Partial<ApiCall>]>([
		['a recipient', { body: { To: '60123450002' } }],
		['a recipient in the address', { query: { To: '60123450002' } }],
		['a recipient of a list', { body: { SenderList: [{ To: '6591230001' }, { To: '601' }] } }],
		['a recipient of a list as text', { body: { SenderList: '[{"To":"60123450002"}]' } }],
		['a list in the address', { query: { SenderList: '[{"To":"60123450002"}]' } }],
		['a template', { body: { To: '6591230001', TemplateCode: '1119000000000000009' } }],
		['a template by name', { body: { To: '6591230001', TemplateName: 'other' } }],
		['a template in the address', { query: { TemplateName: 'other' } }],
	])('stop a call with %s that is not on them before it leaves', async (_what, given) => {
		const { context, requests } = runWith({}, [OK], limits);
		const [refused] = await callAll(context, [call('AnySendOfTheService', given)]);
		expect(String(refused)).toMatch(/is not an allowed (?:recipient|template)/);
		expect(requests).toEqual([]);
	});

	test('let through what is on them', async () => {
		const { context, requests } = runWith({}, [OK], limits);
		const body = { To: '6591230001', TemplateCode: '1119000000000000002' };
		await callAll(context, [call('SendChatappMessage', { body })]);
		expect(requests).toHaveLength(1);
	});

	test('know the name of a template that the run has read', async () => {
		const detail = answer(200, { Code: 'OK', RequestId: 'r-1', Data: { Name: 'welcome' } });
		const { context, requests } = runWith({}, [detail, OK], limits);
		const TemplateCode = '1119000000000000077';
		await callAll(context, [
			call('GetChatappTemplateDetail', { retry: 'safe', body: { TemplateCode } }),
		]);
		await callAll(context, [
			call('SendChatappMessage', { body: { To: '6591230001', TemplateCode } }),
		]);
		expect(requests).toHaveLength(2);
	});
});
