import type { IDataObject } from 'n8n-workflow';

import { healthLine } from '../../../../../nodes/ChatApp/resources/channel/check/health';
import {
	isSameTarget,
	triggerUrlLine,
} from '../../../../../nodes/ChatApp/resources/channel/check/triggerUrl';
import { isPrivateHost } from '../../../../../nodes/alibabaCloud/files/privateHost';
import type { QueueStore } from '../../../../simulator/smq';
import { byId, CHANNEL, VIBER_CHANNEL } from '../../fields/parameters';
import { results, run, simulator, useSimulator } from '../../workbench';

const TRIGGER_URL = 'https://n8n.example.com/webhook/6f1c0e5a/chat-app';
const INBOUND = 'Alicom-Queue-1234567890123456-ChatAppInbound';
const CHECK = {
	resource: 'channel',
	operation: 'check',
	channel: byId(CHANNEL),
	triggerUrl: '',
	options: {},
};

useSimulator();
beforeEach(() => {
	simulator.control.permissions({ deny: [] });
	simulator.control.activate({ activated: true });
});

/** The report by the name of each line. */
async function report(changes: object = {}): Promise<Record<string, IDataObject>> {
	const lines = await results({ ...CHECK, ...changes });
	return Object.fromEntries(lines.map((line) => [String(line.check), line]));
}

const statuses = (found: Record<string, IDataObject>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(found).map(([name, { status }]) => [name, status]));

test('reports every check in a line of its own', async () => {
	simulator.control.number({ number: '6531589001', status: 'CONNECTED', queueFlag: 'Y' });

	expect(statuses(await report())).toEqual({
		Summary: 'OK',
		Credential: 'OK',
		Permissions: 'OK',
		Service: 'OK',
		Channel: 'OK',
		'Number +6531589000': 'OK',
		'Inbound Messages of +6531589000': 'OK',
		'Delivery Status of +6531589000': 'OK',
		'Number +6531589001': 'OK',
		'Inbound Messages of +6531589001': 'OK',
		'Delivery Status of +6531589001': 'OK',
		'Trigger URL': 'Not Checked',
		[`Queue ${INBOUND}`]: 'OK',
		[`Queue ${INBOUND.replace('Inbound', 'Status')}`]: 'OK',
		[`Queue ${INBOUND.replace('Inbound', 'Audit')}`]: 'OK',
		'WhatsApp Health of Business Account': 'OK',
		'WhatsApp Health of +6531589000': 'OK',
		'WhatsApp Health of +6531589001': 'OK',
	});
});

test('finds what is wrong with a number, and sums it up', async () => {
	simulator.control.number({ number: '6531589000', quality: 'RED' });
	const found = await report();

	expect(found.Summary).toEqual({
		check: 'Summary',
		status: 'Problem',
		found: expect.stringContaining('4 problems, 1 warning, '),
		todo: expect.stringContaining('Number +6531589001'),
		channelId: CHANNEL,
	});
	expect(found['Number +6531589000']).toMatchObject({
		status: 'Warning',
		found: "State CONNECTED, quality RED, limit 10,000 people a day, name 'Acme Support'.",
		todo: expect.stringContaining('Pause campaigns'),
	});
	expect(found['Inbound Messages of +6531589001']).toMatchObject({
		status: 'Problem',
		found: 'Neither a receipt URL nor a queue is set, so nothing is delivered.',
	});
	expect(found['WhatsApp Health of +6531589001']).toMatchObject({
		status: 'Problem',
		found: 'Sending status: BLOCKED. PHONE: The number is not connected. (141000)',
		todo: 'Register the number.',
	});
});

test('what has to be done is on top, and nothing is to be done about what is fine', async () => {
	const order = (await results(CHECK)).map(({ status }) => String(status));
	const rank = ['Problem', 'Warning', 'OK', 'Not Checked'];
	const toDo = order.slice(1).filter((status) => rank.indexOf(status) < 2);
	expect(toDo.length).toBeGreaterThan(0);
	expect(order.slice(1, 1 + toDo.length)).toEqual(toDo);
	expect(toDo).toEqual([...toDo].sort((a, b) => rank.indexOf(a) - rank.indexOf(b)));
	const fine = (await results(CHECK)).filter(({ status }) => status === 'OK');
	expect(new Set(fine.map(({ todo }) => todo))).toEqual(new Set(['']));
});

test('one number can be checked alone', async () => {
	const found = await report({ options: { phoneNumber: '+65 3158 9000' } });
	expect(Object.keys(found).join()).not.toContain('+6531589001');
	expect(found).toHaveProperty(['Number +6531589000']);
	expect(found.Summary?.found).not.toMatch(/problem|warning/);
	const unknown = await report({ options: { phoneNumber: '6531580000' } });
	expect(unknown['Number +6531580000']).toMatchObject({ status: 'Problem' });
});

