import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { readDefinition } from '../../templates/definition';
import { nextLook, reviewOutcome } from '../../templates/designer/review';
import type { OperationContext } from '../../runtime/operation';
import { pause } from '../../runtime/pacing';
import { templateDetailCall, type TemplateKey } from '../../calls/templateDetail';

/** Until somebody looked, and when nobody waits. */
export const UNKNOWN_REVIEW: IDataObject = Object.freeze({
	review: 'pending',
	auditStatus: null,
	reason: null,
});

/**
 * Looks at a template until its review has ended or the time is up. A look that failed does not
 * fail the item: the template exists, and whoever gets an error would create it again.
 *
 * @returns `review` (approved, rejected, paused, disabled, pending), the service's `auditStatus`,
 * `reason` of a rejection, and `reviewProblem` when the last look failed.
 * @throws ExecutionCancelled when the user stops the execution.
 */
export async function waitForReview(
	{ callApi, signal }: OperationContext,
	key: TemplateKey,
	mostMs: number,
): Promise<IDataObject> {
	const begin = Date.now();
	let known: IDataObject = UNKNOWN_REVIEW;
	for (;;) {
		const waited = Date.now() - begin;
		if (waited >= mostMs) return known;
		await pause(Math.min(nextLook(waited), mostMs - waited), signal);
		known = await callApi(templateDetailCall(key)).then(readReview, (error: unknown) => {
			if (!(error instanceof NodeApiError)) return Promise.reject(error as Error);
			return { ...known, reviewProblem: error.message };
		});
		if (known.review !== 'pending') return known;
	}
}

function readReview(envelope: IDataObject): IDataObject {
	const { state, reason } = readDefinition(envelope);
	return { review: reviewOutcome(state), auditStatus: state || null, reason: reason || null };
}
