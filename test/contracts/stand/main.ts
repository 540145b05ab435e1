import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { startSimulator, type SimulatorSettings } from '../../simulator';
import { EMPTY_APPEARANCE } from '../../simulator/world/appearance';
import { WHATSAPP_CHANNEL } from '../../simulator/world/seed';
import { selfSigned } from './certificate';
import { playPerson } from './person';
import { startTlsFront } from './tlsFront';

/*
 * The simulator as a process of its own behind TLS: node --import tsx main.ts <folder> <JSON>
 * Writes ready.json and the certificate into the folder.
 */

export interface StandOptions {
	readonly deviations?: readonly string[];
	readonly settings?: Pick<SimulatorSettings, 'behaviour' | 'queueTokenMs'>;
	/** Added to the clock, in milliseconds. */
	readonly clockOff?: number;
	/** The person does not answer and does not tap. */
	readonly isSilent?: boolean;
	/** Messages are accepted, and nothing more is heard of them. */
	readonly neverArrives?: boolean;
}

const SERVICES = ['cams', 'sts', 'dybaseapi', 'mns'] as const;

async function main([folder = '.', json = '{}']: readonly string[]): Promise<void> {
	const options = JSON.parse(json) as StandOptions;
	const { clockOff = 0, deviations = [] } = options;
	const simulator = await startSimulator({
		...options.settings,
		clock: () => Date.now() + clockOff,
		review: { afterMs: null },
		page: false,
		...(options.neverArrives
			? { delivery: { sentMs: null, deliveredMs: null, readMs: null } }
			: {}),
	});
	const certificate = selfSigned();
	const endpoints: Record<string, string> = { control: simulator.endpoints.control };
	for (const service of SERVICES) {
		const target = simulator.endpoints[service];
		const front = await startTlsFront(service, target, certificate, () => deviations);
		endpoints[service] = front.url;
	}
	// A log without messages says nothing about order and states.
	for (const text of ['Hello', 'Is anybody there?']) {
		simulator.control.reply({ user: '60123450002', text, type: 'TEXT', message: text });
	}
	simulator.world.lifecycle.accept({
		...{ channelType: 'whatsapp', custSpaceId: WHATSAPP_CHANNEL, business: '6531589000' },
		...{ user: '60123450002', frame: 'template', type: 'template', toGroup: false, taskId: null },
		...{
			contextMessageId: null,
			groupMessageId: null,
			content: '{}',
			appearance: EMPTY_APPEARANCE,
		},
		template: {
			code: '1119000000000000002',
			name: 'welcome',
			language: 'en',
			category: 'MARKETING',
		},
	});
	if (!options.isSilent) playPerson(simulator);
	writeFileSync(join(folder, 'certificate.pem'), certificate.cert);
	writeFileSync(join(folder, 'ready.json'), JSON.stringify(endpoints));
}

void main(process.argv.slice(2));
