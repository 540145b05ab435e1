import { hasEnded } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import { call, expectFields, resultOf } from './conversation';
import { deliveryWorkflow, MEI, NOBODY } from './flows';
import type { Scene } from './scene';

/** Questions and messages whose delivery decides how the run goes on. */
export async function testDeliveries(scene: Scene): Promise<void> {
	const { narrator } = scene;
	await narrator.tell(
		'A question that is not delivered ends the run',
		async () => await askNobody(scene),
	);
	await narrator.tell(
		'A message that waits for its delivery goes on with it',
		async () => await waitForDelivery(scene),
	);
}

async function askNobody({ place, flows }: Scene): Promise<string[]> {
	const { n8n } = place;
	await call(place, flows.approval.path, { to: NOBODY });
	const run = await eventually('The run', async () => {
		return (await n8n.executions(flows.approval.workflowId)).find((one) =>
			['notDelivered'].includes(String(resultOf(one).outcome)),
		);
	});
	const { outcome, error } = resultOf(run) as { outcome: string; error?: object };
	return [`outcome ${outcome}: ${JSON.stringify(error)}`];
}

async function waitForDelivery({ stage, place }: Scene): Promise<string[]> {
	const { n8n } = place;
	const { id } = await stage.publish(deliveryWorkflow('Delivered'));
	const endOf = async (to: string) => {
		const known = new Set((await n8n.executions(id)).map((one) => one.id));
		await call(place, 'delivered', { to });
		return await eventually('The end of the wait', async () => {
			const runs = await n8n.executions(id);
			const run = runs.find((one) => !known.has(one.id) && hasEnded(one));
			return run && resultOf(run);
		});
	};
	const { delivery, ...reached } = await endOf(MEI);
	const { delivery: failed, ...notReached } = await endOf(NOBODY);
	const error = (failed as { error?: { code?: string } } | undefined)?.error;
	if (!error?.code) throw new Error(`No code: ${JSON.stringify(failed)}`);
	return [
		expectFields(reached, { outcome: 'delivered' }),
		expectFields(delivery as Record<string, unknown>, { status: 'delivered', error: null }),
		`${expectFields(notReached, { outcome: 'failed' })} with the code ${error.code}`,
	];
}
