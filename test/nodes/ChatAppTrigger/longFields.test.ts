import { cpuUsage } from 'node:process';

import { isAdmitted } from '../../../nodes/ChatAppTrigger/pathSecret';
import { readPush } from '../../../nodes/ChatAppTrigger/push';
import { readAnswer } from '../../../nodes/alibabaCloud/client/answer';
import { attachMedia } from '../../../nodes/notifications/media';
import { normalizeBody } from '../../../nodes/notifications/items/normalize';
import { readFilters } from '../../../nodes/notifications/selection/filters';
import { SeenEvents } from '../../../nodes/notifications/selection/seenEvents';
import { selectItems } from '../../../nodes/notifications/selection/select';
import { decodeBody } from '../../../nodes/alibabaCloud/queue/messageBody';

const LONG = 10_000;
const PARTS = 10;

/** What patterns repeat, and what keeps them from matching in the end. */
const UNITS = [
	...['1', ' ', '(', '[', '{', '"', '\\', '\\"', '"\\', '<', ':', '%', '.', '-', '+1', 'a', '\n'],
	...['{"a":', '[1,', '1234567890123456,', '9', '\ud83d', '=', '/', '\t1', '1 ', '.1', '(1)', ','],
];
const ENDS = ['', 'x', '"', '!'];
const PAIRS = UNITS.flatMap((unit) => ENDS.map((end) => ({ unit, end })));

/**
 * `npm run test:soak` takes all texts for each field of each kind. Otherwise each kind takes others
 * of them, so that every field meets nearly all.
 */
const SHARE = process.env.SOAK ? 1 : 12;
const FIELDS = [
	...['MessageId', 'From', 'To', 'Type', 'Message', 'Status', 'AuditStatus', 'WabaId', 'Timestamp'],
	...['Context', 'Name', 'CustSpaceId', 'ErrorCode', 'ErrorDescription', 'StatusDescription'],
	...['TemplateCode', 'TemplateName', 'PhoneNumber', 'FromUserId', 'FromParentUserId', 'Reason'],
	...['FromUserName', 'Language', 'NoticeType', 'TaskId', 'CurrentLimit', 'MsgFrameType'],
	...['ConversationId', 'ConversationType'],
];
const CONTENT_FIELDS = [
	...[
		'url',
		'id',
		'filename',
		'caption',
		'text',
		'body',
		'latitude',
		'mimeType',
		'payload',
		'type',
	],
	...['response_json', 'name', 'emoji'],
];
const BASE = { MessageId: '1', From: '6591230001', To: '6531589000' };
const KINDS: Readonly<Record<string, object>> = {
	...Object.fromEntries(
		['TEXT', 'IMAGE', 'interactive', 'contacts', 'order', 'location', 'REPLY', 'odd'].map(
			(type) => [type, { ...BASE, Type: type, Message: 'x' }],
		),
	),
	status: { ...BASE, Status: 'Failed', ErrorCode: '131026' },
	audit: { WabaId: '1', Type: 'TEMPLATE', AuditStatus: 'fail', Reason: 'x' },
	number: { WabaId: '1', Type: 'PhoneQualityUpdate', PhoneNumber: '6531589000' },
};

const filters = readFilters({
	businessNumbers: '65',
	senders: '66',
	textContains: 'xyz',
	textMatches: '(a+)+$',
	replyIds: 'one',
	statuses: 'read',
	templates: '1',
});

function take(entry: object): void {
	const push = readPush(JSON.stringify([entry]));
	if (!push.accepted || !filters.ok) return;
	const events = ['inbound', 'status', 'audit'] as const;
	const selection = {
		events,
		passes: filters.passes,
		deduplicate: true,
		suppressOutdatedStatuses: true,
	};
	selectItems(push.items, selection, new SeenEvents(), 0);
}

/** Milliseconds of the processor, which other programs on the machine do not change. */
function costOf(work: () => void): number {
	const before = cpuUsage();
	work();
	const { user, system } = cpuUsage(before);
	return (user + system) / 1000;
}

/**
 * Once as long texts and once as the same amount in texts of a tenth the length. What takes the
 * square of the length costs ten times as much for the long ones.
 */
function expectLinear(consume: (text: string) => void, turn: number | null = null): void {
	const pairs = turn === null ? PAIRS : PAIRS.filter((_, index) => (index + turn) % SHARE === 0);
	const spare = turn === null ? 60 : Math.max(60 / SHARE, 20);
	const all = (length: number, times: number) => (): void => {
		for (const { unit, end } of pairs) {
			const text = unit.repeat(Math.floor(length / unit.length)) + end;
			for (let time = 0; time < times; time++) consume(text);
		}
	};
	const measured = () => {
		const short = costOf(all(LONG / PARTS, PARTS));
		return { long: costOf(all(LONG, 1)), most: 3 * short + spare };
	};
	// A clean-up of memory falls on one of the two now and then; what is quadratic fails each time.
	let { long, most } = measured();
	for (let again = 0; again < 2 && long >= most; again++) ({ long, most } = measured());
	expect(long).toBeLessThan(most);
}

describe.each(Object.keys(KINDS).map((kind, turn) => [kind, turn] as const))(
	'of a notification of kind %s',
	(kind, turn) => {
		it.each(FIELDS)('a long %s takes no more than linear time', (field) => {
			expectLinear((text) => take({ ...KINDS[kind], [field]: text }), turn);
		});
	},
);

it.each(CONTENT_FIELDS)('a long %s inside of a message takes no more than linear time', (field) => {
	const types = ['IMAGE', 'interactive', 'REPLY', 'location', 'order', 'odd'];
	for (const [turn, type] of types.entries()) {
		expectLinear(
			(text) => take({ ...BASE, Type: type, Message: JSON.stringify({ [field]: text }) }),
			turn,
		);
	}
});

it.each(['id', 'from'])(
	'a long %s of the answered message takes no more than linear time',
	(field) => {
		expectLinear((text) => take({ ...KINDS.TEXT, Context: { [field]: text } }));
	},
);

it.each<[string, (text: string) => void]>([
	['body of a push', (text) => void readPush(text)],
	['body from a queue', (text) => void normalizeBody(decodeBody(text))],
	['answer of another server', (text) => void readAnswer(502, text)],
	['path of a call', (text) => void isAdmitted(text, ['0123456789abcdef'])],
])('a long %s takes no more than linear time', (_, consume) => {
	expectLinear(consume);
});

it('a long host in foreign letters is not looked up letter by letter', async () => {
	const host = Array.from({ length: 60_000 }, (_, index) =>
		String.fromCodePoint(0x4e00 + ((index * 37) % 20_000)),
	).join('');
	const json = { event: 'inbound', type: 'image', media: { url: `https://${host}/a.jpg` } };
	const settings = { maxBytes: 1, types: [], hosts: [], forMs: 60_000 };
	const helpers = {
		httpRequest: jest.fn<Promise<unknown>, []>(),
		prepareBinaryData: jest.fn(),
	};
	const before = cpuUsage();
	const [[item] = []] = await attachMedia([[{ json }]], settings, helpers);
	const { user, system } = cpuUsage(before);

	expect(item?.json.mediaError).toBe('The link to the file is too long');
	expect((user + system) / 1000).toBeLessThan(300);
	expect(helpers.httpRequest).not.toHaveBeenCalled();
});
