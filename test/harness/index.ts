/**
 * Runs the package's nodes through the real n8n-core, with real HTTP to whatever the credential's
 * endpoints point at (usually the simulator).
 *
 * ```ts
 * const simulator = await startSimulator();
 * const credentials = { alibabaCloudApi: simulator.credential };
 *
 * // A workflow file, or a workflow written in the test. Nodes get the credential by its type.
 * const run = await runWorkflow(exampleFile, { credentials, input: [{ phone: '6591230001' }] });
 * run.status; run.error; run.jsonOf('Send Template'); run.itemsOf('Route', 1); run.errorOf('Send');
 *
 * // One action node.
 * const one = await runNode({ type: 'chatApp', parameters: {...} }, { credentials });
 *
 * // From List and resource mapper, as the editor calls them.
 * await listSearch({ type: 'chatApp', parameters }, 'searchTemplates', { filter: 'order' }, { credentials });
 * await resourceMapperFields({ type: 'chatApp', parameters }, 'templateVariables', { credentials });
 *
 * // A trigger alone: its emissions, and the end of the executions that it waits for.
 * const trigger = await startTrigger({ type: 'chatAppQueueTrigger', parameters }, { credentials });
 * const emission = await trigger.next(); emission.outputs[0]; emission.finish({ status: 'error' });
 * await trigger.close();
 *
 * // A whole workflow, active: web hooks registered and served on loopback, triggers started.
 * const active = await activateWorkflow(exampleFile, { credentials });
 * const run = await active.nextRun(); active.webhookUrl('Trigger'); await active.deactivate();
 *
 * // Single calls of a web hook node.
 * const loaded = await loadNode({ type: 'chatAppTrigger', parameters }, { credentials });
 * await loaded.nodeType.webhook?.call(webhookContext(loaded, { body: [...] }));
 * await publish(loaded); await unpublish(loaded);
 *
 * // "Test" in the credential's form.
 * await testCredential('alibabaCloudApi', simulator.credential); // { status, message }
 * ```
 *
 * Importing this file loads n8n-core, which takes seconds, once for each process of jest. Import pure
 * functions without it: their tests then start at once.
 */
export { type ActivationOptions, activateWorkflow, type ActiveWorkflow } from './activateWorkflow';
export {
	hookContext,
	editorMethod,
	listSearch,
	loadNode,
	nodeOf,
	resourceMapperFields,
	testEndContext,
	webhookContext,
	type IncomingRequest,
	type LoadedNode,
} from './contexts';
export { isPublished, publish, unpublish } from './publishing';
export { runNode, runWorkflow, type RunOptions, type WorkflowRun } from './runWorkflow';
export { testCredential } from './testCredential';
export { startTrigger, type Emission, type RunningTrigger } from './trigger';
export type { SingleNode, WorkflowFile, WorkflowOptions } from './workflow';
