import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../../nodes/alibabaCloud/input/text';
import { rowsOf } from '../../../nodes/alibabaCloud/lists/pages';
import { readDefinition } from '../../../nodes/ChatApp/templates/definition';
import { templateVariables } from '../../../nodes/ChatApp/templates/variables';
import { DoesNotApply, NotTried, type Check } from '../run';

const PURPOSES = /^(?:utility|marketing|authentication)$/i;
const LAYOUTS = /^(?:text|image|video|document)(?:_(?:text|image|video|button))*$/;
const MOST_DETAILS = 5;

/** The first rows, where there are any. */
function some(rows: readonly IDataObject[], why: string): IDataObject[] {
	if (rows.length === 0) throw new DoesNotApply(why);
	return rows.slice(0, MOST_DETAILS);
}

const templateType: Check = async (run) => {
	const viber = await run.templates('VIBER');
	if (viber.length === 0) throw new DoesNotApply('The account has no Viber template');
	const CustSpaceId = (await run.channelsOf('viber'))[0];
	const { envelope, exchange } = await run.need('ListChatappTemplate', {
		...{ CustSpaceId, Page: { Index: 1, Size: 50 } },
	});
	const codes = new Set(viber.map((row) => textOf(row.TemplateCode)));
	const listed = rowsOf(envelope, 'ListTemplate').filter((row) =>
		codes.has(textOf(row.TemplateCode)),
	);
	const seen = { viberTemplates: listed.length };
	return listed.length === 0
		? { outcome: 'whatsapp', seen }
		: { outcome: 'all', seen, exchanges: [exchange] };
};

const viberStored: Check = async (run) => {
	const rows = some(await run.templates('VIBER'), 'The account has no Viber template');
	const categories = [...new Set(rows.map((row) => textOf(row.Category)))];
	const seen = { categories };
	if (categories.every((category) => LAYOUTS.test(category))) return { outcome: 'layouts', seen };
	if (categories.every((category) => PURPOSES.test(category))) return { outcome: 'purposes', seen };
	return { outcome: 'other', seen, payloads: rows };
};

const variableForm: Check = async (run) => {
	const rows = some(await run.templates('WHATSAPP'), 'There is no template');
	const details = [];
	for (const row of rows) details.push(await run.details(row));
	const written = details.map(({ envelope }) => JSON.stringify(envelope.Data ?? {}));
	const named = written.some((text) => /\$\([^()]+\)/.test(text));
	const braces = written.some((text) => /\{\{\s*\w+\s*\}\}/.test(text));
	// Something that looks like a variable in a form that nobody knows.
	const other = written.filter((text) => /\$\{\w+\}|<\w+>|%\w+%|\[\[\w+\]\]/.test(text));
	const seen = { templates: details.length };
	if (other.length > 0) {
		return { outcome: 'other', seen, exchanges: details.map(({ exchange }) => exchange) };
	}
	if (!named && !braces) throw new DoesNotApply('No template has a variable');
	if (named && braces) return { outcome: 'both', seen };
	return { outcome: named ? 'named' : 'braces', seen };
};

const codeVariable: Check = async (run) => {
	const rows = (await run.templates('WHATSAPP')).filter(
		(row) => textOf(row.Category).toUpperCase() === 'AUTHENTICATION',
	);
	const [row] = some(rows, 'There is no authentication template');
	const asked = await run.details(row as IDataObject);
	const code = templateVariables(readDefinition(asked.envelope)).find(
		({ kind }) => kind === 'code',
	);
	const isNamed = code !== undefined && !code.isAssumed;
	return { outcome: isNamed ? 'named' : 'unnamed', exchanges: [asked.exchange] };
};

const nameSearch: Check = async (run) => {
	const rows = await run.templates('WHATSAPP');
	const name = rows.map((row) => textOf(row.TemplateName)).find(({ length }) => length >= 5);
	if (name === undefined) throw new NotTried('No template has a name of five characters');
	const part = name.slice(1, -1);
	run.redactor.learn(part);
	const CustSpaceId = await run.channel();
	const asked = await run.need('ListChatappTemplate', {
		...{ CustSpaceId, Name: part, Page: { Index: 1, Size: 50 }, TemplateType: 'WHATSAPP' },
	});
	const found = rowsOf(asked.envelope, 'ListTemplate');
	const fitting = found.filter((row) => textOf(row.TemplateName).includes(part));
	const seen = { found: found.length, fitting: fitting.length };
	if (found.length > fitting.length)
		return { outcome: 'ignored', seen, exchanges: [asked.exchange] };
	return { outcome: fitting.length > 0 ? 'parts' : 'whole', seen };
};

export const templateChecks = {
	'template-type': templateType,
	'viber-stored-category': viberStored,
	'variable-form': variableForm,
	'code-variable': codeVariable,
	'name-search': nameSearch,
} satisfies Record<string, Check>;
