import { normalizeBody } from '../../nodes/notifications/items/normalize';
import { samplePaths, sampleText } from '../nodes/notifications/items/samples';
import { Redactor } from './redact';
import { markdown } from './report';
import { trySimulator } from './stand/suite';

jest.setTimeout(60_000);

const PLANTED = {
	secret: 'LTAI5tPlantedKeySecret',
	token: `CAIS${'Planted+Token/'.repeat(8)}=`,
	channelName: 'Praline Bakery',
	verifiedName: 'Praline Helpdesk',
	person: 'Wilhelmina Okonkwo',
	userName: 'wilhelmina.o',
	userId: 'SG.13491208655302741918',
	phone: '6598765432',
	text: 'My order of lavender cake is late',
	templateName: 'praline_lavender_offer',
	templateText: 'Praline has lavender cake',
	variable: 'lavendername',
	email: 'wilhelmina@praline.example',
	link: 'https://praline.example/secret-path',
};
const VALUES = Object.values(PLANTED);

const noneIn = (text: string): string[] => {
	const lower = text.toLowerCase();
	return VALUES.filter((value) => lower.includes(value.toLowerCase()));
};

test('a report holds no key, number, name, text or ID of the run', async () => {
	const { report, simulator } = await trySimulator({
		settings: { person: PLANTED.phone, template: { name: PLANTED.templateName, language: 'en' } },
		credential: { accessKeySecret: PLANTED.secret },
		prepare: ({ control, world }) => {
			const key = world.account.credentials.find('simulator-access-key-id');
			if (!key) throw new Error('The seed has changed');
			world.account.credentials.add({ ...key, accessKeySecret: PLANTED.secret });
			const [channel] = world.channels.channels;
			const [number] = world.channels.numbers;
			const [template] = world.templates.all;
			if (!channel || !number || !template) throw new Error('The seed has changed');
			channel.name = PLANTED.channelName;
			number.verifiedName = PLANTED.verifiedName;
			Object.assign(template, {
				...{ name: PLANTED.templateName, example: { [PLANTED.variable]: PLANTED.person } },
				components: [{ Type: 'BODY', Text: `${PLANTED.templateText} $(${PLANTED.variable})` }],
			});
			const person = { user: PLANTED.phone, name: PLANTED.person, fromUserId: PLANTED.userId };
			control.reply({ ...person, fromUserName: PLANTED.userName, text: PLANTED.text });
			control.push({
				kind: 'inbound',
				entries: [{ Surprise: PLANTED.email, [PLANTED.userName]: [PLANTED.link, PLANTED.phone] }],
			});
		},
	});
	// All of it went over the wire, and something unreadable is shown in the report.
	expect(report.results.find(({ id }) => id === 'notification-layouts')?.verdict).toBe('refuted');
	const text = JSON.stringify(report) + markdown(report);
	expect(noneIn(text)).toEqual([]);

	const { messages, templates } = simulator.world;
	const ids = [...messages.all.map(({ id }) => id), ...templates.all.map(({ code }) => code)];
	expect(ids.length).toBeGreaterThan(10);
	const own = [
		simulator.credential.accessKeyId,
		'6531589000',
		'cams-8d2kq7h1pz',
		'104857600001234',
	];
	const requestIds = simulator.requests.map(({ params }) => params.TaskId).filter(Boolean);
	for (const value of [...ids, ...own, ...requestIds]) expect(text).not.toContain(String(value));
});

test('what a person wrote is replaced, even if all words are ones of the service', () => {
	const redactor = new Redactor();
	const written = { Type: 'TEXT', From: PLANTED.phone, Message: 'please check the order' };
	const shown = JSON.stringify(redactor.value([written, { ...written, Message: 'Please wait' }]));
	expect(shown).not.toMatch(/please|check|order|wait/i);
});

test.each(samplePaths())('%s is read as the same kind without its values', (path) => {
	const original = JSON.parse(sampleText(path)) as unknown;
	const redacted = new Redactor(true).value(original);
	const keys = (value: unknown): string[] => JSON.stringify(value).match(/"[\w ]+"\s*:/g) ?? [];
	expect(keys(redacted)).toEqual(keys(original));
	const kinds = (body: unknown): unknown[] =>
		normalizeBody(body).map((item) => ({
			...{ event: item.event, type: 'type' in item ? item.type : null },
			...{ status: 'status' in item ? item.status : null },
			reply: item.event === 'inbound' ? item.reply?.kind : null,
		}));
	expect(kinds(redacted)).toEqual(kinds(original));
});

describe('what is replaced', () => {
	const redactor = new Redactor();
	redactor.learn(...VALUES);

	test.each(Object.entries(PLANTED))('%s, wherever it is', (_kind, value) => {
		for (const field of ['Message', 'Code', 'Status', 'Type', 'Name', 'Unheard', 'Reason']) {
			const shown = JSON.stringify(redactor.value({ [field]: value, list: [{ [field]: value }] }));
			expect(noneIn(shown)).toEqual([]);
		}
		expect(noneIn(redactor.word(value))).toEqual([]);
		expect(noneIn(JSON.stringify(redactor.value({ [value]: 1 })))).toEqual([]);
		const inside = JSON.stringify({
			body: `Dear ${value}, hello`,
			deep: JSON.stringify({ value }),
		});
		expect(noneIn(JSON.stringify(redactor.value({ Message: inside })))).toEqual([]);
	});

	test('keeps length, form and what belongs together', () => {
		const shown = redactor.value({
			...{ MessageId: '1119000000000000001', TaskId: '1119000000000000001', From: '+6591230001' },
			...{ 'Timestamp ': 1_790_000_000_000, Total: 7, Success: true, Reason: null },
			Text: 'Hi $(name), 明天见',
		}) as Record<string, string>;
		expect(shown.MessageId).toBe(shown.TaskId);
		expect(shown.MessageId).toMatch(/^\d{19}$/);
		expect(shown.From).toMatch(/^\+\d{10}$/);
		expect(Object.keys(shown)).toContain('Timestamp ');
		expect(shown).toMatchObject({ Total: 7, Success: true, Reason: null });
		expect(shown.Text).toMatch(/^xx \$\(xxxx\), x/);
	});

	test('keeps what the service calls things', () => {
		const own = { Code: 'DetailError.TemplateNotExist', AuditStatus: 'pass', Type: 'TEXT' };
		expect(redactor.value(own)).toEqual(own);
		const said = (Message: string) => redactor.value({ RequestId: '', Message });
		expect(said('The template does not exist.')).toMatchObject({
			Message: 'The template does not exist.',
		});
		expect(said('The template abc_7 does not exist.')).toMatchObject({
			Message: 'The template xxx_1 does not exist.',
		});
	});
});

test('a name that is a word of the service does not pass where the service quotes it', () => {
	const redactor = new Redactor();
	redactor.learn('Customer');
	const refusal = { RequestId: 'r', Message: 'The channel name Customer is invalid.' };
	const { Message } = redactor.value(refusal) as { Message: string };
	expect(Message).toMatch(/^The channel name (?!Customer)\S+ is invalid\.$/);
});

test('variables of a template pass under no name, also one that the service has', () => {
	const sent = { TemplateParams: { Status: 'late', Message: 'order' } };
	const [[name, values]] = Object.entries(new Redactor().value(sent) as object) as [
		[string, Record<string, string>],
	];
	expect(name).toBe('TemplateParams');
	expect(Object.keys(values).filter((one) => one in sent.TemplateParams)).toEqual([]);
});
