import { join } from 'node:path';

import { findN8n, findOldestN8n, type Installation } from '../n8n/installation';
import type { Narrator } from '../n8n/reporter';
import { freePort } from '../n8n/ports';
import { CREDENTIAL, Stage } from '../n8n/stage';
import { answering } from './examples/answering';
import { conversing } from './examples/conversing';
import { testMedia } from './examples/media';
import { storage } from './examples/otherServices';
import { sending } from './examples/sending';
import { startStandIn } from './examples/standInServer';
import { EXAMPLES, foreignCredentials, Services, Theatre } from './examples/exampleHarness';
import { watching } from './examples/watching';
import type { Part } from './part';

const PLAYS = [...sending, ...watching, ...answering, ...conversing];

export const examples: Part = {
	name: 'examples',
	title: 'Every example workflow, with stand-ins for the services beside Alibaba Cloud',
	run: async (folder, narrator) => await playAll(folder, narrator, findN8n()),
};

export const examplesInOldest: Part = {
	name: 'examples-oldest',
	title: 'Every example workflow in the oldest n8n that is supported',
	run: async (folder, narrator) => await playAll(folder, narrator, findOldestN8n()),
};

async function playAll(
	folder: string,
	narrator: Narrator,
	installation: Installation,
): Promise<void> {
	const major = Number(installation.version.split('.')[0]);
	const plays = PLAYS.filter(({ since = 0 }) => since <= major);
	const services = new Services();
	const { zendesk, freshdesk, spreadsheet, model, told, shop } = services;
	const standIn = await startStandIn([
		...[zendesk, freshdesk, spreadsheet, model, told],
		...[shop, storage],
	]);
	const environment = {
		NODE_OPTIONS: `--require "${join(__dirname, 'examples', 'redirect.cjs')}"`,
		FOREIGN_SERVICES: standIn.url,
	};
	const stage = await Stage.set(
		{
			...{ folder, environment, installation, port: await freePort() },
			// A queue trigger that was unpublished may still take a message, which then comes again.
			simulator: { review: { afterMs: 300 }, queueVisibilityMs: 3_000 },
		},
		narrator,
	).catch(async (error: unknown) => {
		await standIn.close();
		throw error;
	});
	try {
		const ids: Record<string, string> = {};
		for (const [type, data] of Object.entries(foreignCredentials(standIn.url))) {
			ids[type] = await stage.n8n.putCredential(type, type, data);
		}
		const theatre = new Theatre(stage, services, ids);
		await narrator.tell('All examples can be imported', async () => {
			const played = PLAYS.map(({ file }) => file).sort();
			const left = EXAMPLES.filter((name) => !played.includes(name));
			if (left.length > 0) throw new Error(`Nobody runs ${left.join(', ')}`);
			const later = PLAYS.filter((play) => !plays.includes(play)).map(({ file }) => file);
			const names = EXAMPLES.filter((name) => !later.includes(name));
			for (const name of names) await stage.add(theatre.filledIn(name));
			const all = `${names.length} workflows, all run below with "${CREDENTIAL}"`;
			return [all, ...later.map((name) => `${name} needs a later n8n`)];
		});
		for (const play of plays) {
			await narrator.tell(`${play.file}: ${play.tells}`, () => play.run(theatre));
		}
		await narrator.tell('Both triggers download a picture', () => testMedia(theatre));
		await narrator.tell('n8n asked the stand-ins for nothing that they do not know', () =>
			standIn.unknown.length === 0
				? Promise.resolve(['every HTTPS request of n8n went to a stand-in on this machine'])
				: Promise.reject(new Error([...new Set(standIn.unknown)].join(', '))),
		);
	} finally {
		await stage.close();
		await standIn.close();
	}
}
