import type { RenderedButton, RenderedHeader, RenderedTemplate } from './render';

/** A rendered template as lines in the order in which a receiver reads them. */
export function plainText({
	header,
	offer,
	body,
	footer,
	buttons,
	cards,
}: Omit<RenderedTemplate, 'text' | 'note'>): string {
	return [
		headerLine(header),
		offer ? `${offer.text}${offer.endsAt ? ` (until ${offer.endsAt})` : ''}` : '',
		body,
		footer ?? '',
		...buttons.map(buttonLine),
		...(cards ?? []).flatMap((card, index) => [
			`Card ${index + 1}`,
			headerLine(card.header),
			card.body,
			...card.buttons.map(buttonLine),
		]),
	]
		.filter((line) => line !== '')
		.join('\n');
}

function headerLine(header: RenderedHeader | null): string {
	if (!header) return '';
	if (header.type === 'text') return header.text;
	if (header.type === 'location') {
		const { name, address, latitude, longitude } = header;
		const place = [name, address].filter((part) => part !== '').join(', ');
		const point = [latitude, longitude].filter((part) => part !== '').join(', ');
		const where = [place, point].filter((part) => part !== '').join(' · ');
		return where === '' ? '[Location]' : `[Location: ${where}]`;
	}
	const kind = header.type.charAt(0).toUpperCase() + header.type.slice(1);
	return `[${kind}: ${header.fileName ?? header.url}]`;
}

/** What the button says, and what it does where the label does not tell. */
function buttonLine({ text, url, code, phoneNumber, products }: RenderedButton): string {
	const sections = (products?.Sections ?? []).map(({ Title, ProductItems }) => {
		const ids = ProductItems.map(({ ProductRetailerId }) => ProductRetailerId).join(', ');
		return `${Title}: ${ids}`;
	});
	const effect = url ?? code ?? phoneNumber ?? sections.join('; ');
	return `[${text}]${effect ? ` ${effect}` : ''}`;
}
