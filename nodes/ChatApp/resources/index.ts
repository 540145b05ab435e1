import type { Resource } from '../operation';
import { apiCall } from './apiCall';
import { channel } from './channel';
import { media } from './media';
import { message } from './message';
import { phoneNumber } from './phoneNumber';
import { template } from './template';

/** One line a resource. */
export const resources: readonly Resource[] = [
	apiCall,
	channel,
	media,
	message,
	phoneNumber,
	template,
];
