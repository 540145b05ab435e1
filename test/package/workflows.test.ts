import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', '.github', 'workflows');
const workflow = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** The text of each job by its name: what stands below it, indented further. */
function jobsOf(text: string): Map<string, string> {
	const [, jobs = ''] = text.split(/^jobs:\n/m);
	const parts = jobs.split(/^ {2}(\w+):\n/m).slice(1);
	return new Map(
		parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? '']] : [])),
	);
}

test.each(readdirSync(FOLDER))('%s pins every action to a commit', (name) => {
	const used = [...workflow(name).matchAll(/uses: (.*)$/gm)].map(([, action]) => action);
	expect(used.length).toBeGreaterThan(0);
	for (const action of used) {
		expect(action).toMatch(/^[\w-]+(?:\/[\w-]+){1,2}@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	}
});

test('the right to publish belongs to one job, which runs nothing of others', () => {
	const jobs = jobsOf(workflow('publish.yml'));
	const trusted = [...jobs].filter(([, text]) => text.includes('id-token: write'));
	expect(trusted.map(([name]) => name)).toEqual(['publish']);
	const [[, publish] = ['', '']] = trusted;
	expect(publish).toMatch(/^ {4}environment: npm$/m);
	expect(publish).toMatch(/^ {4}needs: package$/m);
	const commands = [...publish.matchAll(/run: (.*)$/gm)].map(([, command]) => command);
	expect(commands).toEqual(['npm publish ./*.tgz --provenance --access public --ignore-scripts']);
	expect(publish).not.toContain('actions/checkout');
	expect(jobs.get('package')).toMatch(/run: npm test$/m);
});

test('known weaknesses are looked for on every change of the lock file and each week', () => {
	const audit = workflow('audit.yml');
	expect(audit).toMatch(/run: npm audit --package-lock-only --audit-level=high$/m);
	expect(audit).toMatch(/^ {2}schedule:$/m);
	expect(audit).toMatch(/^ {4}paths: \[package-lock\.json\]$/m);
});
