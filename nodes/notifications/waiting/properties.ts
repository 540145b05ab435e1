import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** Part of the collection `options` of both triggers, read by `passesAnswers`. */
export const passAnswersProperty: INodeProperties = {
	displayName: 'Pass Answers to Waiting Executions',
	name: 'passAnswers',
	type: 'boolean',
	default: true,
	description:
		'Whether to pass answers to the executions of this n8n that wait for them, see the operation Send and Wait for Response. An answer that an execution takes does not start this workflow. A tapped choice always finds its execution. Typed text needs the delivery statuses of the question, unless it arrives in the n8n process that asked.',
};

/** On where it was never touched. */
export function passesAnswers(options: IDataObject): boolean {
	return options.passAnswers !== false;
}

const WEBHOOK_URL =
	'Set N8N_WEBHOOK_URL (in older versions of n8n: WEBHOOK_URL) to an address that n8n itself can reach';

const PROTECTION =
	'With N8N_SSRF_PROTECTION_ENABLED, add that address to N8N_SSRF_ALLOWED_IP_RANGES or N8N_SSRF_ALLOWED_HOSTNAMES.';

/** For the log, when n8n could not be reached. */
export const HOW_TO_REACH = Object.freeze({
	http: `${WEBHOOK_URL}. ${PROTECTION}`,
	queue: `Enter an address in the option 'Base URL for Waiting Executions' of the trigger, for example http://localhost:5678. Or ${WEBHOOK_URL[0]?.toLowerCase()}${WEBHOOK_URL.slice(1)}. ${PROTECTION}`,
});
