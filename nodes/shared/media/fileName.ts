const LONGEST = 200;

/**
 * A name from outside as that of a file: without folders, so that whoever writes it to a disk later
 * writes it where they meant to.
 *
 * @returns undefined when nothing is left of it
 */
export function plainFileName(given: string): string | undefined {
	const name = given
		.replace(/[\\/:\p{Cc}\p{Cf}]/gu, '_')
		.trim()
		.slice(-LONGEST);
	return /^\.*$/.test(name) ? undefined : name;
}
