import { capture, Failure, main } from './install.mjs';

/*
 * Checks the subjects of commits, and the title of a pull request, which becomes the subject of the
 * merge. Usage: node scripts/check-subjects.mjs <range> [title]
 */

const LONGEST = 72;
const FORM = /^(?:build|chore|ci|docs|feat|fix|perf|refactor|style|test)(?:\([\w ,.-]+\))?!?: \S/;

/** Why a subject is refused; null when it is fine. */
function faultOf(subject) {
	if (/^(?:Merge|Revert) /.test(subject)) return null;
	if (subject.length > LONGEST)
		return `has ${subject.length} characters; the maximum is ${LONGEST}`;
	if (!FORM.test(subject)) return "is not 'type(scope): what changes for the user'";
	return null;
}

await main(async () => {
	const [range, ...titles] = process.argv.slice(2);
	if (!range) throw new Failure('Usage: node scripts/check-subjects.mjs <range> [title]');
	const { code, stdout, output } = await capture(['git', 'log', '--format=%s', range]);
	if (code !== 0) throw new Failure(`Git cannot list the commits of ${range}.`, output);
	const subjects = [...stdout.split('\n').filter(Boolean), ...titles];
	const faults = subjects
		.map((subject) => ({ subject, fault: faultOf(subject) }))
		.filter(({ fault }) => fault !== null)
		.map(({ subject, fault }) => `"${subject}" ${fault}`);
	if (faults.length > 0) {
		throw new Failure(
			'Change the subjects above: reword the commit, or edit the title of the pull request.',
			faults.join('\n'),
		);
	}
	console.log(`${subjects.length} subjects are valid`);
});
