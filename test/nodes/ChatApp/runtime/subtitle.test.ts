import { loadNode } from '../../../harness';
import { resources } from '../../../../nodes/ChatApp/resources';

/** What n8n shows below the name of a node. */
async function subtitleOf(resource: string, operation: string): Promise<unknown> {
	const { workflow, node, nodeType } = await loadNode({
		type: 'chatApp',
		parameters: { resource, operation },
	});
	const { subtitle } = nodeType.description;
	return workflow.expression.getSimpleParameterValue(node, subtitle ?? '', 'internal', {});
}

test.each([
	['qrCode', 'getAll', 'Get Many: QR Code'],
	['flow', 'updateJson', 'Update JSON: Flow'],
	['message', 'send', 'Send: Message'],
	['apiCall', 'call', 'Call: API Action'],
])('%s and %s are told as %s %s', async (resource, operation, subtitle) => {
	expect(await subtitleOf(resource, operation)).toBe(subtitle);
});

test('each resource is called what its list calls it', async () => {
	for (const { name, value, operations } of resources) {
		const shown = String(await subtitleOf(value, operations[0]?.value ?? ''));
		expect(name).toContain(shown.split(': ')[1]);
	}
});
