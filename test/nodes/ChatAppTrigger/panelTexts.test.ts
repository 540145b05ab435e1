import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';

import { ChatAppTrigger } from '../../../nodes/ChatAppTrigger/ChatAppTrigger.node';

const { description } = new ChatAppTrigger();
const LISTEN = 'Listen on the Test URL';

/** What the panel shows with these parameters. */
function shown(events: string[], others: INodeParameters = {}) {
	const parameters = { events, registerAutomatically: true, listenOnTestUrl: false, ...others };
	const node = { typeVersion: 1.1, parameters } as unknown as INode;
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(parameters, property, node, description),
	);
}

describe('what the panel says about testing', () => {
	it.each([[['inbound']], [['status']], [['audit']], [['inbound', 'audit']]])(
		'names a switch only where it is there: %j',
		(events) => {
			const labels = shown(events).map(({ displayName }) => displayName);
			const notices = shown(events).filter(({ name }) => name === 'registrationNotice');
			expect(notices).toHaveLength(1);
			expect(notices[0]?.displayName.includes(LISTEN)).toBe(labels.includes(LISTEN));
		},
	);

	it('is not shown while the switch is on', () => {
		const names = shown(['inbound'], { listenOnTestUrl: true }).map(({ name }) => name);
		expect(names).not.toContain('registrationNotice');
		expect(names).toContain('listeningNotice');
	});

	it('names the switch together with the one that brings it', () => {
		const { activationHint } = description.triggerPanel as {
			activationHint: { inactive: string };
		};
		expect(shown(['inbound'], { registerAutomatically: false })).not.toContainEqual(
			expect.objectContaining({ displayName: LISTEN }),
		);
		expect(activationHint.inactive).toMatch(
			/"Register Automatically" and "Listen on the Test URL"/,
		);
	});
});
