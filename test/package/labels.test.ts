import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { AlibabaCloudApi } from '../../credentials/AlibabaCloudApi.credentials';
import { ChatApp } from '../../nodes/ChatApp/ChatApp.node';
import { ChatAppQueueTrigger } from '../../nodes/ChatAppQueueTrigger/ChatAppQueueTrigger.node';
import { ChatAppTrigger } from '../../nodes/ChatAppTrigger/ChatAppTrigger.node';

/*
 * What pages print in bold is what people look for on the screen: labels of fields, choices and
 * operations. A label that was renamed here and not there sends them searching.
 */

const ROOT = join(__dirname, '..', '..');
const GENERATED = ['errors.md', 'operations.md'];
const PAGES = [
	'README.md',
	...readdirSync(join(ROOT, 'docs'))
		.filter((name) => name.endsWith('.md') && !GENERATED.includes(name))
		.map((name) => `docs/${name}`),
];

/** What n8n itself and the console of the service call things. */
const ELSEWHERE: ReadonlySet<string> = new Set([
	...['Settings', 'Community Nodes', 'Install', 'Executions', 'Execute step'],
	...['Import', 'From file', 'Import from File'],
	...['On Error', 'Continue', 'Continue (using error output)', 'Retry On Fail', 'Retry'],
	'Execute Once',
	...['Production URL', 'Map Automatically', 'Fixed', 'Predefined Credential Type'],
	...['Manual Trigger', 'HTTP Request', 'Wait', 'AI Agent', 'Tools', 'Max Iterations'],
	...['Alibaba Cloud Chat App Tool', 'Tool Description', 'Set Manually'],
	...['Connected Chat Trigger Node', 'Channel Management', 'Execute workflow', 'Edit Output'],
	...['Stop Listening'],
	// RAM's console.
	...['Identities', 'Users', 'Create User', 'Permissions', 'Policies', 'Create Policy', 'JSON'],
	...['Grants', 'Grant Permission'],
	// A verdict in the table of the bench.
	'missed',
]);

function labelsOf(...values: unknown[]): Set<string> {
	const labels = new Set<string>();
	const collect = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, inner] of Object.entries(value)) {
			const isLabel = key === 'displayName' || key === 'name' || key === 'action';
			if (isLabel && typeof inner === 'string') labels.add(inner);
			collect(inner);
		}
	};
	values.forEach(collect);
	return labels;
}

const LABELS = labelsOf(
	...[new ChatApp(), new ChatAppTrigger(), new ChatAppQueueTrigger()].map(
		(node) => node.description,
	),
	new AlibabaCloudApi(),
);

/**
 * `**Message > Send Template**` and `**Design: Using JSON**` name several. What ends with a period is
 * the beginning of a paragraph.
 */
function boldNames(page: string): string[] {
	const prose = page.replace(/```[\s\S]*?```/g, '');
	return [...prose.matchAll(/\*\*([^*]+)\*\*/g)]
		.map((match) => (match[1] ?? '').replace(/\s+/g, ' '))
		.filter((name) => !name.endsWith('.'))
		.flatMap((name) => name.split(/ > |: /));
}

it.each(PAGES)('%s names fields as the screen does', (page) => {
	const names = boldNames(readFileSync(join(ROOT, page), 'utf8'));
	expect(names.filter((name) => !LABELS.has(name) && !ELSEWHERE.has(name))).toEqual([]);
});
