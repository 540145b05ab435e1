/** The Alibaba Cloud products that this package calls, with the API version of each. */
export const PRODUCTS = Object.freeze({
	/** Chat App Message Service. https://www.alibabacloud.com/help/en/chatapp/ */
	cams: { version: '2020-06-06', name: 'Chat App Message Service' },
	/** Security Token Service. https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-overview */
	sts: { version: '2015-04-01', name: 'Security Token Service' },
	/**
	 * The platform that issues queue credentials. International samples use this version, the
	 * China site's use 2017-05-25.
	 * https://www.alibabacloud.com/help/en/sms/developer-reference/sms-webhook
	 */
	dybaseapi: { version: '2018-05-01', name: 'Message Token Service' },
}) satisfies Readonly<Record<string, { version: string; name: string }>>;

export type ApiProduct = keyof typeof PRODUCTS;
