import type { Resource } from '../../runtime/operation';
import { add } from './add.operation';
import { deleteUsername } from './deleteUsername.operation';
import { deregister } from './deregister.operation';
import { getAll } from './getAll.operation';
import { getAutomation } from './getAutomation.operation';
import { getMetrics } from './getMetrics.operation';
import { getProfile } from './getProfile.operation';
import { getUsername } from './getUsername.operation';
import { getUsernameSuggestions } from './getUsernameSuggestions.operation';
import { register } from './register.operation';
import { requestCode } from './requestCode.operation';
import { sync } from './sync.operation';
import { updateAutomation } from './updateAutomation.operation';
import { updateProfile } from './updateProfile.operation';
import { updateUsername } from './updateUsername.operation';
import { updateWebhook } from './updateWebhook.operation';
import { verify } from './verify.operation';

/** The first operation is the one a new node starts with. */
export const phoneNumber: Resource = {
	value: 'phoneNumber',
	name: 'Phone Number',
	description: 'Numbers of the business and their profiles',
	operations: [
		getAll,
		add,
		requestCode,
		verify,
		register,
		sync,
		deregister,
		getMetrics,
		getProfile,
		updateProfile,
		updateWebhook,
		getAutomation,
		updateAutomation,
		getUsername,
		getUsernameSuggestions,
		updateUsername,
		deleteUsername,
	],
};
