import type { Resource } from '../runtime/operation';
import { apiCall } from './apiCall';
import { businessAccount } from './businessAccount';
import { catalog } from './catalog';
import { channel } from './channel';
import { chatFlow } from './chatFlow';
import { chatGroup } from './chatGroup';
import { conversion } from './conversion';
import { flow } from './flow';
import { media } from './media';
import { message } from './message';
import { phoneNumber } from './phoneNumber';
import { qrCode } from './qrCode';
import { template } from './template';

/** One line a resource. */
export const resources: readonly Resource[] = [
	apiCall,
	businessAccount,
	catalog,
	channel,
	chatFlow,
	chatGroup,
	conversion,
	flow,
	media,
	message,
	phoneNumber,
	qrCode,
	template,
];
