import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { startSimulator, type SimulatorSettings } from '../../simulator';
import { selfSigned } from './certificate';
import { playPerson } from './person';
import { writeHistory } from './suite';
import { startTlsFront } from './tlsFront';

/*
 * The simulator as a process of its own behind TLS: node --import tsx main.ts <folder> <JSON>
 * Writes ready.json and the certificate into the folder.
 */

export interface StandOptions {
	readonly deviations?: readonly string[];
	readonly settings?: Pick<SimulatorSettings, 'behavior' | 'queueTokenMs'>;
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
	writeHistory(simulator);
	if (!options.isSilent) playPerson(simulator);
	writeFileSync(join(folder, 'certificate.pem'), certificate.cert);
	writeFileSync(join(folder, 'ready.json'), JSON.stringify(endpoints));
}

void main(process.argv.slice(2));
