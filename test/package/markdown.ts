/** A link or image of a page, as it is written. */
export interface PageLink {
	readonly target: string;
	readonly line: number;
}

const FENCE = /^\s*(```|~~~)/;
const LINK = /!?\[(?:[^\]\\]|\\.)*\]\(\s*<?([^\s)>]+)>?[^)]*\)/g;
const HTML_LINK = /<(?:img|a|source)\b[^>]*?\b(?:src|href|srcset)="([^"]+)"/g;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;

/** The lines of a page that are no code; others stay as empty lines, so that numbers hold. */
function proseOf(page: string): string[] {
	let isCode = false;
	return page.split('\n').map((line) => {
		const isFence = FENCE.test(line);
		if (isFence) isCode = !isCode;
		return isCode || isFence ? '' : line;
	});
}

/** All links and images of a page, those of HTML included. */
export function linksOf(page: string): PageLink[] {
	return proseOf(page).flatMap((text, index) => {
		const plain = text.replace(/`[^`]*`/g, '');
		return [...plain.matchAll(LINK), ...plain.matchAll(HTML_LINK)].map((match) => ({
			target: match[1] ?? '',
			line: index + 1,
		}));
	});
}

/**
 * The anchors that GitHub gives the headings of a page: lower case, punctuation away, a hyphen for
 * each space, and a number for what is there already.
 */
export function anchorsOf(page: string): Set<string> {
	const anchors = new Set<string>();
	for (const line of proseOf(page)) {
		const heading = HEADING.exec(line)?.[2];
		if (heading === undefined) continue;
		const words = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
		const anchor = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
		let unique = anchor;
		for (let count = 1; anchors.has(unique); count++) unique = `${anchor}-${count}`;
		anchors.add(unique);
	}
	return anchors;
}
