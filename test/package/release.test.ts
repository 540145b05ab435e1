import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const { scripts, repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
	repository: { url: string };
};

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'chat-app-release-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const git = (...args: string[]): string =>
	execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: 'pipe' });

const commit = (subject: string): string =>
	git(
		...['-c', 'user.name=Mei', '-c', 'user.email=mei@example.com', '-c', 'commit.gpgsign=false'],
		...['commit', '--quiet', '--allow-empty', '-m', subject],
	);

function run(script: string, args: readonly string[], env: Readonly<Record<string, string>>) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
		cwd: ROOT,
		encoding: 'utf8',
		env: { ...process.env, ...env },
	});
	return { status, output: `${stdout}${stderr}` };
}

describe('a repository that does not exist', () => {
	/** Git reads the folder in place of the address, so that nothing leaves this machine. */
	const inPlace = (): Record<string, string> => ({
		GIT_CONFIG_COUNT: '1',
		GIT_CONFIG_KEY_0: `url.file://${folder}.insteadOf`,
		GIT_CONFIG_VALUE_0: repository.url.replace(/^git\+/, ''),
	});

	it('is refused', () => {
		const { status, output } = run('scripts/check-repository.mjs', [], inPlace());
		expect(output).toMatch(/^Error: Cannot reach the repository https:.* create it or correct/m);
		expect(status).toBe(1);
	});

	it('is refused while it is empty', () => {
		git('init', '--quiet');
		expect(run('scripts/check-repository.mjs', [], inPlace()).status).toBe(1);
	});

	it('is accepted once it exists', () => {
		git('init', '--quiet');
		commit('feat: begin');
		const { status, output } = run('scripts/check-repository.mjs', [], inPlace());
		expect(output).toContain('exists');
		expect(status).toBe(0);
	});

	it('ends a release by hand and by the workflow', () => {
		expect(scripts.release).toMatch(/^node scripts\/check-repository\.mjs && /);
		const workflow = readFileSync(join(ROOT, '.github', 'workflows', 'publish.yml'), 'utf8');
		const [check, publish] = ['node scripts/check-repository.mjs', 'npm publish ./'].map((text) =>
			workflow.indexOf(text),
		);
		expect(check).toBeGreaterThan(0);
		expect(publish).toBeGreaterThan(check ?? 0);
	});
});

describe('subjects of commits', () => {
	const check = (title: string) => {
		git('init', '--quiet');
		commit('feat: begin');
		return run('scripts/check-subjects.mjs', ['HEAD', title], { GIT_DIR: join(folder, '.git') });
	};

	it.each([
		'fix(template): find Viber templates, and keep their categories',
		'feat!: name each output',
		`docs: ${'a'.repeat(66)}`,
	])('accepts "%s"', (title) => {
		expect(check(title)).toEqual({ status: 0, output: '2 subjects are valid\n' });
	});

	it.each([
		['Fixed the templates', "is not 'type(scope): what changes for the user'"],
		['wip: more', "is not 'type(scope): what changes for the user'"],
		['fix:no blank', "is not 'type(scope): what changes for the user'"],
		[`docs: ${'a'.repeat(67)}`, 'has 73 characters; the maximum is 72'],
	])('refuses "%s"', (title, why) => {
		const { status, output } = check(title);
		expect(output).toContain(`"${title}" ${why}`);
		expect(status).toBe(1);
	});
});
