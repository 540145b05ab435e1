import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { runNode, runWorkflow, type WorkflowFile } from '../../../harness';
import { startSimulator, type Simulator } from '../../../simulator';
import { byId, callsOf, CHANNEL, MEI, run, SEND, SENDER } from '../workbench';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.control.reset());

const NEW_NUMBER = '6531589002';

/** One after the other, in a line. */
function chain(steps: ReadonlyArray<readonly [name: string, parameters: object]>): WorkflowFile {
	const names = ['Start', ...steps.map(([name]) => name)];
	return {
		name: 'Chain',
		nodes: names.map((name, index) => ({
			...{ id: name, name, typeVersion: 1, position: [index * 200, 0] },
			type: index === 0 ? 'n8n-nodes-base.manualTrigger' : 'n8n-nodes-alibabacloud-chatapp.chatApp',
			parameters: index === 0 ? {} : (steps[index - 1]?.[1] ?? {}),
		})),
		connections: Object.fromEntries(
			names
				.slice(0, -1)
				.map((name, index) => [
					name,
					{ main: [[{ node: names[index + 1], type: 'main', index: 0 }]] },
				]),
		),
	} as unknown as WorkflowFile;
}

const step = (operation: string, more: object = {}) => ({
	...{ resource: 'phoneNumber', operation, channel: byId(CHANNEL) },
	...{ phoneNumber: byId('={{ $json.phoneNumber }}'), ...more },
});

test('a number goes from being added to sending in one workflow', async () => {
	const workflow = chain([
		[
			'Add',
			step('add', { countryCode: '65', nationalNumber: '31589002', verifiedName: 'Acme Returns' }),
		],
		['Request Code', step('requestCode', { method: 'SMS', locale: 'en_US' })],
		['Verify', step('verify', { verifyCode: '={{ $json.phoneNumber.slice(-6) }}' })],
		['Register', step('register')],
		['Sync', step('sync')],
	]);
	const credentials = { alibabaCloudApi: simulator.credential };
	const finished = await runWorkflow(workflow, { credentials });
	expect(finished.error).toBeUndefined();
	for (const name of ['Add', 'Request Code', 'Verify', 'Register']) {
		expect(finished.jsonOf(name)[0]).toMatchObject({ phoneNumber: NEW_NUMBER });
	}
	const synced = finished.jsonOf('Sync').find(({ phoneNumber }) => phoneNumber === NEW_NUMBER);
	expect(synced).toMatchObject({
		...{ status: 'CONNECTED', codeVerificationStatus: 'VERIFIED' },
		nextStep: 'The number is ready to send messages.',
	});

	simulator.control.reply({ user: MEI, to: NEW_NUMBER, text: 'Hello?' });
	const sent = await run(simulator, { ...SEND, from: byId(NEW_NUMBER) });
	expect(sent.error).toBeUndefined();
});

test('a number cannot be registered before it is verified, nor sent from before it is synced', async () => {
	const add = { countryCode: '65', nationalNumber: '31589002', verifiedName: 'Acme Returns' };
	await run(simulator, step('add', add));
	const number = { phoneNumber: byId(NEW_NUMBER) };
	const early = await run(simulator, step('register', number));
	expect(early.error?.message).toMatch(/not registered/);
	const guess = await run(simulator, step('verify', { ...number, verifyCode: '000000' }));
	expect(guess.error?.description).toContain('InvalidParameter.VerifyCode');
	await run(simulator, step('requestCode', { ...number, method: 'SMS', locale: 'en_US' }));
	await run(simulator, step('verify', { ...number, verifyCode: '589002' }));
	const unsynced = await run(simulator, { ...SEND, from: byId(NEW_NUMBER) });
	expect(unsynced.error?.message).toMatch(/not registered/);
});

test('a code that may have been sent is not asked for again by itself', async () => {
	simulator.control.fault({ service: 'cams', action: 'GetChatappVerifyCode', kind: 'reset' });
	const number = { phoneNumber: byId(SENDER), method: 'SMS', locale: 'en_US' };
	const { error } = await run(simulator, step('requestCode', number));
	expect(error?.message).toBeDefined();
	const tries = simulator.requests.filter(({ action }) => action === 'GetChatappVerifyCode');
	expect(tries.length).toBeLessThan(2);
});

test('the picture of a profile is taken from the incoming item and stored first', async () => {
	const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');
	const item = (mimeType: string): INodeExecutionData => ({
		json: {},
		binary: { logo: { data: png, mimeType, fileName: 'logo.png' } },
	});
	const parameters = step('updateProfile', {
		phoneNumber: byId(SENDER),
		updateFields: { pictureFieldName: 'logo', about: 'Shoes' },
	});
	const upload = async (mimeType: string) =>
		await runNode(
			{ type: 'chatApp', parameters },
			{ credentials: { alibabaCloudApi: simulator.credential }, input: [item(mimeType)] },
		);
	const refused = await upload('image/gif');
	expect(refused.error?.message).toMatch(/does not take as image: logo\.png is image\/gif/);
	expect(callsOf(simulator, 'ModifyPhoneBusinessProfile')).toEqual([]);

	const finished = await upload('image/png');
	const [result] = finished.jsonOf('Node') as [IDataObject];
	expect(result.profilePictureUrl).toMatch(/\.png$/);
	expect(callsOf(simulator, 'ModifyPhoneBusinessProfile')).toEqual([
		{
			...{ CustSpaceId: CHANNEL, PhoneNumber: SENDER, About: 'Shoes' },
			ProfilePictureUrl: result.profilePictureUrl,
		},
	]);
	const profile = await run(simulator, step('getProfile', { phoneNumber: byId(SENDER) }));
	expect(profile.jsonOf('Node')[0]).toMatchObject({ about: 'Shoes', description: 'Acme Support' });
});
