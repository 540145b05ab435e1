import type { SimulatorSettings } from '../simulator';
import { CONTRACTS } from './contracts';
import type { Report } from './report';

type Behavior = NonNullable<SimulatorSettings['behavior']>;

/** What the documentation says, where it says anything. */
export const DOCUMENTED: Behavior = {
	productErrors: 'http200',
	inboundMessage: 'string',
	placement: 'any',
};

export interface Variant {
	readonly name: string;
	readonly behavior: Behavior;
	/** What the suite has to find, by contract. */
	readonly finds: Readonly<Record<string, string>>;
	/** What the package cannot do in this variant; docs/unconfirmed.md says so. */
	readonly refutes: readonly string[];
}

/** What sources say against the documentation, or against each other. */
export const VARIANTS: readonly Variant[] = [
	{
		name: 'Parameters count where the SDK puts them',
		behavior: { ...DOCUMENTED, placement: 'sdk' },
		finds: { placement: 'addressOnly' },
		refutes: ['list-conditions', 'name-search'],
	},
	{
		name: 'Refusals come with HTTP 400',
		behavior: { ...DOCUMENTED, productErrors: 'http400' },
		finds: { 'refusal-status': 'http400' },
		refutes: [],
	},
	{
		name: 'Messages of notifications are objects, numbers have a plus',
		behavior: { ...DOCUMENTED, inboundMessage: 'object', plusInNumbers: true },
		finds: { 'message-form': 'object' },
		refutes: [],
	},
	{
		name: 'A closed window is told by a status',
		behavior: { ...DOCUMENTED, closedWindow: 'receipt' },
		finds: { 'closed-window': 'receipt' },
		refutes: [],
	},
	{
		name: 'Viber templates have purposes',
		behavior: { ...DOCUMENTED, viberCategories: 'purposes' },
		finds: { 'viber-category': 'purpose' },
		refutes: [],
	},
	...(['bare', 'flat', 'reply'] as const).map((interactiveReplies) => ({
		name: `Taps are reported in the form "${interactiveReplies}"`,
		behavior: { ...DOCUMENTED, interactiveReplies },
		finds: { 'button-ids': 'unchanged', 'list-ids': 'unchanged' },
		refutes: [],
	})),
];

/** The switches that make the simulator do what a report says. */
export function behaviorOf({ results }: Report): Behavior {
	const switches = results.map(({ id, outcome }) => {
		const contract = CONTRACTS.find((one) => one.id === id);
		return contract?.outcomes[outcome ?? '']?.simulator ?? {};
	});
	return Object.assign({ ...DOCUMENTED }, ...switches) as Behavior;
}
