import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../../nodes/alibabaCloud/input/text';
import { expiryOf } from '../../../nodes/alibabaCloud/queue/token';
import { queuesOf } from '../../../nodes/alibabaCloud/queue/names';
import { resolveSite } from '../../../nodes/alibabaCloud/queue/site';
import { customEndpoint } from '../../../nodes/alibabaCloud/wire/endpoints';
import type { Asked } from '../account';
import { queuesOfNumber } from '../notices';
import { NotTried, type Check, type Run } from '../run';

const HOUR_MS = 3_600_000;
const CHINA_MS = 8 * HOUR_MS;
/** Keys are renewed after at most eight minutes. */
const SHORTEST_LIFE_MS = 8.5 * 60_000;
const LONGEST_LIFE_MS = 2 * HOUR_MS;

async function token(run: Run): Promise<Asked> {
	const [queue] = queuesOfNumber(await run.number());
	if (queue === undefined) throw new NotTried('The number has no queue');
	const { credential } = run.account;
	const site = resolveSite(
		run.settings.site,
		{},
		{ dybaseapi: customEndpoint(credential, 'dybaseapi') },
	);
	return await run.once('token', async () => {
		const asked = await run.ask(
			'QueryTokenForMnsQueue',
			{ MessageType: queue.messageType, QueueName: queue.name },
			{ product: 'dybaseapi', version: site.platformVersion, endpoint: site.platformEndpoint },
		);
		const { AccessKeyId, AccessKeySecret, SecurityToken } = keysOf(asked);
		run.redactor.learn(AccessKeyId, AccessKeySecret, SecurityToken);
		return asked;
	});
}

function keysOf({ envelope }: Asked): IDataObject {
	return (envelope.MessageTokenDTO ?? {}) as IDataObject;
}

const permission: Check = async (run) => {
	const asked = await token(run);
	if (asked.ok) return { outcome: 'issued' };
	const detail = (asked.envelope.AccessDeniedDetail ?? {}) as IDataObject;
	const name = textOf(detail.AuthAction);
	if (name === '') throw new NotTried('The call was refused for another reason');
	const isAssumed = name === 'dybase:QueryTokenForMnsQueue';
	const exchanges = [asked.exchange];
	return { outcome: isAssumed ? 'asAssumed' : 'otherName', seen: { name }, exchanges };
};

const reviewQueue: Check = async (run) => {
	const numbers = (await run.numbers()).filter((row) => queuesOfNumber(row).length > 0);
	if (numbers.length === 0) throw new NotTried('No number has a queue');
	const derived = queuesOf(numbers as Array<Record<string, unknown>>, 'ChatAppAudit');
	return derived.length > 0
		? { outcome: 'usual' }
		: { outcome: 'other', payloads: numbers.flatMap(queuesOfNumber) };
};

const tokenEnd: Check = async (run) => {
	const asked = await token(run);
	const { ExpireTime } = keysOf(asked);
	const now = asked.exchange?.serverTime ?? Date.now();
	if (!asked.ok) throw new NotTried('No temporary credentials were issued');
	const stated = Date.parse(`${textOf(ExpireTime).replace(' ', 'T')}Z`);
	const exchanges = [asked.exchange];
	if (Number.isNaN(stated)) return { outcome: 'unread', exchanges };
	const lives = [stated - now - CHINA_MS, stated - now];
	const zone = lives.findIndex((life) => life > 0 && life <= LONGEST_LIFE_MS);
	if (zone === -1) return { outcome: 'unread', exchanges };
	const life = lives[zone] ?? 0;
	const seen = { minutes: Math.round(life / 60_000) };
	// What the trigger takes for the end must not be after it.
	const assumed = expiryOf(textOf(ExpireTime), now) - now;
	if (life < SHORTEST_LIFE_MS && assumed > life + 60_000) {
		return { outcome: 'short', seen, exchanges };
	}
	return { outcome: zone === 0 ? 'china' : 'utc', seen };
};

export const queueChecks = {
	'queue-permission': permission,
	'review-queue': reviewQueue,
	'token-end': tokenEnd,
} satisfies Record<string, Check>;
