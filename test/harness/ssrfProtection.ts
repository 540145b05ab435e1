import { createRequire } from 'node:module';

/** Does what n8n does when it is started with `N8N_SSRF_PROTECTION_ENABLED`. It blocks this machine. */
export async function withSsrfProtection<T>(work: () => Promise<T>): Promise<T> {
	const ofCore = createRequire(require.resolve('n8n-core'));
	const { Container } = ofCore('@n8n/di') as { Container: { get(type: unknown): unknown } };
	const { OutboundHttp } = ofCore('@n8n/backend-network') as { OutboundHttp: unknown };
	const { ssrfConfig } = Container.get(OutboundHttp) as { ssrfConfig: { enabled: boolean } };
	ssrfConfig.enabled = true;
	try {
		return await work();
	} finally {
		ssrfConfig.enabled = false;
	}
}
