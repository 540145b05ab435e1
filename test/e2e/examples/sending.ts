import { hasEnded, itemsOf } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import type { Play } from './play';
import {
	ARIF,
	expectEqual,
	json,
	MEI,
	NOBODY,
	SECRET_HEADER,
	startable,
	type Node,
} from './exampleHarness';

const TABLE = 'n8n-nodes-base.dataTable';

/** The examples that send by themselves. */
export const sending: readonly Play[] = [
	{
		file: 'crm-order-to-template.json',
		tells: 'a CRM reports an order, the customer gets a template',
		async run(theatre) {
			const workflow = await theatre.publish('crm-order-to-template.json');
			const url = theatre.stage.webhookUrl(workflow, '', 'crm-order-shipped');
			const order = { number: 'A-1001', arrival: 'Friday', tracking: 'T-7' };
			await theatre.call(url, json({ customer: 'Mei', phone: `+${MEI}`, order }));
			const text = await theatre.textTo(MEI);
			expectEqual(
				'The message',
				text,
				'Hi Mei, your order A-1001 ships today and arrives on Friday.',
			);
			return [`Mei's phone shows "${text}"`];
		},
	},
	{
		file: 'campaign-from-sheet.json',
		tells: 'a sheet is sent and gets its states back (web hook in place of the manual trigger)',
		async run(theatre) {
			const { spreadsheet } = theatre.services;
			spreadsheet.rows = [
				['+65 9123 0001', 'Mei', 'Friday', '', ''],
				['+65 9123 0009', 'Ben', 'Friday', '', 'sending'],
				['no number', 'Eve', 'Friday', '', ''],
				[`+${NOBODY}`, 'Nobody', 'Friday', '', ''],
			];
			const start = startable('Start', 'start-campaign');
			const workflow = await theatre.publish('campaign-from-sheet.json', start);
			theatre.pushTo(workflow, { status: 'Delivery Status' });
			await theatre.call(theatre.stage.webhookUrl(workflow, '', 'start-campaign'), {});
			const read = () =>
				spreadsheet.rows.map((_row, index) => ({
					result: spreadsheet.cell(index, 'Result'),
					delivered: spreadsheet.cell(index, 'Delivered'),
					failed: spreadsheet.cell(index, 'Failed'),
				}));
			const rows = await eventually('The states in the sheet', () => {
				const [first, , , last] = read();
				return first?.delivered && last?.failed ? read() : undefined;
			});
			const untouched = { result: 'sending', delivered: '', failed: '' };
			expectEqual('The row that was sent before', rows[1], untouched);
			if (!rows[2]?.result.startsWith('failed')) throw new Error(`It says ${rows[2]?.result}`);
			expectEqual('The phones', theatre.messagesTo('6591230009').length, 0);
			return rows.map(
				({ result, delivered, failed }, row) =>
					`row ${row + 2}: ${result} / ${(delivered && 'delivered') || failed || '-'}`,
			);
		},
	},
	{
		file: 'one-time-password.json',
		tells: 'a code goes out and is good for one try (its data table is chosen)',
		async run(theatre) {
			const table = await theatre.stage.n8n.createDataTable('One-Time Codes', [
				{ name: 'phone', type: 'string' },
				{ name: 'code', type: 'string' },
				{ name: 'expiresAt', type: 'number' },
			]);
			const workflow = await theatre.publish('one-time-password.json', using(table));
			const call = async (path: string, body: object) => {
				const secret = { [SECRET_HEADER.name]: SECRET_HEADER.value };
				return await theatre.call(
					theatre.stage.webhookUrl(workflow, '', path),
					json({ phone: `+${MEI}`, ...body }, secret),
				);
			};
			await call('one-time-code', {});
			const [code = ''] = /^\d{6}/.exec(await theatre.textTo(MEI)) ?? [];
			const check = async (given: string) => await call('one-time-code-check', { code: given });
			expectEqual('The verdict', JSON.parse(await check(code)), { verified: true });
			expectEqual('The second verdict', JSON.parse(await check(code)), { verified: false });
			await call('one-time-code', {});
			const [next = ''] = /^\d{6}/.exec(await theatre.textTo(MEI, 2)) ?? [];
			const wrong = next === '000000' ? '000001' : '000000';
			expectEqual('A wrong code', JSON.parse(await check(wrong)), { verified: false });
			expectEqual('The right one after it', JSON.parse(await check(next)), { verified: false });
			// The last answer was given before its run ended, upon which n8n forgets the run.
			await eventually('The end of the last run, with nothing kept of it', async () => {
				const { length } = await theatre.stage.n8n.executions(workflow.id);
				return length === 0 || undefined;
			});
			return ['six digits, right at the first try only; n8n kept no execution with the code'];
		},
	},
	{
		file: 'opt-out-list.json',
		tells: 'who wrote STOP is skipped (web hook for the manual trigger, its data table chosen)',
		async run(theatre) {
			const table = await theatre.stage.n8n.createDataTable('Opt-Outs', [
				...['person', 'phone', 'userId', 'name', 'since'].map(
					(name) => ({ name, type: 'string' }) as const,
				),
			]);
			const start = startable('Start Campaign', 'start-offers');
			const change = (node: Node): Node => start(using(table)(node));
			const workflow = await theatre.publish('opt-out-list.json', change);
			theatre.pushTo(workflow, { inbound: 'Message' });
			const campaign = async () =>
				await theatre.call(theatre.stage.webhookUrl(workflow, '', 'start-offers'), {});
			theatre.write('Stop');
			const stopped = await theatre.textTo(MEI);
			await campaign();
			const offer = await theatre.textTo(ARIF);
			expectEqual('Messages to Mei', theatre.messagesTo(MEI).length, 1);
			theatre.write('start');
			await theatre.textTo(MEI, 2);
			await campaign();
			expectEqual('The offer to Mei', await theatre.textTo(MEI, 3), offer);
			return [`Mei wrote STOP and got "${stopped}"`, 'the campaign reached her after START only'];
		},
	},
	{
		file: 'template-review.json',
		tells: 'a form creates a template, Slack hears how its review ended',
		async run(theatre) {
			const workflow = await theatre.publish('template-review.json');
			const form = new FormData();
			const values = ['parcel_ready', 'Hi $(name), your parcel is ready.', 'Mei'];
			values.forEach((value, index) => form.append(`field-${index}`, value));
			const trigger = workflow.file.nodes.find(({ name }) => name === 'New Template');
			const url = `${theatre.stage.server.url}/form/${trigger?.webhookId}`;
			await theatre.call(url, { body: form });
			const run = await theatre.runOf(workflow, 'Notify Team');
			const { review, templateCode } = itemsOf(run, 'Create Template')[0]?.json ?? {};
			expectEqual('The review', review, 'approved');
			const told = 'Template parcel_ready: approved';
			expectEqual('What Slack was told', theatre.services.told.texts.at(-1), told);
			return [`template ${String(templateCode)}; Slack was told "${told}"`];
		},
	},
	{
		file: 'ai-agent-tool.json',
		tells: 'an agent uses the node as its tool (its chat is made public, the model is scripted)',
		async run(theatre) {
			const open = (node: Node): Node =>
				node.name === 'Colleague Writes'
					? { ...node, parameters: { public: true, mode: 'webhook', options: {} } }
					: node;
			const workflow = await theatre.publish('ai-agent-tool.json', open);
			const trigger = workflow.file.nodes.find(({ name }) => name === 'Colleague Writes');
			const url = theatre.stage.webhookUrl(workflow, '', `${trigger?.webhookId}/chat`);
			const order = { order: 'A-1001', name: 'Mei', arrival: 'Friday', tracking: 'T-7' };
			const ask = async (phone: string) => {
				theatre.services.model.choice = { ...order, phone };
				const chatInput = `Tell +${phone} that order A-1001 arrives on Friday`;
				await theatre.call(url, json({ action: 'sendMessage', sessionId: phone, chatInput }));
			};
			await ask(MEI);
			const text = await theatre.textTo(MEI);
			await ask(ARIF);
			const run = await eventually('The second run', async () => {
				const runs = await theatre.stage.n8n.executions(workflow.id);
				const ended = runs.filter(hasEnded);
				return ended.length === 2 ? ended[0] : undefined;
			});
			if (!run.data?.resultData.runData['Send Order Update']) throw new Error('No tool was called');
			expectEqual('Messages to a number that is not allowed', theatre.messagesTo(ARIF).length, 0);
			return [`Mei's phone shows "${text}"`, 'a number outside of Allowed Recipients got nothing'];
		},
	},
];

/** Chooses the data table, as a user does after the import. */
function using(table: string): (node: Node) => Node {
	const dataTableId = { __rl: true, mode: 'id', value: table };
	return (node) =>
		node.type === TABLE ? { ...node, parameters: { ...node.parameters, dataTableId } } : node;
}
