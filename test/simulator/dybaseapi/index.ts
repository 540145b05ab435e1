import type { Action, ActionTable } from '../gateway/action';
import { invalid } from '../gateway/errors';
import type { GatewayProduct } from '../gateway/gateway';
import { queueName, type QueueKind } from '../world/channels';

const KINDS: readonly QueueKind[] = ['ChatAppInbound', 'ChatAppStatus', 'ChatAppAudit'];

/** "YYYY-MM-DD HH:mm:ss" in UTC+8, as the service writes times without a zone. */
function chinaTime(ms: number): string {
	return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * A temporary key for one queue of the platform.
 * Parameters and answer as in @alicloud/dybaseapi; the same in versions 2017-05-25 and 2018-05-01.
 */
const queryTokenForMnsQueue: Action = {
	required: ['MessageType'],
	handle({ params, world, caller }) {
		const kind = params.oneOf('MessageType', KINDS);
		const queue = queueName(world.account.id, kind ?? 'ChatAppInbound');
		if ((params.get('QueueName') ?? queue) !== queue) throw invalid('QueueName');
		const now = world.now;
		const issued = world.account.issueTemporary({
			identity: caller.identity,
			expiresAt: now + world.options.queueTokenMs,
			scope: { queue },
		});
		return {
			MessageTokenDTO: {
				AccessKeyId: issued.accessKeyId,
				AccessKeySecret: issued.accessKeySecret,
				SecurityToken: issued.securityToken,
				CreateTime: chinaTime(now),
				ExpireTime: chinaTime(issued.expiresAt),
			},
		};
	},
};

const actions: ActionTable = { QueryTokenForMnsQueue: queryTokenForMnsQueue };

export const dybaseapiProduct: GatewayProduct = {
	service: 'dybaseapi',
	versions: ['2017-05-25', '2018-05-01'],
	actions,
	ramPrefix: 'dybaseapi',
	envelope: true,
	throttleCode: 'Throttling.User',
	latencyMs: 0,
};
