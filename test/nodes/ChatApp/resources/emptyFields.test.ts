import type { IDataObject } from 'n8n-workflow';

import { runNode } from '../../../harness';
import { byId } from '../fields/parameters';
import { useAnsweringService } from '../answeringService';

const service = useAnsweringService();

const ON_NUMBER = { channel: byId('cams-1'), phoneNumber: byId('6531589000') };

async function call(said: IDataObject, parameters: object): Promise<void> {
	service.say(said);
	service.arrivals.splice(0);
	const { error } = await runNode(
		{ type: 'chatApp', parameters: { ...ON_NUMBER, ...parameters } },
		{ credentials: service.credentials() },
	);
	if (error) throw error;
}

const sent = (name: string): string | null | undefined => service.arrivals[0]?.params.get(name);

test.each<[string, string, object, string, string | null]>([
	['a value of tomorrow', 'phoneNumber', { status: 'PAUSED' }, 'Status', 'PAUSED'],
	['an option in any case', 'phoneNumber', { status: '={{ "connected" }}' }, 'Status', 'CONNECTED'],
	['an empty one', 'phoneNumber', { status: '={{ $json.none }}' }, 'Status', null],
	['an empty choice', 'chatGroup', { groupStatus: '={{ $json.none }}' }, 'GroupStatus', null],
	['a choice of nothing', 'chatFlow', { flowTriggerType: '={{ null }}' }, 'FlowTriggerType', null],
])('a condition of a list: %s', async (_what, resource, filters, name, expected) => {
	await call({}, { resource, operation: 'getAll', filters });
	expect(sent(name)).toBe(expected);
});

test.each(['null', '""'])(
	'optional fields that an expression leaves at %s are not sent',
	async (empty) => {
		await call(
			{ Data: {} },
			{
				...{ resource: 'chatFlow', operation: 'trigger', chatFlow: byId('1') },
				additionalFields: { claimTime: `={{ ${empty} }}` },
			},
		);
		expect(sent('ClaimTimeMillis')).toBeNull();
		await call(
			{},
			{
				...{ resource: 'conversion', operation: 'send', pageId: '1', eventName: 'Purchase' },
				...{ eventTime: '2026-01-01', userData: { email: 'name@email.com' } },
				additionalFields: { optOut: `={{ ${empty} }}` },
			},
		);
		expect(sent('RequestData')).not.toContain('OptOut');
		await call(
			{ Data: [] },
			{
				...{ resource: 'message', operation: 'getAll', businessNumber: byId('65') },
				filters: { startTime: `={{ ${empty} }}` },
			},
		);
		expect(sent('StartTime')).toMatch(/^\d{13}$/);
	},
);
