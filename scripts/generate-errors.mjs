import { main } from './install.mjs';
import { load, table, writePage } from './page.mjs';

/*
 * Writes docs/errors.md from the error tables.
 * With --check it writes nothing and fails when the page is not up to date.
 */

const code = (text) => `\`${text}\``;
const yesOrNo = (value) => (value === 'reads' ? 'Read calls only' : value ? 'Yes' : 'No');

/** What a workflow does about a failed message, for people. */
const ACTIONS = {
	fix: 'Correct it first',
	wait: 'Wait',
	otherChannel: 'Use another channel',
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
	retry: 'Waits and continues',
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
	const titles = ['Code', 'What happened', 'What to do', 'Retry helps'];
	return [
		table(titles, entries.map(row)),
		'Codes that are not listed above and begin as follows are explained by their family:',
		table(titles, families),
		sources(entries.map(([, { source }]) => source)),
	].join('\n\n');
}

function deliveryTables({ deliveryCodes }) {
	return deliveryCodes
		.map(({ app, source, rows }) => {
			const lines = Object.entries(rows)
				.sort(byCode)
				.map(([name, { advice, action, retryable, retryAfter }]) => [
					code(name),
					advice,
					retryAfter === null ? ACTIONS[action] : `${ACTIONS[action]} ${span(retryAfter)}`,
					yesOrNo(retryable),
				]);
			const titles = ['Code', 'What happened and what to do', 'Action', 'Retry helps'];
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

function uploadErrors({ STORAGE_CODES }) {
	const lines = Object.entries(STORAGE_CODES)
		.sort(byCode)
		.map(([name, { cause, advice, retryable }]) => [
			code(name),
			cause,
			advice,
			yesOrNo(retryable ?? false),
		]);
	return table(['Code', 'What happened', 'What to do', 'Retry helps'], lines);
}

function roleErrors({ ROLE_ADVICE }) {
	const lines = Object.entries(ROLE_ADVICE)
		.sort(byCode)
		.map(([name, advice]) => [code(name), advice]);
	return table(['Code', 'What to do'], lines);
}

await main(async () => {
	const text = `# Errors

Every error has three parts: what happened, what to do, and the service's code and request ID. Search this page for
the code.

- [Errors of a call](#errors-of-a-call): the node fails immediately.
- [Failed deliveries](#failed-deliveries): the call was accepted, and a delivery status later says that
  the message was not delivered.
- [Errors of an upload](#errors-of-an-upload): the storage for files did not take a file, and nothing was sent.
- [Errors of a RAM role](#errors-of-a-ram-role): the credential could not assume its role.
- [Errors of the queue trigger](#errors-of-the-queue-trigger).

## In a workflow

With **On Error > Continue** or **Continue (using error output)**, a failed item becomes

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

and the other items continue. All fields are always present. \`httpCode\` is \`null\` if there was no response. For an
item that was refused before a call, everything but \`message\` and \`description\` is \`null\`.

| \`outcome\` | Meaning | What to do |
| --- | --- | --- |
| \`refused\` | Nothing was done | Fix the cause. The item can run again. |
| \`unknown\` | The response was lost, was not the service's own, or leaves open whether it was done: a failure within the service, or an error next to the ID of a message. The message may have been sent. \`retryable\` is \`false\` | Look it up with **Message > Get Many** before you run the item again. A bulk send returns the filters in \`lookup\`. |

A message counts as sent if the response has its ID, or the service's \`Code\` and a \`RequestId\`. A response from a
proxy, a firewall or a login page proves nothing, nor does a redirect.

The node retries a call that was refused by a rate limit up to six times with growing waits. This also slows down the
whole run, and a refused call keeps its place while the service accepts others. The node retries a read call that was
interrupted or failed at the service up to three times, but never a send whose response was lost. n8n's **Retry On
Fail** and **Retry** only send what was refused, see [nothing twice](bulk.md#nothing-twice).

## Errors of a call

Codes that begin with \`Local.\` are the package's own: there was no response from the service. \`Local.OutcomeUnknown\`
is that of an item that was not sent again, because an earlier attempt may have sent it, see
[nothing twice](bulk.md#nothing-twice).

Where there was no response, n8n's form of the credential shows nothing but the code of the system: \`ENOTFOUND\` and
\`EAI_AGAIN\` are \`Local.HostNotFound\`, \`ECONNREFUSED\`, \`EHOSTUNREACH\` and \`ENETUNREACH\` are
\`Local.ConnectionRefused\`, \`ETIMEDOUT\` and \`ECONNABORTED\` are \`Local.Timeout\`.

${serviceErrors(load('nodes/alibabaCloud/errors/errorTable.ts'))}

A code that is in neither of these tables is shown with the service's text. If it contains the word *timeout*, the service
may have done the call all the same. If a permission is missing, the error shows the RAM
statement to add.

## Failed deliveries

A status item with \`status\` \`failed\` has \`error.code\`, \`error.message\` (of the service),
\`error.advice\` (as below), \`error.retryable\`, and two fields for branches: \`error.action\`
(\`fix\`, \`wait\`, \`otherChannel\` or \`stopWriting\`) and \`error.retryAfter\`, the seconds to wait, or
\`null\` if waiting does not help. Codes are text, even if they look like numbers. WhatsApp's codes 200 to 299 are
explained like code 10.

${deliveryTables(load('nodes/alibabaCloud/errors/deliveryCodes.ts'))}

## Errors of an upload

Files go to the channel's media storage, which is part of Object Storage Service, before the message or template that
has them.

${uploadErrors(load('nodes/alibabaCloud/files/storageFailure.ts'))}

## Errors of a RAM role

With **RAM Role**, the credential first assumes the role at Security Token Service. With another code, check
**Role ARN**, **External ID** and the trust policy of the role.

${roleErrors(load('nodes/alibabaCloud/credential/roleFailure.ts'))}

## Errors of the queue trigger

An error that stops the trigger starts your error workflow, and n8n tries to restart the trigger a few times. After
that, fix the cause and publish the workflow again.

${queueErrors(load('nodes/alibabaCloud/queue/failures.ts'))}

To get temporary queue credentials, the trigger calls \`QueryTokenForMnsQueue\`. Its errors have the codes of
[Errors of a call](#errors-of-a-call).
`;
	await writePage('errors.md', text, 'generate-errors.mjs');
});
