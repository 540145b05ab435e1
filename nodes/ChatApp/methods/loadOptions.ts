import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { countryNames } from '../../alibabaCloud/input/phoneNumber';

/** All countries with phone numbers. Read from here, the description does not repeat 245 names for each send. */
export async function getCountries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return countryNames().map(([value, name]) => ({ name, value }));
}
