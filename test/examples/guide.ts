import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { differenceFrom } from '../harness/difference';
import type { Simulator } from '../simulator';

/** The canvas that leads from no channel to the first message. */
export const GUIDE = join(
	...[__dirname, '..', '..', 'examples', 'getting-started', 'getting-started.json'],
);
/** The step that holds everything that a user fills in. */
export const VALUES = 'Your Values';
export const STEPS = 12;

const MEI = '6591230001';
const WABA = '104857600009999';
/** A picture of one pixel. */
const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

/** What the user fills in, by the name of the value. */
export type Filled = Readonly<Record<string, string>>;

/** What each node of a finished run returned, by its name. */
export type Given = (node: string) => ReadonlyArray<Record<string, unknown>>;

/** Runs a step of the canvas; rejects when the run failed. */
export type Play = (step: number, filled: Filled) => Promise<Given>;

interface Assignments {
	readonly assignments: { assignments: Array<{ name: string; value: string | number }> };
}

/** The canvas with a step chosen and its values filled in; the others are as in the file. */
export function fillIn<T extends { nodes: ReadonlyArray<{ name: string; parameters: object }> }>(
	step: number,
	filled: Filled,
): T {
	const canvas = JSON.parse(readFileSync(GUIDE, 'utf8')) as T;
	const { assignments } = (
		canvas.nodes.find(({ name }) => name === VALUES)?.parameters as Assignments
	).assignments;
	for (const [name, value] of Object.entries({ ...filled, step })) {
		const assignment = assignments.find((one) => one.name === name);
		if (!assignment) throw new Error(`"${VALUES}" has no ${name}`);
		assignment.value = value;
	}
	return canvas;
}

/**
 * Goes the whole way from no channel to the metrics of a sent template, step by step; what a step
 * gave is filled into the next ones, as a user would.
 *
 * @throws Error that says which step gave something else than it should
 */
export async function walkGuide(simulator: Simulator, play: Play): Promise<void> {
	const { control, world } = simulator;
	const run = async (step: number, filled: Filled, returns: Readonly<Record<string, object[]>>) => {
		const given = await play(step, filled);
		for (const [node, items] of Object.entries(returns)) {
			const difference = differenceFrom(items, given(node), node);
			if (difference) throw new Error(`Step ${step}: ${difference}`);
		}
		return (node: string, field: string): string => String(given(node)[0]?.[field]);
	};

	const made = await run(1, {}, { 'Create Channel': [{ instanceId: /^cams-/ }] });
	const channelId = made('Create Channel', 'instanceId');
	await run(
		2,
		{ wabaId: WABA },
		{
			'Bind Business Account': [{ channelId }],
			'Show Business Account': [{ wabaId: WABA, channelId }],
			'Enable Metrics': [{ metricsEnabled: true, channelId }],
		},
	);

	const added = await run(
		3,
		{ channelId, countryCode: '65', nationalNumber: '3158 9002', displayName: 'Acme Sale' },
		{ 'Add Phone Number': [{ phoneNumber: '6531589002' }] },
	);
	const phoneNumber = added('Add Phone Number', 'phoneNumber');
	const own = { channelId, phoneNumber };
	await run(4, own, { 'Request Code': [{ codeRequested: true }] });
	// The simulator "sends" the last six digits of the number as the code.
	const verificationCode = phoneNumber.slice(-6);
	await run(5, { ...own, verificationCode }, { 'Verify Phone Number': [{ verified: true }] });
	await run(6, own, { 'Register Phone Number': [{ registered: true }] });
	const ready = {
		...{ phoneNumber, status: 'CONNECTED', codeVerificationStatus: 'VERIFIED' },
		nextStep: 'The number is ready to send messages.',
	};
	await run(7, { channelId }, { 'Sync Phone Numbers': [ready] });

	world.storage.objects.set('sale.png', {
		...{ data: PICTURE, contentType: 'image/png', isPublic: true },
	});
	const designed = await run(
		8,
		{ channelId, pictureUrl: world.storage.urlOf('sale.png') },
		{ 'Create Template': [{ review: 'pending', variables: ['name', 'department', 'voucher'] }] },
	);
	const templateCode = designed('Create Template', 'templateCode');
	const chosen = { channelId, templateCode, language: 'en' };
	await run(9, chosen, { 'In Review': [{ templateCode }] });
	control.review({ templateCode, status: 'fail', reason: 'INVALID_FORMAT' });
	await run(9, chosen, { Rejected: [{ reason: 'INVALID_FORMAT' }] });
	control.review({ templateCode, status: 'pass' });
	await run(9, chosen, { Approved: [{ templateCode }] });

	const sent = await run(
		10,
		{ ...chosen, phoneNumber, to: `+${MEI}` },
		{ 'Send Template': [{ to: MEI }] },
	);
	const messageId = sent('Send Template', 'messageId');
	const arrived = differenceFrom(
		{
			...{ user: MEI, business: phoneNumber },
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

	await run(11, own, { 'List Messages': [{ messageId, userNumber: MEI, templateCode }] });
	await run(
		12,
		{ channelId, templateCode },
		{
			'Numbers and Quality': [{ phoneNumber, qualityRating: /./ }],
			'Number Metrics': [{ phoneNumber, sentCount: 1, deliveredCount: 1 }],
			'Template Metrics': [{ templateCode, sentCount: 1, readCount: 1 }],
		},
	);
}
