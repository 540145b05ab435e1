import { markdown, type Report, type Result } from './report';
import { outcomesOf, trySimulator } from './stand/suite';
import { disagreements, reports, stateOf } from './tried';
import { CONTRACTS } from './contracts';
import { behaviorOf } from './variants';

jest.setTimeout(60_000);

/** What the simulator does otherwise than a report says, set as the report says. */
async function differences(report: Report): Promise<string[]> {
	const played = await trySimulator({ simulator: { behavior: behaviorOf(report) } });
	const present = outcomesOf(played.report);
	return report.results.flatMap(({ id, outcome }) => {
		const simulated = played.report.results.find((result) => result.id === id);
		if (outcome === null || !simulated?.outcome) return [];
		return present[id] === outcome ? [] : [`${id}: ${outcome}, not ${simulated.outcome}`];
	});
}

function reportOf(outcomes: Readonly<Record<string, string>>): Report {
	const results = Object.entries(outcomes).map(([id, outcome]): Result => {
		const contract = CONTRACTS.find((one) => one.id === id);
		const verdict = contract?.outcomes[outcome]?.verdict ?? 'refuted';
		return {
			...{ id, outcome, verdict, reason: null, applies: true },
			...{ seen: {}, exchanges: [], payloads: [] },
		};
	});
	return {
		...{ version: '0.1.0', node: '20.19.0', date: '2026-12-01', levels: ['read'], region: 'x' },
		...{ endpoints: 'documented', calls: 1, seconds: 1, messages: 0, left: [], results },
		...{ queue: { removed: 0, givenBack: 0 }, ended: null },
	};
}

describe('reports that people sent', () => {
	const sent = reports();

	test('the package can do what they say', () => {
		expect(disagreements(sent)).toEqual([]);
	});

	test('the simulator does what they say', async () => {
		for (const report of sent) expect(await differences(report)).toEqual([]);
	});
});

describe('a report', () => {
	test('sets the simulator, which then does the same', async () => {
		const report = reportOf({
			...{ placement: 'addressOnly', 'refusal-status': 'http400', 'message-form': 'object' },
			'viber-category': 'purpose',
		});
		expect(behaviorOf(report)).toMatchObject({
			...{ placement: 'sdk', productErrors: 'http400', inboundMessage: 'object' },
			viberCategories: 'purposes',
		});
		expect(await differences(report)).toEqual([]);
		expect(disagreements([report])).toEqual([]);
	});

	test('fails the tests as long as simulator and code do not agree with it', async () => {
		const report = reportOf({ 'token-end': 'utc', 'log-window': 'oldestFirst' });
		expect(disagreements([report])).toEqual(['log-window: oldestFirst on 2026-12-01']);
		expect(await differences(report)).toEqual([
			'token-end: utc, not china',
			'log-window: oldestFirst, not newestFirst',
		]);
	});

	test('is on the page of what is not confirmed', () => {
		const [first] = CONTRACTS.filter(({ id }) => id === 'placement');
		if (!first) throw new Error('The contract is gone');
		expect(stateOf(first, [])).toBe('No, `--read`');
		expect(stateOf(first, [reportOf({ placement: 'both' })])).toBe('Confirmed on 2026-12-01');
		const twice = [reportOf({ placement: 'both' }), reportOf({ placement: 'neither' })];
		expect(stateOf(first, twice)).toBe('Refuted on 2026-12-01, 2 reports');
		expect(markdown(reportOf({ placement: 'neither' }))).toContain('### placement: neither');
	});
});
