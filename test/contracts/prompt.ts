import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks on the terminal. What is typed for a secret is not shown. */
export async function askPerson(
	question: string,
	{ isSecret = false, stop }: { isSecret?: boolean; stop: AbortSignal },
): Promise<string> {
	process.stdout.write(question);
	const output = isSecret
		? new Writable({ write: (_chunk, _encoding, done) => done() })
		: process.stdout;
	const lines = createInterface({ input: process.stdin, output, terminal: true });
	return await new Promise((resolve) => {
		const end = (answer: string): void => {
			lines.close();
			if (isSecret) process.stdout.write('\n');
			resolve(answer.trim());
		};
		lines.once('line', end);
		// In this mode Ctrl-C reaches the prompt, not the process.
		lines.once('SIGINT', () => {
			process.kill(process.pid, 'SIGINT');
			end('');
		});
		stop.addEventListener('abort', () => end(''), { once: true });
	});
}
