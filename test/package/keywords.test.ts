import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = <T>(path: string): T =>
	JSON.parse(readFileSync(join(__dirname, '..', '..', path), 'utf8')) as T;

const { keywords } = read<{ keywords: string[] }>('package.json');
const aliases = (node: string): string[] =>
	read<{ alias: string[] }>(`nodes/${node}/${node}.node.json`).alias;
const NODES = ['ChatApp', 'ChatAppTrigger', 'ChatAppQueueTrigger'];

test('the package is found by what people search for in a registry', () => {
	expect(keywords[0]).toBe('n8n-community-node-package');
	expect(new Set(keywords).size).toBe(keywords.length);
	for (const keyword of keywords) expect(keyword).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
	expect(keywords).toEqual(
		expect.arrayContaining([
			...['n8n-nodes', 'aliyun', 'whatsapp-api', 'whatsapp-business-api', 'messaging'],
			...['otp', 'chatbot', 'viber', 'messenger', 'instagram', 'telegram'],
		]),
	);
});

test.each(NODES)('%s is found in n8n by each app and by the names of the service', (node) => {
	const words = aliases(node);
	expect(new Set(words).size).toBe(words.length);
	expect(words).toEqual(
		expect.arrayContaining([
			...['WhatsApp', 'WhatsApp Business', 'Viber', 'Messenger', 'Facebook Messenger'],
			...['Instagram', 'Telegram', 'CAMS', 'Aliyun', 'Chat App Message Service'],
		]),
	);
});

test('each node is found by its uses', () => {
	expect(aliases('ChatApp')).toEqual(
		expect.arrayContaining([
			...['OTP', 'Verification Code', 'Broadcast', 'Order Update', 'hitl'],
			// n8n finds no node by two words of which no title and no alias has both.
			...['Send Message', 'Send WhatsApp Message', 'Text Message', 'Send and Wait', 'Messaging'],
		]),
	);
	for (const node of NODES.slice(1)) {
		expect(aliases(node)).toEqual(
			expect.arrayContaining([
				...['Receive WhatsApp', 'Receive Message', 'Messaging'],
				...['Delivery Status', 'Read Receipt', 'Reply'],
			]),
		);
	}
});
