import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { AlibabaCloudCredential } from '../../nodes/alibabaCloud/wire/endpoints';
import { messagesOf } from './checks/sends';
import { Memory } from './memory';
import { askPerson } from './prompt';
import { EXIT, exitCode, isSettled, markdown, summary, type Report } from './report';
import type { Run } from './run';
import { readCommandLine, readCredential, readSettings, UsageError } from './settings';
import { verify } from './verify';

const ROOT = join(__dirname, '..', '..');

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
	const stopping = new AbortController();
	const { signal: stop } = stopping;
	const end = (): void => {
		// Who presses it twice does not want to wait for the report.
		if (stop.aborted) process.exit(EXIT.incomplete);
		say('Stopping ...');
		stopping.abort();
	};
	process.on('SIGINT', end);
	process.on('SIGTERM', end);

	const command = readCommandLine(process.argv.slice(2));
	const settings = readSettings(command, process.env);
	const credential = await withKeys(readCredential(process.env), stop);
	const folder = process.env.VERIFY_FOLDER?.trim() || process.cwd();
	const account = createHash('sha256')
		.update([credential.accessKeyId, credential.regionId, settings.channel].join('\0'))
		.digest('hex');
	const memory = Memory.open(join(folder, '.verify-state.json'), account, command.isAgain);
	const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		version: string;
	};
	const mayStart = async (run: Run): Promise<boolean> => await confirmed(run, stop);
	const report = await verify({ credential, settings, memory, version, tell: say, stop, mayStart });
	write(report, folder);
	if (report.ended === null && report.results.every(isSettled)) memory.end();
	say('');
	say(summary(report));
	for (const line of report.left) say(`Left behind: ${line}`);
	if (report.left.length === 0) say('Nothing is left behind at the service.');
	say(`The report is in ${join(folder, 'verify-report.md')} and .json.`);
	return exitCode(report);
}

async function withKeys(
	credential: AlibabaCloudCredential,
	stop: AbortSignal,
): Promise<AlibabaCloudCredential> {
	const { accessKeyId, accessKeySecret } = credential;
	if (accessKeyId && accessKeySecret) return credential;
	if (!process.stdin.isTTY) {
		throw new UsageError(
			'Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or run this on a terminal, which asks for them.',
		);
	}
	const id = accessKeyId || (await askPerson('AccessKey ID: ', { stop }));
	const secret =
		accessKeySecret ||
		(await askPerson('AccessKey Secret (not shown): ', { isSecret: true, stop }));
	if (id === '' || secret === '') throw new UsageError('A key is missing. Nothing was called.');
	return { ...credential, accessKeyId: id, accessKeySecret: secret };
}

/** Nothing is sent without a yes; a program says it with the count, which it has to know. */
async function confirmed(run: Run, stop: AbortSignal): Promise<boolean> {
	const count = messagesOf(run);
	const given = process.env.VERIFY_SEND_COUNT?.trim();
	if (given !== undefined && given !== '') {
		if (given === String(count)) return true;
		say(`VERIFY_SEND_COUNT is not ${count}, the number of messages that would be sent.`);
		return false;
	}
	if (!process.stdin.isTTY) {
		say(
			`Messages that would be sent: ${count}. Set VERIFY_SEND_COUNT=${count}, or use a terminal.`,
		);
		return false;
	}
	const question = `Messages to ${run.settings.person}: ${count}. They may cost money. Send them? Type yes: `;
	return /^y(?:es)?$/i.test(await askPerson(question, { stop }));
}

function write(report: Report, folder: string): void {
	writeFileSync(join(folder, 'verify-report.json'), `${JSON.stringify(report, null, 2)}\n`);
	writeFileSync(join(folder, 'verify-report.md'), markdown(report));
}

main()
	.then((code) => process.exit(code))
	.catch((error: Error) => {
		process.stderr.write(`Error: ${error.message}\n`);
		process.exit(error instanceof UsageError ? EXIT.usage : EXIT.failed);
	});
