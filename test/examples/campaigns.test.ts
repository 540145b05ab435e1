import { runWorkflow } from '../harness';
import { example } from './services';
import {
	ARIF,
	MEI,
	activate,
	messagesTo,
	nextRun,
	options,
	play,
	publish,
	services,
	simulator,
	textsTo,
	write,
	useTheatre,
} from './exampleHarness';

useTheatre();

describe('campaign-from-sheet.json', () => {
	const file = 'campaign-from-sheet.json';
	beforeEach(() => {
		const rows: Array<[string, string, string]> = [
			['+65 9123 0001', 'Mei', ''],
			['+65 9123 0009', 'Ben', 'sending'],
			['no number', 'Eve', ''],
			['+60 12 345 0002', 'Arif', ''],
		];
		services.sheet = rows.map(([Phone, Name, Result], index) => ({
			...{ row_number: index + 2, Phone, Name, Appointment: 'Friday' },
			...{ 'Sent To': '', Result, Delivered: '', Read: '', Failed: '' },
		}));
	});
	const column = (name: string) => services.sheet.map((row) => row[name]);

	it('sends to rows without a result and writes the result into each', async () => {
		await play(file, 'Start');
		expect(textsTo(MEI)).toEqual(['Hello Mei, your appointment is on Friday.']);
		expect(textsTo(ARIF)).toEqual(['Hello Arif, your appointment is on Friday.']);
		expect(messagesTo('6591230009')).toEqual([]);
		expect(column('Result')).toEqual([
			'accepted',
			'sending',
			expect.stringMatching(/^failed: .*no number/),
			'accepted',
		]);
	});

	it('marks rows before anything goes out: a run that broke off repeats nothing', async () => {
		const campaign = example(file);
		const stopping = campaign.nodes.map((node) => ({ ...node, onError: 'stopWorkflow' }));
		simulator.control.fault({ service: 'cams', kind: 'reset', action: 'SendChatappMassMessage' });
		services.sheet.splice(2, 1);
		const brokenOff = await runWorkflow(
			{ ...campaign, nodes: stopping },
			{ ...options(), startAt: 'Start' },
		);
		expect(brokenOff.error).toBeDefined();
		expect(column('Result')).toEqual(['sending', 'sending', 'sending']);
		await play(file, 'Start');
		expect(services.askedBy('Mark Rows')).toHaveLength(2);
		expect(messagesTo(MEI).length).toBeLessThanOrEqual(1);
	});

	it('writes each delivery status into a column of its own, whatever order the runs end in', async () => {
		await publish(file, 'Delivery Status', 'statusCallbackUrl');
		await play(file, 'Start');
		const deadline = Date.now() + 4_000;
		while (!services.sheet[0]?.Delivered && Date.now() < deadline) await nextRun();
		expect(services.sheet[0]).toMatchObject({
			Result: 'accepted',
			Delivered: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			Failed: '',
		});
		expect(services.sheet[1]).toMatchObject({ Result: 'sending', Delivered: '', Failed: '' });

		const [read, failed] = ['2026-01-02T03:04:05.000Z', { code: '131026', advice: 'Check it.' }];
		await play(file, 'Delivery Status', { to: MEI, status: 'read', timestamp: read, error: null });
		await play(file, 'Delivery Status', { to: ARIF, status: 'failed', error: failed });
		await play(file, 'Delivery Status', {
			to: MEI,
			status: 'sent',
			timestamp: '2026',
			error: null,
		});
		expect(services.sheet[0]).toMatchObject({ Read: read, Failed: '' });
		expect(services.sheet[3]).toMatchObject({ Read: '', Failed: '131026: Check it.' });
	});
});

describe('opt-out-list.json', () => {
	const file = 'opt-out-list.json';
	const offer = expect.stringMatching(/^Welcome to Acme/) as string;

	it('keeps those who wrote STOP out of the campaign until they write START', async () => {
		await publish(file, 'Message', 'upCallbackUrl');
		for (const word of ['Stop!', 'STOP', 'Stop the press']) {
			write(word);
			await nextRun();
		}
		expect(services.rows).toEqual([
			{
				...{ person: MEI, phone: MEI, userId: '', name: 'Mei' },
				since: expect.stringMatching(/^\d{4}-/) as string,
			},
		]);
		await play(file, 'Start Campaign');
		expect(textsTo(MEI)).toEqual([expect.stringMatching(/not receive any more offers/)]);
		expect(textsTo(ARIF)).toEqual([offer]);

		write('start');
		await nextRun();
		expect(services.rows).toEqual([]);
		await play(file, 'Start Campaign');
		expect(textsTo(MEI).slice(1)).toEqual([expect.stringMatching(/^Welcome back/), offer]);
	});
});

describe('template-review.json', () => {
	const file = 'template-review.json';

	it('creates the template of the form and tells how its review ended', async () => {
		await play(file, 'New Template', {
			...{ 'Template Name': 'parcel_ready', 'Sample Name': 'Mei' },
			Text: 'Hi $(name), your parcel is ready.',
		});
		expect(simulator.control.state().templates).toContainEqual(
			expect.objectContaining({ name: 'parcel_ready', auditStatus: 'pass' }),
		);
		expect(services.askedBy('Notify Team')).toMatchObject([
			{ text: 'Template parcel_ready: approved' },
		]);
	});

	it('warns when a template is paused later', async () => {
		const { webhookUrl } = await activate(file);
		const entry = (AuditStatus: string) => ({
			...{ WabaId: '104857600001234', TemplateCode: '1119000000000000003', Language: 'en' },
			...{ AuditStatus, Reason: 'LOW_QUALITY', Type: 'template' },
		});
		await fetch(webhookUrl('Template Stopped'), {
			method: 'POST',
			body: JSON.stringify([entry('pass'), entry('paused')]),
		});
		await nextRun();
		expect(services.askedBy('Warn Team')).toMatchObject([
			{ text: 'Template 1119000000000000003 (en) was paused: LOW_QUALITY' },
		]);
	});
});
