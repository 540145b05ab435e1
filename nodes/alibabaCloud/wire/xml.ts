import { XMLParser } from 'fast-xml-parser';

/** An element with its children by name. */
export type XmlElement = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
	ignoreAttributes: true,
	parseTagValue: false,
	removeNSPrefix: true,
	htmlEntities: true,
	processEntities: { enabled: true, maxExpandedLength: 1_000_000 },
});

/** Reads a whole document; `undefined` for anything else, such as half of an answer. */
export function parseXml(xml: string): unknown {
	try {
		// Checks the whole text: without, half of an answer is read as if it were one.
		return parser.parse(xml, true);
	} catch {
		return undefined;
	}
}

/** Every element of this name, at any depth. */
export function elementsNamed(node: unknown, name: string): XmlElement[] {
	return childrenOf(node).flatMap(([key, child]) => {
		const found = key === name && isElement(child) ? [child] : [];
		return [...found, ...elementsNamed(child, name)];
	});
}

/** Every element with a child of this name that is text. */
export function elementsWith(node: unknown, name: string): XmlElement[] {
	const own = isElement(node) && childText(node, name) !== null ? [node] : [];
	return [...own, ...childrenOf(node).flatMap(([, child]) => elementsWith(child, name))];
}

/** The text of a child; null when there is no such child or it is not text. */
export function childText(element: XmlElement, name: string): string | null {
	const value = Object.hasOwn(element, name) ? element[name] : undefined;
	return typeof value === 'string' ? value : null;
}

export function isElement(node: unknown): node is XmlElement {
	return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** Repeated elements come as an array under one key. */
function childrenOf(node: unknown): Array<[string, unknown]> {
	if (!isElement(node)) return [];
	return Object.entries(node).flatMap(
		([key, child]): Array<[string, unknown]> =>
			Array.isArray(child) ? child.map((one) => [key, one]) : [[key, child]],
	);
}
