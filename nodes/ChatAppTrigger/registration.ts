import type { IHookFunctions } from 'n8n-workflow';

/**
 * The service pushes to the URL that was entered in its console, so there is nothing to set up
 * when the workflow is activated and nothing to take back. The URL of a number is shared by all
 * who use the number: changing it unasked would cut somebody else off.
 */
export const registration = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		return true;
	},
	async create(this: IHookFunctions): Promise<boolean> {
		return true;
	},
	async delete(this: IHookFunctions): Promise<boolean> {
		return true;
	},
};
