import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { main, root } from './install.mjs';
import { load, table, writePage } from './page.mjs';

/*
 * Writes docs/official-clients.md: what Alibaba Cloud's own clients send, compared with this package.
 * With --check it writes nothing and fails when the page is not up to date.
 */

const { compare, comparedActions, compareQueueToken, OWN } = load('test/clients/compare.ts');

const readJson = async (path) => JSON.parse(await readFile(join(root, path), 'utf8'));
const code = (text) => `\`${text}\``;
const list = (values) => (values.length === 0 ? '-' : values.join(', '));
const unique = (values) => [...new Set(values)];

function summary(asked, versions, actions) {
	return unique(asked.map(({ client }) => client)).map((client) => {
		const own = asked.filter((one) => one.client === client);
		const name = client === OWN ? 'This package' : `${code(client)} ${versions[client]}`;
		return [
			name,
			`${own.length} of ${actions.length}`,
			list(unique(own.map(({ signature }) => signature))),
			list(unique(own.flatMap(({ place }) => place.split(', '))).sort()),
			own.every(({ code: said }) => said === 'OK') ? 'Yes' : 'No',
		];
	});
}

function differences(asked, actions) {
	const rows = [];
	for (const action of actions) {
		const own = asked.find((one) => one.action === action && one.client === OWN);
		const sdk = asked.find(
			(one) => one.action === action && one.client === '@alicloud/cams20200606',
		);
		rows.push([
			code(action),
			own.place,
			sdk ? sdk.place : 'Not in this version',
			sdk ? list(sdk.left.map(code)) : '-',
			sdk ? (sdk.other.length > 0 ? list(sdk.other.map(code)) : 'Same') : '-',
		]);
	}
	return table(
		['Action', 'This package', 'SDK', 'Parameters that the SDK lacks', 'Names and values'],
		rows,
	);
}

await main(async () => {
	const facts = await readJson('scripts/data/cams-facts.json');
	const { packages } = await readJson('package-lock.json');
	const actions = comparedActions((action) => facts[action]?.group);
	const asked = await compare(actions);
	const token = await compareQueueToken();
	const versions = Object.fromEntries(
		Object.entries(packages).map(([path, { version }]) => [
			path.replace(/^node_modules\//, ''),
			version,
		]),
	);
	const version = (name) => `${code(name)} ${versions[name]}`;
	const text = `# Alibaba Cloud's own clients

The simulator has to work with every client that Alibaba Cloud publishes on npm, unchanged: otherwise it would only
show that this package agrees with itself. Each client calls each of ${actions.length} actions once, with the same values: sending,
templates, numbers and webhooks. This shows what clients send. It does not show that the real service accepts it.

${table(
	['Client', 'Actions', 'Signature', 'Parameters in', 'Understood'],
	summary(asked, versions, actions),
)}

- All of them use POST and the same names of parameters, in upper camel case on the wire.
- ${version('@alicloud/pop-core')} has the older signature, in the parameters themselves, and puts all of them into the form.
- ${code('@alicloud/openapi-client')} and ${code('@alicloud/openapi-core')} put parameters where the caller says: here into the address, as the newest
  SDK does.
- ${version('@alicloud/dybaseapi')} has one action, \`QueryTokenForMnsQueue\`: ${token.signature}, parameters in the ${token.place}. The
  simulator issued the key: ${token.isIssued ? 'yes' : 'no'}.
- ${version('@alicloud/mns')} receives and deletes messages of a queue with that key: \`test/simulator/conformance/mns.test.ts\`.
- Left out: version 5.3.0 of ${code('@alicloud/cams20200606')}, which npm does not offer under that name. Its facts (names, types,
  places) are in \`scripts/data/cams-facts.json\`, from which every action is tested. Clients in other languages are left
  out as well.

## Each action

The SDK is ${version('@alicloud/cams20200606')}. Parameters that it lacks came after it.

${differences(asked, actions)}
`;
	await writePage('official-clients.md', text, 'generate-clients.mjs');
});
