import { withScheme } from '../wire/endpoints';

/** Where the queues of the message platform are and how to get at them. */
export interface QueueSite {
	/** Host that issues temporary credentials. */
	readonly platformEndpoint: string;
	readonly platformVersion: string;
	/** Host of the queues; they belong to an account of the platform, not to the user's. */
	readonly queueEndpoint: string;
}

interface SiteRow extends QueueSite {
	readonly source: string;
}

/** The two sites have separate accounts, keys and queues. */
const SITES = Object.freeze({
	international: {
		platformEndpoint: 'dybaseapi.ap-southeast-1.aliyuncs.com',
		platformVersion: '2018-05-01',
		queueEndpoint: '1493622401794734.mns.ap-southeast-1.aliyuncs.com',
		source: 'https://www.alibabacloud.com/help/en/sms/developer-reference/sms-webhook',
	},
	china: {
		platformEndpoint: 'dybaseapi.aliyuncs.com',
		platformVersion: '2017-05-25',
		queueEndpoint: '1943695596114318.mns.cn-hangzhou.aliyuncs.com',
		source:
			'https://help.aliyun.com/en/chatapp/developer-reference/simple-message-queue-receipt-demo',
	},
}) satisfies Readonly<Record<string, SiteRow>>;

export type SiteName = keyof typeof SITES;

/**
 * Puts the parts of a site together: what the node says wins over what the credential says, which
 * wins over the site that was chosen.
 */
export function resolveSite(
	name: SiteName,
	custom: Partial<QueueSite>,
	credential: { readonly dybaseapi?: string; readonly mns?: string } = {},
): QueueSite {
	const preset = SITES[name];
	const first = (...values: Array<string | undefined>) =>
		values.map((value) => value?.trim()).find((value) => value) ?? '';
	return {
		platformEndpoint: withScheme(
			first(custom.platformEndpoint, credential.dybaseapi, preset.platformEndpoint),
		),
		platformVersion: first(custom.platformVersion, preset.platformVersion),
		queueEndpoint: withScheme(first(custom.queueEndpoint, credential.mns, preset.queueEndpoint)),
	};
}
