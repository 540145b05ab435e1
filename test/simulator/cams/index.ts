import type { ActionTable } from '../gateway/action';
import { productError } from '../gateway/errors';
import type { GatewayProduct } from '../gateway/gateway';
import { apiCatalogActions } from './apiCatalog';
import { channelActions } from './channels';
import { createTemplateActions } from './create-template';
import { commerceActions } from './commerce';
import { flowActions } from './flows';
import { groupActions } from './groups';
import { handoverActions } from './handovers';
import { instanceActions } from './instances';
import { qrCodeActions } from './qr-codes';
import { massSendActions } from './mass-send';
import { mediaActions } from './media';
import { messageLogActions } from './message-log';
import { phoneNumberActions } from './phone-numbers';
import { sendActions } from './send';
import { templateChangeActions } from './template-changes';
import { templateMetricActions } from './template-metrics';
import { templateActions } from './templates';
import { webhookActions } from './webhooks';

/** One family a file, one line a family; what has a play of its own comes after the rest. */
const actions: ActionTable = {
	...apiCatalogActions,
	...sendActions,
	...massSendActions,
	...messageLogActions,
	...mediaActions,
	...templateActions,
	...createTemplateActions,
	...templateChangeActions,
	...templateMetricActions,
	...channelActions,
	...commerceActions,
	...flowActions,
	...groupActions,
	...handoverActions,
	...instanceActions,
	...qrCodeActions,
	...phoneNumberActions,
	...webhookActions,
};

/** Actions that work before the product is activated. */
const BEFORE_ACTIVATION = new Set(['GetChatappOpenStatus']);

/** All other actions declare query parameters. Source: request models of `@alicloud/cams20200606` 5.3.0. */
const IN_FORM_BODY = new Set([
	'CreateChatappTemplate',
	'GetPreValidatePhoneId',
	'ModifyChatappTemplate',
]);

export function camsProduct(latencyMs: number): GatewayProduct {
	return {
		service: 'cams',
		versions: ['2020-06-06'],
		actions,
		ramPrefix: 'cams',
		envelope: true,
		throttleCode: 'System.LimitControl',
		latencyMs,
		placeInSdk: (action) => (IN_FORM_BODY.has(action) ? 'body' : 'query'),
		before(action, world) {
			if (world.account.activated || BEFORE_ACTIVATION.has(action)) return;
			throw productError('Product.Unsubscript', 'The product is not activated.');
		},
	};
}
