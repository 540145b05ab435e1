/** A response of the stand-in, before it goes out. */
export interface Reply {
	readonly service: string;
	readonly action: string;
	/** The parameters of the call, from form and address. */
	readonly asked: Readonly<Record<string, string>>;
	readonly status: number;
	readonly body: string;
}

type Changed = Pick<Reply, 'status' | 'body'>;
type Deviation = (reply: Reply) => Changed | null;

/** What a service could do that contradicts what the package assumes, and the contract that tells. */
export const DEVIATIONS: Readonly<Record<string, { readonly found: string; change: Deviation }>> = {
	otherSuccessCode: {
		found: 'success-code',
		change: on('GetChatappOpenStatus', (body) => ({ ...body, Code: 'Fine' })),
	},
	unknownRefusal: {
		found: 'refusal-codes',
		change: on('QueryChatappPhoneNumbers', (body) =>
			body.Code === 'OK' ? null : { ...body, Code: 'Space.Missing' },
		),
	},
	conditionsOverlooked: {
		found: 'list-conditions',
		change: on('ListChatappTemplate', (body, { asked }) =>
			asked.Name?.startsWith('verify_no_')
				? { ...body, ListTemplate: [{ TemplateName: 'welcome' }] }
				: null,
		),
	},
	otherThrottling: {
		found: 'call-limit',
		change: on('ListFlow', (body) =>
			body.Code === 'System.LimitControl' ? { ...body, Code: 'Flow.Busy' } : null,
		),
	},
	otherVariables: {
		found: 'variable-form',
		change: on('GetChatappTemplateDetail', (body) => replaced(body, /\$\((\w+)\)/g, '[[$1]]')),
	},
	namesOfOthers: {
		found: 'name-search',
		change: on('ListChatappTemplate', (body, { asked }) =>
			asked.Name && !asked.Name.startsWith('verify_')
				? { ...body, ListTemplate: [...listOf(body.ListTemplate), { TemplateName: 'zz' }] }
				: null,
		),
	},
	tokenWithoutDate: {
		found: 'token-end',
		change: on('QueryTokenForMnsQueue', (body) =>
			replaced(body, /"ExpireTime":"[^"]+"/g, '"ExpireTime":"soon"'),
		),
	},
	oldestFirst: {
		found: 'log-window',
		change: on('ListChatappMessage', (body) =>
			Array.isArray(body.Data) ? { ...body, Data: listOf(body.Data).reverse() } : null,
		),
	},
	otherStates: {
		found: 'log-states',
		change: on('ListChatappMessage', (body) =>
			replaced(body, /"((?:Message|ClientAccept|ClientRead)Status(?:Name)?)":"\w*"/g, '"$1":"7"'),
		),
	},
	shortLog: {
		found: 'log-period',
		change: on('ListChatappMessage', (body, { asked }) =>
			Number(asked.EndTime) - Number(asked.StartTime) > 31 * 86_400_000
				? { RequestId: body.RequestId, Code: 'InvalidParameter.EndTime', Message: 'Too long' }
				: null,
		),
	},
	buttonIdsChanged: {
		found: 'button-ids',
		change: inQueue((text) => text.replaceAll('buttons-1-', 'BUTTONS-1-')),
	},
	taskIdsDropped: {
		found: 'receipt-task-id',
		change: inQueue((text) =>
			text.includes('"MsgFrameType":"template"')
				? text.replace(/"TaskId":"verify-[^"]*",?/g, '')
				: text,
		),
	},
	otherStatuses: {
		found: 'status-words',
		change: inQueue((text) => text.replaceAll('"Status":"Delivered"', '"Status":"Arrived"')),
	},
	templatesRewritten: {
		found: 'new-template',
		change: on('GetChatappTemplateDetail', (body) => replaced(body, /A test of/g, 'The test of')),
	},
	templatesStay: {
		found: 'deleted-template',
		change: on('ListChatappTemplate', (body, { asked }) =>
			/^verify_[0-9a-f]/.test(asked.Name ?? '')
				? { ...body, ListTemplate: [{ TemplateName: asked.Name }] }
				: null,
		),
	},
};

type Body = Record<string, unknown>;

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? [...(value as unknown[])] : [];
}

function on(wanted: string, change: (body: Body, reply: Reply) => Body | null): Deviation {
	return (reply) => {
		if (reply.action !== wanted) return null;
		const changed = change(JSON.parse(reply.body) as Body, reply);
		return changed === null ? null : { status: reply.status, body: JSON.stringify(changed) };
	};
}

function replaced(body: Body, pattern: RegExp, by: string): Body {
	return JSON.parse(JSON.stringify(body).replace(pattern, by)) as Body;
}

/** Changes what the queue hands over; bodies of messages are in Base64 or plain. */
function inQueue(change: (text: string) => string): Deviation {
	return ({ service, status, body }) => {
		if (service !== 'mns') return null;
		const changed = body.replace(
			/<MessageBody>([^<]*)<\/MessageBody>/g,
			(whole, content: string) => {
				const isPlain = /^\s*(?:[[{]|&)/.test(content);
				const text = isPlain
					? content.replaceAll('&quot;', '"')
					: Buffer.from(content, 'base64').toString('utf8');
				const result = change(text);
				if (result === text) return whole;
				return `<MessageBody>${Buffer.from(result).toString('base64')}</MessageBody>`;
			},
		);
		return changed === body ? null : { status, body: changed };
	};
}
