import type { TemplateView } from '../control/state';

export type AuditStatus = 'pass' | 'fail' | 'auditing' | 'unaudit' | 'disabled' | 'paused';

export interface TemplateButton {
	Type: string;
	Text?: string;
	Url?: string;
	UrlType?: string;
	CouponCode?: string;
	PhoneNumber?: string;
	[key: string]: unknown;
}

export interface TemplateComponent {
	Type: string;
	Format?: string;
	Text?: string;
	Url?: string;
	Buttons?: TemplateButton[];
	Cards?: Array<{ CardComponents: TemplateComponent[] }>;
	[key: string]: unknown;
}

export interface Template {
	code: string;
	name: string;
	language: string;
	category: string;
	type: 'WHATSAPP' | 'VIBER';
	custSpaceId: string;
	auditStatus: AuditStatus;
	reason: string | null;
	quality: string;
	allowSend: boolean;
	categoryChangePaused: boolean;
	sendTtlSeconds: number | null;
	example: Record<string, string>;
	components: TemplateComponent[];
	changedAt: number;
	/** Put away, but still there. */
	archived?: boolean;
}

/** As the service writes variables, and as WhatsApp's own manager does. */
const VARIABLE = /\$\(([^)]+)\)|\{\{\s*(\w+)\s*\}\}/g;

/** The names of all variables in a template, in order of appearance. */
export function variablesOf(components: unknown): string[] {
	const names = new Set<string>();
	const visit = (value: unknown): void => {
		if (typeof value === 'string') {
			for (const match of value.matchAll(VARIABLE)) names.add(match[1] ?? match[2] ?? '');
		} else if (Array.isArray(value)) value.forEach(visit);
		else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
	};
	visit(components);
	return [...names];
}

/**
 * The variables that a send has to fill. The detail of an authentication template may name none,
 * because WhatsApp writes its text: the samples' names count then, or the name that public
 * integrations use.
 */
export function variablesOfTemplate(template: Template): string[] {
	const { components, example } = template;
	const named = variablesOf(components);
	if (!isWrittenByWhatsapp(template) || named.length > 0) return named;
	return Object.keys(example).length > 0 ? Object.keys(example) : ['verificationCode'];
}

/** Only WhatsApp has templates whose text it writes. */
export function isWrittenByWhatsapp({
	category,
	type,
}: {
	category: string;
	type?: Template['type'];
}): boolean {
	return category === 'AUTHENTICATION' && type !== 'VIBER';
}

export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
	return text.replace(VARIABLE, (whole, named?: string, braced?: string) => {
		const name = named ?? braced ?? '';
		return Object.hasOwn(values, name) ? (values[name] ?? whole) : whole;
	});
}

/** Meta keeps the name of a deleted template from being used again for so long. */
const BLOCKED_MS = 28 * 24 * 3_600_000;

export class TemplateBook {
	readonly all: Template[] = [];
	/** When each was deleted. */
	private readonly deleted = new Map<string, number>();

	remove(template: Template, now: number): void {
		const { custSpaceId, name, language } = template;
		this.all.splice(this.all.indexOf(template), 1);
		this.deleted.set(JSON.stringify([custSpaceId, name, language]), now);
	}

	isBlocked(custSpaceId: string, name: string, language: string, now: number): boolean {
		const at = this.deleted.get(JSON.stringify([custSpaceId, name, language]));
		return at !== undefined && now - at < BLOCKED_MS;
	}

	find(key: {
		code?: string;
		name?: string;
		language?: string;
		custSpaceId?: string;
		type?: Template['type'];
	}): Template[] {
		return this.all.filter(
			(template) =>
				(key.code === undefined || template.code === key.code) &&
				(key.name === undefined || template.name === key.name) &&
				(key.language === undefined || template.language === key.language) &&
				(key.type === undefined || template.type === key.type) &&
				(key.custSpaceId === undefined || template.custSpaceId === key.custSpaceId),
		);
	}

	view(template: Template): TemplateView {
		const { code, name, language, category, auditStatus, reason, custSpaceId, components } =
			template;
		return { code, name, language, category, auditStatus, reason, custSpaceId, components };
	}
}
