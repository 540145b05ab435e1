import facts from '../../scripts/data/cams-facts.json';
import { compare, comparedActions, compareQueueToken, OWN, type Asked } from './compare';

const GROUPS = facts as unknown as Record<string, { group?: string }>;
const actions = comparedActions((action) => GROUPS[action]?.group);

let asked: Asked[];
beforeAll(async () => {
	asked = await compare(actions);
}, 60_000);

test('all actions of sending, templates, numbers and webhooks are compared', () => {
	expect(actions.length).toBeGreaterThan(38);
	expect(actions).toEqual(
		expect.arrayContaining(['SendChatappMessage', 'UpdateAccountWebhook', 'UpdatePhoneWebhook']),
	);
});

test.each(['@alicloud/openapi-client', '@alicloud/openapi-core', '@alicloud/pop-core', OWN])(
	'%s is understood in every action',
	(client) => {
		const own = asked.filter((one) => one.client === client);
		expect(own.map(({ action }) => action)).toEqual(actions);
		expect(own.filter(({ code }) => code !== 'OK')).toEqual([]);
		expect(own.filter(({ left, other }) => left.length + other.length > 0)).toEqual([]);
	},
);

test('@alicloud/cams20200606 is understood in every action that it has', () => {
	const own = asked.filter(({ client }) => client === '@alicloud/cams20200606');
	expect(own.length).toBeGreaterThan(20);
	expect(own.filter(({ code }) => code !== 'OK')).toEqual([]);
	expect(own.filter(({ other }) => other.length > 0)).toEqual([]);
});

test('@alicloud/pop-core signs in the older way', () => {
	const signatures = asked
		.filter(({ client }) => client === '@alicloud/pop-core')
		.map(({ signature }) => signature);
	expect(new Set(signatures)).toEqual(new Set(['HMAC-SHA1']));
});

test('@alicloud/dybaseapi gets the key of a queue', async () => {
	expect(await compareQueueToken()).toMatchObject({ isIssued: true, signature: 'HMAC-SHA1' });
});
