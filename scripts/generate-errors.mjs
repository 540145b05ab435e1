import { main } from './install.mjs';
import { load, table, writePage } from './page.mjs';

/*
 * Writes docs/errors.md from the tables of errors.
 * With --check it writes nothing and fails when the page is not up to date.
 */

const code = (text) => `\`${text}\``;
const yesOrNo = (value) => (value === 'reads' ? 'Reading calls only' : value ? 'Yes' : 'No');

/** What a workflow does about a failed message, for people. */
const ACTIONS = {
	fix: 'Correct it first',
	wait: 'Wait',
	otherChannel: 'Other channel',
	stopWriting: 'Stop writing',
};

/** A span of time as people say it. */
function span(seconds) {
	const [size, unit] =
		seconds % 86_400 === 0
			? [86_400, 'day']
			: seconds % 3600 === 0
				? [3600, 'hour']
				: [60, 'minute'];
	const count = seconds / size;
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
const byCode = ([a], [b]) => a.localeCompare(b, 'en', { numeric: true });
const sources = (urls) =>
	`Sources: ${[...new Set(urls)].map((url, index) => `[${index + 1}](${url})`).join(', ')}.`;

/** What the queue trigger does about a failure, for people. */
const REACTIONS = {
	renew: 'Gets a new temporary key once, then stops',
	retry: 'Waits and goes on',
	stop: 'Stops with an error',
};

function serviceErrors({ errorTable, codeFamilies }) {
	const entries = [...errorTable].sort(byCode);
	const row = ([name, { cause, advice, retryable }]) => [
		code(name),
		cause,
		advice,
		yesOrNo(retryable),
	];
	const families = codeFamilies.map(({ prefix, entry }) => row([`${prefix}...`, entry]));
	const titles = ['Code', 'What happened', 'What to do', 'A retry can help'];
	return [
		table(titles, entries.map(row)),
		'Codes that begin like these, and have no line above, are explained by their family:',
		table(titles, families),
		sources(entries.map(([, { source }]) => source)),
	].join('\n\n');
}

function receipts({ receiptGroups }) {
	return receiptGroups
		.map(({ app, source, rows }) => {
			const lines = Object.entries(rows)
				.sort(byCode)
				.map(([name, { advice, action, retryable, retryAfter }]) => [
					code(name),
					advice,
					retryAfter === null ? ACTIONS[action] : `${ACTIONS[action]} ${span(retryAfter)}`,
					yesOrNo(retryable),
				]);
			const titles = ['Code', 'What happened and what to do', 'Action', 'A retry can help'];
			return `### ${app}\n\n${table(titles, lines)}\n\n${sources([source])}`;
		})
		.join('\n\n');
}

function queueErrors({ QUEUE_FAILURES }) {
	const lines = Object.entries(QUEUE_FAILURES)
		.filter(([, { reaction }]) => reaction !== 'empty')
		.sort(byCode)
		.map(([name, { cause, advice, reaction }]) => [code(name), cause, advice, REACTIONS[reaction]]);
	return table(['Code', 'What happened', 'What to do', 'What the trigger does'], lines);
}

await main(async () => {
	const text = `# Errors

Every error of the package has three parts: what happened, what to do, and at the end the service's
code and request ID. Search this page for the code.

- [Errors of a call](#errors-of-a-call): the node fails at once.
- [Failed deliveries](#failed-deliveries): the call was accepted, and a delivery status says later
  that the message did not arrive.
- [Errors of the queue trigger](#errors-of-the-queue-trigger).

## In a workflow

With **On Error > Continue** or **Continue (using error output)**, an item that fails becomes

\`\`\`json
{
  "error": {
    "message": "The text of the message is empty (SendChatappMessage)",
    "description": "Fill in 'Text'. The service says: \\"text is empty\\". Code: InvalidParameter.TextNotEmpty. HTTP status: 400. Request ID: 90E63D28.",
    "code": "InvalidParameter.TextNotEmpty",
    "requestId": "90E63D28",
    "httpCode": "400",
    "outcome": "refused",
    "retryable": false,
    "lookup": null
  }
}
\`\`\`

and the other items go on. The fields are always there. \`httpCode\` is \`null\` when no answer came; for
an item that was refused before a call, all but \`message\` and \`description\` are \`null\`.

| \`outcome\` | Meaning | What to do |
| --- | --- | --- |
| \`refused\` | Nothing was done | Mend the cause. The item can run again. |
| \`unknown\` | The answer was lost, or it was not the service's own: the message may have been sent. \`retryable\` is \`false\` | Look it up with **Message > Get Many** before the item runs again. A bulk send gives the conditions in \`lookup\`. |

A message counts as sent when the answer has its ID, or the service's \`Code\` next to a \`RequestId\`.
What a proxy, a firewall or a login page answers proves nothing, nor does a redirection.

The node itself retries a call that was refused for its rate, up to six times with growing waits; a
refusal also slows down the whole run, and while the service accepts other calls of the run, a refused
one keeps its place. It retries a reading call that broke off or that the service failed at, up to three times, and never a send whose answer was lost.
n8n's **Retry On Fail** and **Retry** send only what was refused, see [nothing twice](bulk.md#nothing-twice).

## Errors of a call

Codes that begin with \`Local.\` are the package's own: no answer of the service arrived.

${serviceErrors(load('nodes/alibabaCloud/errors/errorTable.ts'))}

A code that is in neither table is shown with the text of the service. Where a right is missing, the
error holds the RAM statement to add.

## Failed deliveries

A status item with \`status\` \`failed\` has \`error.code\`, \`error.message\` (of the service),
\`error.advice\` (as below), \`error.retryable\`, and two fields to branch by: \`error.action\`
(\`fix\`, \`wait\`, \`otherChannel\` or \`stopWriting\`) and \`error.retryAfter\`, the seconds to wait, or
\`null\` where waiting does not help. Codes are text, also those that look like numbers. Codes 200 to 299 of WhatsApp are explained like 10.

${receipts(load('nodes/alibabaCloud/errors/receiptCodes.ts'))}

## Errors of the queue trigger

A failure that ends the trigger starts your error workflow, and n8n tries to start the trigger again
a few times. After that, mend the cause and publish the workflow again.

${queueErrors(load('nodes/alibabaCloud/queue/failures.ts'))}

To get the temporary key for a queue, the trigger calls \`QueryTokenForMnsQueue\`. What fails there has
the codes of [Errors of a call](#errors-of-a-call).
`;
	await writePage('errors.md', text, 'generate-errors.mjs');
});
