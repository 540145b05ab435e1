import { startSimulator, type Simulator, type SimulatorSettings } from '../../simulator';
import { EMPTY_APPEARANCE } from '../../simulator/world/appearance';
import { WHATSAPP_CHANNEL } from '../../simulator/world/seed';
import type { Level } from '../contract';
import { Memory } from '../memory';
import type { Report } from '../report';
import type { Settings } from '../settings';
import { verify } from '../verify';
import { DOCUMENTED } from '../variants';
import { playPerson } from './person';

const EVERY_LEVEL: readonly Level[] = ['read', 'send', 'queue', 'design'];

/** A log without messages says nothing about order and states. */
export function writeHistory({ control, world }: Simulator): void {
	world.lifecycle.accept({
		...{ channelType: 'whatsapp', custSpaceId: WHATSAPP_CHANNEL, business: '6531589000' },
		...{ user: '60123450002', frame: 'template', type: 'template', toGroup: false, taskId: null },
		...{ contextMessageId: null, groupMessageId: null, content: '{}' },
		appearance: EMPTY_APPEARANCE,
		template: {
			code: '1119000000000000002',
			name: 'welcome',
			language: 'en',
			category: 'MARKETING',
		},
	});
	for (const text of ['Hello', 'Is anybody there?']) {
		control.reply({ user: '60123450002', text, type: 'TEXT', message: text });
	}
}

export interface SuiteOptions {
	readonly simulator?: SimulatorSettings;
	readonly settings?: Partial<Settings>;
	readonly credential?: Partial<Simulator['credential']>;
	readonly memory?: Memory;
	readonly stop?: AbortSignal;
	readonly isSilent?: boolean;
	/** Changes the world before the run. */
	readonly prepare?: (simulator: Simulator) => void;
	/** Looks on while it runs. */
	readonly during?: (simulator: Simulator) => void;
}

/** Tries the contracts against a simulator of this process. */
export async function trySimulator(
	options: SuiteOptions = {},
): Promise<{ report: Report; lines: string[]; simulator: Simulator }> {
	const simulator = await startSimulator({
		page: false,
		// Nobody has to wait here, except for what is asked at once.
		requestsPerSecond: { ListChatappTemplate: 0, GetChatappTemplateDetail: 0 },
		behavior: DOCUMENTED,
		...options.simulator,
	});
	const lines: string[] = [];
	writeHistory(simulator);
	options.prepare?.(simulator);
	const endPerson = options.isSilent ? () => undefined : playPerson(simulator);
	try {
		options.during?.(simulator);
		const report = await verify({
			credential: { ...simulator.credential, ...options.credential },
			settings: {
				...{ levels: new Set(EVERY_LEVEL), person: '6591230001', channel: null, number: null },
				template: { name: 'welcome', language: 'en' },
				...{ site: 'international', minutes: 0.2 },
				...options.settings,
			},
			memory: options.memory ?? Memory.open(null, ''),
			version: '0.0.0',
			tell: (line) => void lines.push(line),
			stop: options.stop ?? new AbortController().signal,
		});
		return { report, lines, simulator };
	} finally {
		endPerson();
		await simulator.close();
	}
}

/** What was found, by contract. */
export function outcomesOf({ results }: Report): Record<string, string> {
	return Object.fromEntries(
		results.map(({ id, outcome, reason }) => [id, outcome ?? reason ?? '']),
	);
}

export function refutedIn({ results }: Report): string[] {
	return results.filter(({ verdict }) => verdict === 'refuted').map(({ id }) => id);
}
