import type { INodeListSearchItems } from 'n8n-workflow';

/** Entries whose name or value contains what the user typed. */
export function matching(
	items: readonly INodeListSearchItems[],
	filter: string | undefined,
): INodeListSearchItems[] {
	const wanted = (filter ?? '').trim().toLowerCase();
	return items.filter(({ name, value }) =>
		[name, String(value)].some((text) => text.toLowerCase().includes(wanted)),
	);
}

/** A code of the service, such as `BUSINESS_VERIFIED`, as people write it. */
export function titleCase(value: string): string {
	if (value.toLowerCase() === 'whatsapp') return 'WhatsApp';
	return value
		.toLowerCase()
		.split(/[_\s]+/)
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}

/** The parts of a row's name that there are. */
export function joined(parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join(' · ');
}
