import { main } from './install.mjs';
import { load, table, writePage } from './page.mjs';

/*
 * Writes docs/unconfirmed.md from the contracts in test/contracts and the reports that people sent.
 * With --check it writes nothing and fails when the page is not up to date.
 */

const { SECTIONS } = load('test/contracts/contracts.ts');
const { reports, stateOf } = load('test/contracts/tried.ts');

const anchor = (title) => `[${title}](#${title.toLowerCase().replaceAll(' ', '-')})`;

function section([title, contracts], all) {
	const rows = contracts.map((contract) => [
		contract.question,
		contract.assumed,
		stateOf(contract, all),
	]);
	return `## ${title}\n\n${table(['Not confirmed', 'What the package does', 'Tried'], rows)}`;
}

const TRY_IT = `## Try it with your account

Whoever has an account can answer most of these questions in ten minutes. From a copy of this repository:

\`\`\`sh
npm run verify:real
\`\`\`

It asks for an AccessKey, reads a few lists and writes \`verify-report.md\` and \`verify-report.json\`. Keys, numbers, names,
texts and IDs are replaced in both. Please read the report, then
[attach it to an issue](https://github.com/alibabacloud-chatapp/n8n-nodes-alibabacloud-chatapp/issues/new?template=payload.yml).

| Option | What it does | What it changes and costs |
| --- | --- | --- |
| \`--read\` | Reads lists and details. The default, and part of all others | Nothing. Twelve calls of \`ListFlow\` at once try the limit per second |
| \`--send <number>\` | Sends up to three messages to your own phone, after you typed yes: a template, buttons and, with \`--queue\`, a list. You write to the business number if it asks, and tap | Up to three messages |
| \`--queue\` | Takes notifications from the queues of your number for three minutes. What is not about the run goes back to the queue at once | Deletes the notifications of its own messages. Others may arrive seconds later |
| \`--design\` | Submits templates named \`verify_...\` and deletes them | WhatsApp blocks their names for four weeks |
| \`--again\` | Forgets what an earlier run found. Without it, an interrupted run is continued, and no message is sent twice | |

Options follow \`--\`: \`npm run verify:real -- --send +6591230001 --queue\`. A run that is stopped with Ctrl-C says what it left
at the service, and how to remove it. Its state is in \`.verify-state.json\`, without keys.

| Variable | What it is |
| --- | --- |
| \`ALIBABA_CLOUD_ACCESS_KEY_ID\`, \`ALIBABA_CLOUD_ACCESS_KEY_SECRET\`, \`ALIBABA_CLOUD_SECURITY_TOKEN\` | The key, as for Alibaba Cloud's own tools. Without them the command asks. It takes no key from the command line |
| \`ALIBABA_CLOUD_REGION_ID\` | The region, by default \`ap-southeast-1\` |
| \`VERIFY_CHANNEL\`, \`VERIFY_NUMBER\` | The channel ID and the business number. By default the first WhatsApp channel and its first connected number |
| \`VERIFY_TEMPLATE\` | An approved template for \`--send\`, as \`name/language\`. Without it, no template is sent |
| \`VERIFY_SITE\` | \`international\` (default) or \`china\` |
| \`VERIFY_MINUTES\` | How long to wait for people and queues, by default 3 |
| \`VERIFY_SEND_COUNT\` | How many messages may be sent, instead of typing yes where there is no terminal |
| \`VERIFY_FOLDER\` | Where the report goes, by default the current folder |
| \`VERIFY_CAMS_ENDPOINT\`, \`VERIFY_STS_ENDPOINT\`, \`VERIFY_DYBASEAPI_ENDPOINT\`, \`VERIFY_MNS_ENDPOINT\` | Other endpoints, such as those of \`npm run simulator\`. \`NODE_EXTRA_CA_CERTS\` names their certificate |

| Exit code | Meaning |
| --- | --- |
| 0 | All is confirmed that this account can try |
| 1 | Failed: no network, a wrong key, a clock that is off, or no product. The report has what was found so far |
| 2 | A wrong option or variable |
| 3 | Something is refuted. The report has the exchange |
| 4 | Incomplete: stopped, nobody tapped, or a number, template or permission is missing |

In n8n, [the workflow verify-account](../examples/verify-account.json) does the same on one canvas, without a terminal.`;

const REPORT = `## Report a payload

If a notification becomes an \`unknown\` item, or a field is \`null\` although \`raw\` has the value, please
[open an issue](https://github.com/alibabacloud-chatapp/n8n-nodes-alibabacloud-chatapp/issues/new?template=payload.yml)
with the payload. This helps everybody who receives the same one.

1. In n8n, open the run under **Executions**, then the trigger, and copy the value of \`raw\` from the JSON view.
   For a response to the action node, use **API Action** with **Output: Raw**.
2. Replace these values with others of the same length and kind:

   | What                                                                     | With                                    |
   | ------------------------------------------------------------------------ | --------------------------------------- |
   | Phone numbers                                                            | \`6591230001\`, with \`+\` if there was one |
   | Names, user IDs (\`FromUserId\`, ...), texts                               | \`Mei\`, \`user-1\`, \`Hello\`                |
   | \`CustSpaceId\`, \`WabaId\`, \`MessageId\`, \`TaskId\`, template codes, flow IDs | Other digits or letters, as many        |
   | Links: everything after the host                                         | \`/file.jpg\`                             |
   | Your account's ID in the names of queues                                 | \`1234567890123456\`                      |

   Leave keys, order, spaces, quotes and types as they are: even a number in quotes matters. Never post AccessKeys,
   secrets, tokens or anything that begins with \`LTAI\` or \`STS.\`.

3. Say whether it came by HTTP or from the queue, which chat app and which Alibaba Cloud site it is from
   (alibabacloud.com or aliyun.com), and what the person did ("shared a contact", "tapped a button").

Your report becomes a test, with the replaced values. \`npm run import:payload < file\` replaces them for you, and
checks that the package reads the result in the same way. Look it through before you post it.`;

await main(async () => {
	const all = reports();
	const titles = [
		...SECTIONS.map(([title]) => title),
		'Try it with your account',
		'Report a payload',
	];
	const text = `# What is not confirmed

The package is based on the public documentation, the official SDKs and public code that uses the service. It has not
been tested with a real account. The documentation does not say everything, contradicts itself in places, or could
not be read completely. This page lists everything that concerns the package, what the package does about it, and
whether somebody tried it on the real service.

${titles.map((title) => `- ${anchor(title)}`).join('\n')}

${SECTIONS.map((one) => section(one, all)).join('\n\n')}

${TRY_IT}

${REPORT}
`;
	await writePage('unconfirmed.md', text, 'generate-unconfirmed.mjs');
});
