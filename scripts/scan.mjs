import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

import { main, root } from './install.mjs';
import { withUnpackedPackage } from './pack.mjs';

/*
 * n8n's own check before a package is verified. Its command line only takes a published package;
 * these are the two things it does with one: the sources of the commit, and the published tarball.
 */

const publishedPatterns = ['**/*.js', 'package.json'];

/** The scan tells the number of errors only in the report it formats for people. */
function countErrors({ passed, message, details }) {
	const found = /\((\d+) errors?,/.exec(details ?? '');
	if (found) return Number(found[1]);
	if (!passed) return 1;
	// It also passes when it found nothing to look at.
	return message === undefined ? 0 : 1;
}

async function scan(leg, folder, patterns) {
	const result = await analyzePackage(folder, patterns);
	const errors = countErrors(result);
	if (errors > 0) console.log(result.details ?? result.message);
	console.log(`${leg}: ${errors} errors`);
	return errors;
}

await main(async () => {
	const sources = await scan('sources', root, SOURCE_FILE_PATTERNS);
	const tarball = await withUnpackedPackage(
		async (unpacked) => await scan('tarball', unpacked, publishedPatterns),
	);
	return sources + tarball === 0 ? 0 : 1;
});
