import type { Check } from '../run';
import { callChecks } from './calls';
import { designChecks } from './design';
import { messageLogChecks } from './messageLog';
import { notificationChecks } from './notifications';
import { queueChecks } from './queues';
import { sendChecks } from './sends';
import { templateChecks } from './templates';

// Looks at what the others were refused.
const { 'permission-names': permissionNames, ...calls } = callChecks;
// A status may tell of the closed window, so the queues come first.
const { 'closed-window': closedWindow, ...sends } = sendChecks;

/** The checks by the ID of their contract, in the order in which they run. */
export const CHECKS: Readonly<Record<string, Check>> = {
	...calls,
	...templateChecks,
	...queueChecks,
	...messageLogChecks,
	...sends,
	...notificationChecks,
	'closed-window': closedWindow,
	...designChecks,
	'permission-names': permissionNames,
};
