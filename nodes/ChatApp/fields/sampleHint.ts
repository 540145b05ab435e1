import type { NodeHint } from 'n8n-workflow';

/**
 * For workflows whose fields once started with the template's samples; fields now start empty. The
 * values as stored are compared: an expression is no sample, whatever it yields.
 */
export const sampleHint: NodeHint = {
	message:
		"'Template Variables' still contains sample values from the template. Replace them before sending to real recipients.",
	type: 'warning',
	location: 'outputPane',
	whenToDisplay: 'always',
	displayCondition:
		'={{ ["sendTemplate", "sendBulk"].includes($rawParameter.operation) && $rawParameter.variables?.mappingMode === "defineBelow" && ($rawParameter.variables?.schema ?? []).some((field) => !!field.defaultValue && ($rawParameter.variables?.value || {})[field.id] === field.defaultValue) }}',
};
