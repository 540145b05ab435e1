import type { Action, ActionTable } from '../gateway/action';
import { ServiceError } from '../gateway/errors';
import type { GatewayProduct } from '../gateway/gateway';
import type { Params } from '../gateway/params';
import type { Identity } from '../world/credentials';

const SHORTEST_SECONDS = 900;

function wrong(parameter: string, message: string): ServiceError {
	return new ServiceError(`InvalidParameter.${parameter}`, message);
}

function seconds(params: Params, most: number): number {
	const text = params.get('DurationSeconds') ?? String(Math.min(3_600, most));
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= SHORTEST_SECONDS && value <= most) return value;
	throw wrong('DurationSeconds', 'The Min/Max value of DurationSeconds is 15min/1hr.');
}

/** https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole */
const assumeRole: Action = {
	required: ['RoleArn', 'RoleSessionName'],
	handle({ params, world, caller }) {
		const arn = params.require('RoleArn');
		if (!/^acs:ram::\d+:role\/\S+$/.test(arn)) {
			throw wrong('RoleArn', 'The parameter RoleArn is wrongly formed.');
		}
		const session = params.require('RoleSessionName');
		if (!/^[A-Za-z0-9.@_-]{2,64}$/.test(session)) {
			throw wrong('RoleSessionName', 'The parameter RoleSessionName is wrongly formed.');
		}
		const role = world.account.role(arn);
		if (!role) {
			throw new ServiceError('EntityNotExist.Role', `The specified Role not exists: ${arn}.`, 404);
		}
		const denied =
			caller.identity.type === 'Account' || // An account itself assumes no roles.
			(role.externalId !== null && params.get('ExternalId') !== role.externalId);
		if (denied) {
			throw new ServiceError(
				'NoPermission',
				'You are not authorized to do this action. You should be authorized by RAM.',
				403,
			);
		}
		const expiresAt = world.now + seconds(params, role.maxSessionSeconds) * 1000;
		const { id: accountId } = world.account;
		const identity: Identity = {
			accountId,
			arn: `acs:sts::${accountId}:assumed-role/${role.name}/${session}`,
			userId: `${role.id}:${session}`,
			type: 'AssumedRoleUser',
		};
		const issued = world.account.issueTemporary({ identity, expiresAt });
		return {
			AssumedRoleUser: { Arn: identity.arn, AssumedRoleId: identity.userId },
			Credentials: {
				AccessKeyId: issued.accessKeyId,
				AccessKeySecret: issued.accessKeySecret,
				SecurityToken: issued.securityToken,
				Expiration: new Date(expiresAt).toISOString().replace(/\.\d+Z$/, 'Z'),
			},
		};
	},
};

/** https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-getcalleridentity */
const getCallerIdentity: Action = {
	handle({ caller }) {
		const { accountId, arn, type, userId } = caller.identity;
		const role = type === 'AssumedRoleUser';
		return {
			...{ AccountId: accountId, Arn: arn, IdentityType: type, PrincipalId: userId },
			...(role ? { RoleId: userId.split(':')[0] } : { UserId: userId }),
		};
	},
};

const actions: ActionTable = { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity };

export const stsProduct: GatewayProduct = {
	service: 'sts',
	versions: ['2015-04-01'],
	actions,
	ramPrefix: 'sts',
	envelope: false,
	throttleCode: 'Throttling.User',
	latencyMs: 0,
};
