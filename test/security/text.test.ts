import type { IDataObject } from 'n8n-workflow';

import { readMessages } from '../../nodes/alibabaCloud/queue/xml';
import { readPush } from '../../nodes/ChatAppTrigger/push';
import { normalizeBody } from '../../nodes/notifications/items/normalize';
import { byId, CHANNEL, MEI, SEND } from '../nodes/ChatApp/fields/parameters';
import { run, simulator, useSimulator } from '../nodes/ChatApp/workbench';

const HOSTILE = [
	'={{ $env.PATH }}',
	'{{ $json.secret }}',
	'$(name) {{1}}',
	'<script>alert(1)</script>',
	'=1+1',
	'__proto__',
];

useSimulator();

test.each(HOSTILE)('what a person writes is text, never an expression: %s', (text) => {
	const [item] = normalizeBody([{ MessageId: '1', From: MEI, Type: 'text', Message: text }]);
	expect(item).toMatchObject({ text, chatInput: text });
});

test.each(HOSTILE)('what an item holds is sent as it is: %s', async (text) => {
	simulator.control.reply({ user: MEI, text: 'Hello?' });
	const parameters = { ...SEND, channel: byId(CHANNEL), to: MEI, text: '={{ $json.text }}' };
	const finished = await run(parameters, [{ text } as IDataObject]);
	expect(finished.error).toBeUndefined();
	expect(simulator.control.state().messages.at(-1)?.appearance.body).toBe(text);
});

test('a message that names properties of objects changes none', () => {
	const named = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';
	const body = `[{"MessageId":"1","Type":"text","Message":{"text":"hi",${named}},${named}}]`;
	const push = readPush(body);
	const [item] = push.accepted ? push.items : [];
	expect(item).toMatchObject({ event: 'inbound', messageId: '1' });
	for (const object of [item, item?.raw, {}]) {
		expect((object as Record<string, unknown>).polluted).toBeUndefined();
		expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
	}
});

test.each([
	['by many references', 9_000, 8_000, ''],
	['by references to references', 4, 1, Array.from({ length: 30 }, (_, level) => level)],
])('entities of XML do not grow without end: %s', (_, length, references, levels) => {
	const nested = [...levels].map(
		(level) => `<!ENTITY e${Number(level) + 1} "${`&e${level};`.repeat(10)}">`,
	);
	const declared = `<!DOCTYPE m [<!ENTITY e0 "${'x'.repeat(length)}">${nested.join('')}]>`;
	const body = `&e${nested.length};`.repeat(references);
	const started = process.cpuUsage();
	const read = readMessages(`${declared}<Message><MessageBody>${body}</MessageBody></Message>`);
	const { user, system } = process.cpuUsage(started);
	expect((user + system) / 1000).toBeLessThan(2_000);
	expect(JSON.stringify(read).length).toBeLessThan(2_000_000);
});

test('entities of XML open no file', () => {
	const xml =
		'<!DOCTYPE m [<!ENTITY file SYSTEM "file:///etc/passwd">]><Message><MessageBody>&file;</MessageBody></Message>';
	expect(JSON.stringify(readMessages(xml))).not.toContain('root:');
});
