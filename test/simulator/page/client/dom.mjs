const { document } = globalThis;
const SVG = 'http://www.w3.org/2000/svg';

/** The element of the page with this id. */
export function byId(id) {
	return document.getElementById(id);
}

/**
 * Makes an element. Text only ever enters through text nodes and attributes, never as HTML, so what
 * a template or a user writes cannot run.
 */
export function make(tag, properties = {}, ...children) {
	const element = document.createElement(tag);
	const { on = {}, data = {}, ...attributes } = properties;
	for (const [name, value] of Object.entries(attributes)) {
		if (value === true) element.setAttribute(name, '');
		else if (value !== null && value !== undefined && value !== false) {
			element.setAttribute(name, String(value));
		}
	}
	for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
	for (const [name, value] of Object.entries(data)) element.dataset[name] = value;
	element.append(...children.filter((child) => child !== null && child !== undefined));
	return element;
}

/** A line drawing of 16 by 16 in the color of the text around it. */
export function drawing(path, name) {
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('viewBox', '0 0 16 16');
	svg.setAttribute('class', `drawing ${name}`);
	svg.setAttribute('aria-hidden', 'true');
	const line = document.createElementNS(SVG, 'path');
	line.setAttribute('d', path);
	svg.append(line);
	return svg;
}

/**
 * Makes the children of `container` the given items. An item whose signature did not change keeps
 * its element, so focus, selection and what a screen reader has read stay; a changed one that held
 * the focus gives it to the part of its successor with the same `data-part`. Parts stay scrolled.
 */
export function reconcile(container, items, { keyOf, signatureOf, build }) {
	const old = new Map([...container.children].map((child) => [child.dataset.key, child]));
	const active = document.activeElement;
	const focus = container.contains(active) ? active : null;
	const holder = focus && [...container.children].find((child) => child.contains(focus));
	let refocus = null;

	items.forEach((item, index) => {
		const key = keyOf(item);
		const signature = signatureOf(item);
		let element = old.get(key);
		if (element?.dataset.signature !== signature) {
			const fresh = build(item);
			fresh.dataset.key = key;
			fresh.dataset.signature = signature;
			if (element) {
				if (element === holder) refocus = { element: fresh, part: focus.dataset.part };
				const scrolled = scrolledParts(element);
				element.replaceWith(fresh);
				for (const [part, left] of scrolled) partOf(fresh, part)?.scrollTo({ left });
			}
			element = fresh;
		}
		old.delete(key);
		if (container.children[index] !== element) {
			container.insertBefore(element, container.children[index] ?? null);
		}
	});
	for (const gone of old.values()) gone.remove();
	if (refocus) partOf(refocus.element, refocus.part)?.focus({ preventScroll: true });
}

function partOf(element, name) {
	return partsOf(element).find((part) => part.dataset.part === name);
}

/** Names of the parts that were scrolled sideways, with how far. */
function scrolledParts(element) {
	return partsOf(element)
		.filter(({ scrollLeft }) => scrollLeft > 0)
		.map((part) => [part.dataset.part, part.scrollLeft]);
}

function partsOf(element) {
	return [element, ...element.querySelectorAll('[data-part]')];
}
