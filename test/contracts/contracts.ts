import type { Contract } from './contract';
import { files } from './statements/files';
import { permissions } from './statements/permissions';
import { queues } from './statements/queues';
import { receiving } from './statements/receiving';
import { registering } from './statements/registering';
import { sending } from './statements/sending';
import { templates } from './statements/templates';

/** The sections of docs/unconfirmed.md, in their order. */
export const SECTIONS: ReadonlyArray<readonly [title: string, contracts: readonly Contract[]]> = [
	['Receiving', receiving],
	['Queues', queues],
	['Registering URLs', registering],
	['Sending', sending],
	['Templates', templates],
	['Files', files],
	['Permissions and endpoints', permissions],
];

export const CONTRACTS: readonly Contract[] = SECTIONS.flatMap(([, contracts]) => contracts);
