import { join } from 'node:path';

import { Narrator } from '../test/n8n/reporter';
import { OWNER, type Stage } from '../test/n8n/stage';
import { portsFrom } from '../test/simulator/cli';
import { setDemoStage } from './stage';
import { playStory } from './story';

const FOLDER = join(__dirname, '..', '.demo');
const DEFAULT_PORT = 5678;
const FIRST_SIMULATOR_PORT = 47_210;

interface Arguments {
	/** Ends after the story; the exit code says whether every step was seen. */
	readonly once: boolean;
	readonly port: number;
}

function readArguments(given: readonly string[]): Arguments | null {
	const port = /--port[= ](\d+)/.exec(given.join(' '))?.[1];
	const known = given.every((word) => /^(--once|--port(=\d+)?|\d+)$/.test(word));
	return known ? { once: given.includes('--once'), port: Number(port ?? DEFAULT_PORT) } : null;
}

async function main(): Promise<number> {
	const narrator = new Narrator();
	const settings = readArguments(process.argv.slice(2));
	if (!settings) {
		narrator.say('Usage: npm run demo -- [--once] [--port N]');
		return 2;
	}
	narrator.title('Alibaba Cloud Chat App for n8n: the demo');
	const demo = await setDemoStage(
		{
			folder: FOLDER,
			port: settings.port,
			simulator: { ports: portsFrom(FIRST_SIMULATOR_PORT) },
		},
		narrator,
	);
	const { stage } = demo;
	try {
		narrator.title('The story');
		await playStory(demo, narrator);
		narrator.title(narrator.sawEverything ? 'Every step succeeded' : 'Some steps failed');
		narrator.say(narrator.summary);
		if (!settings.once) await leaveOpen(stage, narrator);
	} finally {
		await stage.close();
	}
	return narrator.sawEverything ? 0 : 1;
}

async function leaveOpen(stage: Stage, narrator: Narrator): Promise<void> {
	narrator.title('Now try it yourself');
	narrator.say(`n8n         ${stage.server.url}`);
	narrator.say(`  sign in   ${OWNER.email}   password ${OWNER.password}`);
	narrator.say(`Phone page  ${stage.simulator.endpoints.control}/`);
	narrator.say(`  write there as Mei; the workflow "Helpdesk Routing" replies`);
	narrator.say(`n8n's log   ${stage.server.logFile}`);
	narrator.say('\nPress Ctrl+C to stop.');
	await new Promise<void>((resolve) => {
		process.once('SIGINT', () => resolve());
		process.once('SIGTERM', () => resolve());
	});
	narrator.say('\nStopping ...');
}

main()
	.then((code) => (process.exitCode = code))
	.catch((error: NodeJS.ErrnoException & { port?: number }) => {
		const reason =
			error.code === 'EADDRINUSE'
				? `Port ${error.port} is in use. Stop the program that uses it and try again.`
				: error.message;
		process.stderr.write(`Error: ${reason}\n`);
		process.exitCode = 1;
	});
