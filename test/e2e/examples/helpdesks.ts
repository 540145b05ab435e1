import type { Service, ServiceAnswer, ServiceRequest } from './standInServer';

interface Ticket {
	readonly id: number;
	readonly customer: string;
	status: string | number;
	/** The first message and all later notes. */
	readonly texts: string[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The part of Zendesk's API that the example uses.
 *
 * Source: https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
 */
export class Zendesk implements Service {
	readonly host = /^your-company\.zendesk\.com$/;

	readonly tickets: Ticket[] = [];

	/** What an agent wrote as a public comment. */
	publicComment = '';

	answer({ method, path, query, body }: ServiceRequest): ServiceAnswer | undefined {
		const route = `${method} ${path.replace('/api/v2/', '').replace('.json', '')}`;
		const ticket = body.ticket as Record<string, Record<string, unknown>> | undefined;
		if (route === 'GET tickets') {
			const found = this.tickets.filter(({ customer }) => customer === query.get('external_id'));
			return { json: { tickets: found, count: found.length } };
		}
		if (route === 'POST tickets') {
			const texts = [text(ticket?.comment?.body)];
			const created = { id: 41, customer: text(ticket?.external_id), status: 'new', texts };
			this.tickets.push(created);
			return { status: 201, json: { ticket: created } };
		}
		if (route === 'PUT tickets/41') {
			const [known] = this.tickets;
			known?.texts.push(text(ticket?.comment?.html_body));
			Object.assign(known ?? {}, { status: ticket?.status });
			return { json: { ticket: known } };
		}
		return CONSTANT[route] ?? (route === 'GET tickets/41/comments' ? this.comments() : undefined);
	}

	private comments(): ServiceAnswer {
		const internal = { public: false, plain_body: 'For colleagues only' };
		return { json: { comments: [internal, { public: true, plain_body: this.publicComment }] } };
	}
}

/** How n8n's trigger tells Zendesk its address, and takes it back. */
const CONSTANT: Readonly<Record<string, ServiceAnswer>> = {
	'GET webhooks': { json: { webhooks: [] } },
	'POST webhooks': { status: 201, json: { webhook: { id: 'hook' } } },
	'GET webhooks/hook/signing_secret': { json: {} },
	'DELETE webhooks/hook': { status: 204 },
	'POST triggers': { status: 201, json: { trigger: { id: 5 } } },
	'DELETE triggers/5': { status: 204 },
	'GET triggers/active': { json: { triggers: [], next_page: null } },
};

/**
 * The part of Freshdesk's API that the example uses.
 *
 * Source: https://developers.freshdesk.com/api/#tickets
 */
export class Freshdesk implements Service {
	readonly host = /^your-company\.freshdesk\.com$/;

	readonly tickets: Ticket[] = [];

	answer({ method, path, query, body }: ServiceRequest): ServiceAnswer | undefined {
		const route = `${method} ${path.replace('/api/v2/', '')}`;
		if (route === 'GET tickets') {
			const found = this.tickets.filter(
				({ customer }) => customer === query.get('unique_external_id'),
			);
			if (found.length > 0) return { json: found };
			return { status: 400, json: { errors: [{ field: 'unique_external_id' }] } };
		}
		if (route === 'POST tickets') {
			const customer = text(body.unique_external_id);
			const created = { id: 42, customer, status: 2, texts: [text(body.description)] };
			this.tickets.push(created);
			return { status: 201, json: created };
		}
		const [known] = this.tickets;
		if (route === 'POST tickets/42/notes') known?.texts.push(text(body.body));
		else if (route === 'PUT tickets/42') Object.assign(known ?? {}, { status: body.status });
		else return undefined;
		return { json: known };
	}
}
