import type { INodeProperties } from 'n8n-workflow';

/** The node never had such a version. */
const NO_VERSION = -1;

/**
 * A property that people see, and that n8n leaves out of the definitions it writes for assistants
 * that build workflows. A definition repeats every property for every operation, so what assistants
 * have no use for costs them thousands of tokens. The definition leaves out what is disabled wherever
 * it is shown; the panel disables it in a version only that does not exist.
 *
 * @param property is shown under some condition.
 */
export function notInDefinitions(property: INodeProperties): INodeProperties {
	const [name, values] = Object.entries(property.displayOptions?.show ?? {})[0] ?? [];
	if (name === undefined) return property;
	return { ...property, disabledOptions: { show: { [name]: values, '@version': [NO_VERSION] } } };
}
