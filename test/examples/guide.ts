import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { differenceFrom } from '../harness/difference';
import type { Simulator } from '../simulator';

export const GUIDE_FOLDER = join(__dirname, '..', '..', 'examples', 'getting-started');

const MEI = '6591230001';
const WABA = '104857600009999';
/** A picture of one pixel. */
const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

/** What the user fills in: fields by the name of the node. */
export type Filled = Readonly<Record<string, object>>;

/** What each node of a finished run gave, by its name. */
export type Given = (node: string) => ReadonlyArray<Record<string, unknown>>;

/** Runs the workflow of one step; rejects when the run failed. */
export type Play = (file: string, filled: Filled) => Promise<Given>;

/** The workflow of a step with the fields filled in. */
export function fillIn<T extends { nodes: ReadonlyArray<{ name: string; parameters: object }> }>(
	file: string,
	filled: Filled,
): T {
	const workflow = JSON.parse(readFileSync(join(GUIDE_FOLDER, file), 'utf8')) as T;
	for (const [name, fields] of Object.entries(filled)) {
		const node = workflow.nodes.find((one) => one.name === name);
		if (!node) throw new Error(`${file} has no node "${name}"`);
		Object.assign(node.parameters, fields);
	}
	return workflow;
}

/** As the editor stores what was picked from a list. */
const picked = (value: string) => ({ __rl: true, mode: 'list', value });

/**
 * Goes the whole way from no channel to the metrics of a sent template, step by step; what a step
 * gave is filled into the next ones, as a user would.
 *
 * @throws Error that says which step gave something else than it should
 */
export async function walkGuide(simulator: Simulator, play: Play): Promise<void> {
	const { control, world } = simulator;
	const run = async (file: string, filled: Filled, returns: Readonly<Record<string, object[]>>) => {
		const given = await play(`${file}.json`, filled);
		for (const [node, items] of Object.entries(returns)) {
			const difference = differenceFrom(items, given(node), node);
			if (difference) throw new Error(`${file}: ${difference}`);
		}
		return (node: string, field: string): string => String(given(node)[0]?.[field]);
	};

	const made = await run('01-create-channel', {}, { 'Create Channel': [{ instanceId: /^cams-/ }] });
	const channelId = made('Create Channel', 'instanceId');
	const channel = picked(channelId);
	await run(
		'02-bind-business-account',
		{ 'Bind Business Account': { wabaId: WABA } },
		{
			'Bind Business Account': [{ channelId }],
			'Show Business Account': [{ wabaId: WABA, channelId }],
			'Enable Metrics': [{ metricsEnabled: true, channelId }],
		},
	);

	const added = await run(
		'03-add-phone-number',
		{
			'Add Phone Number': {
				...{ channel, countryCode: '65', nationalNumber: '3158 9002', verifiedName: 'Acme Sale' },
			},
		},
		{ 'Add Phone Number': [{ phoneNumber: '6531589002' }] },
	);
	const number = added('Add Phone Number', 'phoneNumber');
	const own = { channel, phoneNumber: picked(number) };
	await run(
		'04-request-code',
		{ 'Request Code': own },
		{ 'Request Code': [{ codeRequested: true }] },
	);
	// The simulator "sends" the last six digits of the number as the code.
	const verifyCode = number.slice(-6);
	await run(
		'05-verify-phone-number',
		{ 'Verify Phone Number': { ...own, verifyCode } },
		{ 'Verify Phone Number': [{ verified: true }] },
	);
	await run(
		'06-register-phone-number',
		{ 'Register Phone Number': own },
		{ 'Register Phone Number': [{ registered: true }] },
	);
	const ready = {
		...{ phoneNumber: number, status: 'CONNECTED', codeVerificationStatus: 'VERIFIED' },
		nextStep: 'The number is ready to send messages.',
	};
	await run(
		'07-sync-phone-numbers',
		{ 'Sync Phone Numbers': { channel } },
		{ 'Sync Phone Numbers': [ready] },
	);

	world.storage.objects.set('sale.png', {
		...{ data: PICTURE, contentType: 'image/png', isPublic: true },
	});
	const designed = await run(
		'08-create-template',
		{ 'Get Picture': { url: world.storage.urlOf('sale.png') }, 'Create Template': { channel } },
		{ 'Create Template': [{ review: 'pending', variables: ['name', 'department', 'voucher'] }] },
	);
	const templateCode = designed('Create Template', 'templateCode');
	const chosen = { channel, template: picked(templateCode), language: picked('en') };
	const reading = { 'Read Template': chosen };
	await run('09-follow-review', reading, { 'In Review': [{ templateCode }] });
	control.review({ templateCode, status: 'fail', reason: 'INVALID_FORMAT' });
	await run('09-follow-review', reading, { Rejected: [{ reason: 'INVALID_FORMAT' }] });
	control.review({ templateCode, status: 'pass' });
	await run('09-follow-review', reading, { Approved: [{ templateCode }] });

	const value = { name: 'Mei', department: 'garden', voucher: 'W20-7' };
	const variables = { mappingMode: 'defineBelow', value };
	const sent = await run(
		'10-send-template',
		{ 'Send Template': { ...chosen, from: picked(number), to: `+${MEI}`, variables } },
		{ 'Send Template': [{ to: MEI }] },
	);
	const messageId = sent('Send Template', 'messageId');
	const arrived = differenceFrom(
		{
			...{ user: MEI, business: number },
			appearance: {
				header: { url: /\.png$/ },
				body: 'Hi Mei, this weekend everything in our garden department is 20% off.',
				buttons: [{ url: 'https://example.com/sale/W20-7' }, { text: 'Stop promotions' }],
			},
		},
		control.state().messages.find(({ id }) => id === messageId),
		'The message on the phone',
	);
	if (arrived) throw new Error(arrived);
	control.read({ messageId });

	await run(
		'11-list-messages',
		{ 'List Messages': { channel, businessNumber: picked(number) } },
		{ 'List Messages': [{ messageId, userNumber: MEI, templateCode }] },
	);
	await run(
		'12-quality-and-metrics',
		{
			'Numbers and Quality': { channel },
			'Number Metrics': { channel },
			'Template Metrics': { channel, template: picked(templateCode) },
		},
		{
			'Numbers and Quality': [{ phoneNumber: number, qualityRating: /./ }],
			'Number Metrics': [{ phoneNumber: number, sentCount: 1, deliveredCount: 1 }],
			'Template Metrics': [{ templateCode, sentCount: 1, readCount: 1 }],
		},
	);
}
