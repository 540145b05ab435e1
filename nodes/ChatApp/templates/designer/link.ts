/** Whether a text is a link that can be opened, gaps aside. */
export function isLink(url: string): boolean {
	return /^https?:\/\/[^\s/]+/i.test(url) && !/\s/.test(url);
}
