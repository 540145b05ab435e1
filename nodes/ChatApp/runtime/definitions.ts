import type { INodeProperties } from 'n8n-workflow';

/** The node never had such a version. */
const NEVER = { '@version': [-1] };

/**
 * A property that people see, and that n8n leaves out of the definitions it writes for assistants
 * that build workflows. A definition repeats every property for every operation, so what assistants
 * have no use for costs them thousands of tokens. The definition leaves out what is disabled wherever
 * it is shown; the panel disables it in a version only that does not exist.
 */
export function notInDefinitions(property: INodeProperties): INodeProperties {
	// The last, which no expression keeps n8n from reading: see `narrowed`. One is enough for n8n.
	const condition = Object.entries(property.displayOptions?.show ?? {}).at(-1);
	return {
		...property,
		disabledOptions: { show: { ...NEVER, ...(condition && Object.fromEntries([condition])) } },
	};
}

/** Repeats the resources for a property without conditions of its own. */
export function disabledFor(
	{ disabledOptions, displayOptions }: INodeProperties,
	resource: string[],
): Pick<INodeProperties, 'disabledOptions'> {
	if (!disabledOptions) return {};
	const isComplete = Object.keys(displayOptions?.show ?? {}).length > 0;
	return {
		disabledOptions: isComplete ? disabledOptions : { show: { resource, ...disabledOptions.show } },
	};
}
