import type { WorkflowFile } from '../../n8n/client';
import { chatApp, node, webHook, type Node } from '../workflows';

/** A node of the workflow and what it has to give. */
export interface Step {
	readonly node: Node;
	/** The items in their order, as far as they matter; none: what it returns is not looked at. */
	readonly returns: readonly object[];
}

/** Steps that run one after the other, each with what the one before gave. */
export type Lane = readonly Step[];

export const HOOK = 'Hook';
export const PATH = 'all-operations';

export const CHANNEL = 'cams-8d2kq7h1pz';
export const SENDER = '6531589000';
export const MEI = '6591230001';
export const ARIF = '60123450002';

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The channel and number that most operations work with. */
export const OWN = { channel: byId(CHANNEL), phoneNumber: byId(SENDER) };

/** One operation of the action node; a failing one becomes an item, so that the others run. */
export function step(
	name: string,
	operation: `${string}.${string}`,
	parameters: object,
	...returns: object[]
): Step {
	const [resource, value] = operation.split('.');
	const run = chatApp(name, { resource, operation: value, ...parameters });
	return { node: { ...run, onError: 'continueRegularOutput' }, returns };
}

/** A node of n8n itself, which is not looked at. */
export function builtIn(...of: Parameters<typeof node>): Step {
	return { node: node(...of), returns: [] };
}

/** A workflow that starts all lanes from one web hook. */
export function workflowOf(name: string, lanes: readonly Lane[]): WorkflowFile {
	const to = (names: readonly string[]) => ({
		main: [names.map((node) => ({ node, type: 'main', index: 0 }))],
	});
	const nameOf = (one: Step | undefined): string => one?.node.name ?? '';
	const connections: Record<string, object> = { [HOOK]: to(lanes.map(([first]) => nameOf(first))) };
	for (const lane of lanes) {
		lane.slice(1).forEach((next, index) => {
			connections[nameOf(lane[index])] = to([nameOf(next)]);
		});
	}
	const steps = lanes.flat().map((one) => one.node);
	const nodes = [webHook(HOOK, PATH, 'onReceived'), ...steps];
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}
