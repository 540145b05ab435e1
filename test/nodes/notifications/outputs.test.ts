import { normalizeBody } from '../../../nodes/notifications/items/normalize';
import { chosenEvents, eventsProperty, routeItems } from '../../../nodes/notifications/outputs';

const ITEMS = normalizeBody([
	{ MessageId: 'in', Type: 'TEXT', Message: 'hi' },
	{ MessageId: 'st', Status: 'Sent' },
	{ WabaId: 'au', AuditStatus: 'pass' },
	{ something: 'new' },
]);

function events(outputs: ReturnType<typeof routeItems>): unknown {
	return outputs?.map((items) => items.map(({ json }) => json.event));
}

it('listens to inbound messages unless told otherwise', () => {
	expect(eventsProperty.default).toEqual(['inbound']);
});

it.each<[unknown, string[]]>([
	[['inbound'], ['inbound']],
	[
		['audit', 'inbound', 'status'],
		['inbound', 'status', 'audit'],
	],
	[['audit', 'nonsense', 'audit'], ['audit']],
	['status', ['status']],
	[undefined, []],
])('%j means %j', (parameter, kinds) => {
	expect(chosenEvents(parameter)).toEqual(kinds);
});

it('gives each kind an output of its own, and unknown items the first', () => {
	expect(events(routeItems(ITEMS, ['inbound', 'status', 'audit']))).toEqual([
		['inbound', 'unknown'],
		['status'],
		['audit'],
	]);
	expect(events(routeItems(ITEMS, ['status', 'audit']))).toEqual([
		['status', 'unknown'],
		['audit'],
	]);
});

it('asks for no run when nothing of a chosen kind is there', () => {
	expect(routeItems(ITEMS.slice(0, 1), ['status', 'audit'])).toBeNull();
	expect(routeItems([], ['inbound'])).toBeNull();
	expect(routeItems(ITEMS, [])).toBeNull();
});