test('compares receipt URLs with the trigger, and shows no path of another one', async () => {
	simulator.control.number({
		number: '6531589000',
		upCallbackUrl: `${TRIGGER_URL}/?x=1`,
		statusCallbackUrl: 'https://crm.example.com/hook/secret-path',
	});
	const found = await report({ triggerUrl: TRIGGER_URL });

	expect(found['Inbound Messages of +6531589000']).toMatchObject({ status: 'OK' });
	expect(found['Delivery Status of +6531589000']).toMatchObject({
		status: 'Problem',
		found: expect.stringContaining('pushed to a different URL: https://crm.example.com.'),
	});
	expect(JSON.stringify(found)).not.toContain('secret-path');
	expect(found['Trigger URL']).toMatchObject({ status: 'OK', todo: '' });
});

test('tells when something waits in a queue, and when its runs seem to fail', async () => {
	simulator.world.queues.enqueue(INBOUND, '{}');
	expect((await report())[`Queue ${INBOUND}`]).toMatchObject({
		status: 'OK',
		found: expect.stringMatching(/^The queue is readable and at least one message is waiting\./),
	});

	for (let deliveries = 0; deliveries < 3; deliveries++) {
		const queues = simulator.world.queues as QueueStore;
		for (const { receiptHandle } of queues.receive(INBOUND, 1)) {
			queues.changeVisibility(INBOUND, String(receiptHandle), 0);
		}
	}
	expect((await report())[`Queue ${INBOUND}`]).toMatchObject({
		status: 'Warning',
		found: expect.stringContaining('delivered 3 times'),
	});
});

test('explains each refused call and returns one statement for all permissions', async () => {
	simulator.control.permissions({
		deny: ['cams:ListInstance', 'cams:GetWhatsappHealthStatus', 'dybaseapi:QueryTokenForMnsQueue'],
	});
	const found = await report();

	expect(found.Credential).toMatchObject({ status: 'OK' });
	expect(found.Permissions).toMatchObject({
		status: 'Problem',
		todo: expect.stringContaining(
			'"Action":["cams:ListInstance","cams:GetWhatsappHealthStatus","dybaseapi:QueryTokenForMnsQueue"]',
		),
	});
	expect(found.Channel).toMatchObject({ status: 'Problem' });
	expect(found['Number +6531589000']).toMatchObject({ status: 'OK' });
});

test.each([
	['a wrong secret', { accessKeySecret: 'test-wrong-secret' }],
	['no connection', { camsEndpoint: 'http://127.0.0.1:1' }],
])('with %s says so once', async (_name, change) => {
	const finished = await run(CHECK, [{}], { ...simulator.credential, ...change });
	const lines = finished.jsonOf('Node');

	expect(lines.map(({ check }) => check)).toEqual(['Summary', 'Credential', 'Trigger URL']);
	expect(lines[1]).toMatchObject({ status: 'Problem', todo: expect.any(String) });
	expect(JSON.stringify(lines)).not.toContain('test-wrong-secret');
});

test('works for a service that is not active, a channel that is not there and one without numbers', async () => {
	expect((await report({ channel: byId('cams-nowhere') })).Channel).toMatchObject({
		status: 'Problem',
		found: 'The account has 5 channels, but none with the ID cams-nowhere.',
	});
	expect((await report({ channel: byId(VIBER_CHANNEL) })).Numbers).toMatchObject({
		status: 'Not Checked',
	});
	simulator.control.activate({ activated: false });
	expect((await report()).Service).toMatchObject({ status: 'Problem' });
});

test.each([
	['http://localhost:5678/webhook/a', 'Problem'],
	['https://192.168.1.5/webhook/a', 'Problem'],
	['https://n8n/webhook/a', 'Problem'],
	['https://n8n.example.com/webhook-test/a', 'Problem'],
	['n8n.example.com/webhook/a', 'Problem'],
	['http://n8n.example.com/webhook/a', 'Warning'],
	[TRIGGER_URL, 'OK'],
])('judges the trigger URL %s: %s', (triggerUrl, status) => {
	expect(triggerUrlLine(triggerUrl)).toMatchObject({ check: 'Trigger URL', status });
});

test("passes on WhatsApp's advice for each entity once", () => {
	const error = {
		ErrorCode: '141010',
		ErrorDescription: 'Low quality.',
		PossibleSolution: 'Send less.',
	};
	const Entities = ['PHONE_NUMBER', 'WABA', 'WABA'].map((EntityType) => ({
		EntityType,
		Errors: [error],
	}));
	expect(healthLine('Health', { CanSendMessage: 'LIMITED', Entities })).toEqual({
		check: 'Health',
		status: 'Warning',
		found:
			'Sending status: LIMITED. PHONE_NUMBER: Low quality. (141010) WABA: Low quality. (141010)',
		todo: 'Send less.',
	});
	expect(healthLine('Health', {})).toMatchObject({ status: 'Warning', todo: expect.any(String) });
});

test('knows addresses that only a network of its own reaches', () => {
	const inside = ['10.1.2.3', '172.20.0.1', '100.64.0.1', '169.254.1.1', '[fd00::1]', 'n8n.local'];
	const outside = ['n8n.example.com', '8.8.8.8', '172.32.0.1', '100.128.0.1', '[2001:db8::1]'];
	expect(inside.filter(isPrivateHost)).toEqual(inside);
	expect(outside.filter(isPrivateHost)).toEqual([]);
	expect(isSameTarget('http://a.example/x/', 'https://a.example/x?y=1')).toBe(true);
	expect(isSameTarget('https://a.example/x', 'https://a.example/y')).toBe(false);
});
