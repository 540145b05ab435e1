import { randomBytes } from 'node:crypto';

import { textOf } from '../../../nodes/alibabaCloud/input/text';
import { rowsOf } from '../../../nodes/alibabaCloud/lists/pages';
import type { Asked } from '../account';
import type { LeftTemplate } from '../memory';
import { DoesNotApply, NotTried, type Check, type Run } from '../run';

const TEXT = 'A test of verify:real for $(name).';
const GONE_WITHIN_MS = 10_000;

/** Submits a template, written down first: whatever happens then, the next run deletes it. */
async function submit(run: Run, template: LeftTemplate, Category: string): Promise<Asked> {
	run.memory.keepTemplate(template);
	run.redactor.learn(template.name);
	const asked = await run.ask(
		'CreateChatappTemplate',
		{
			...{ CustSpaceId: template.channel, Name: template.name, Language: 'en', Category },
			...{ TemplateType: template.type, Example: { name: 'Anna' } },
			Components: [{ Type: 'BODY', Text: TEXT }],
		} as never,
		{ changes: true },
	);
	if (!asked.ok && asked.outcome === 'refused') run.memory.forgetTemplate(template.name);
	return asked;
}

/** Deletes a template of a run; returns whether the service says that it is gone. */
export async function remove(run: Run, template: LeftTemplate): Promise<Asked> {
	const { name, channel, type } = template;
	run.redactor.learn(name);
	const asked = await run.ask(
		'DeleteChatappTemplate',
		{ CustSpaceId: channel, TemplateName: name, TemplateType: type, Language: 'en' },
		{ changes: true },
	);
	if (asked.ok || /notexist/i.test(asked.code ?? '')) run.memory.forgetTemplate(name);
	return asked;
}

const newName = (): string => `verify_${randomBytes(5).toString('hex')}`;

interface Submitted {
	readonly template: LeftTemplate;
	readonly asked: Asked;
}

async function submitted(run: Run): Promise<Submitted> {
	return await run.once('submitted', async () => {
		const channel = await run.channel();
		const template: LeftTemplate = { name: newName(), channel, type: 'WHATSAPP' };
		return { template, asked: await submit(run, template, 'UTILITY') };
	});
}

const newTemplate: Check = async (run) => {
	const { template, asked } = await submitted(run);
	if (!asked.ok)
		return { outcome: 'refused', seen: { code: asked.code }, exchanges: [asked.exchange] };
	const code = textOf(
		(asked.envelope.Data as { TemplateCode?: unknown } | undefined)?.TemplateCode,
	);
	run.redactor.learn(code);
	const details = await run.need('GetChatappTemplateDetail', {
		...{ CustSpaceId: template.channel, Language: 'en', TemplateType: 'WHATSAPP' },
		...(code === '' ? { TemplateName: template.name } : { TemplateCode: code }),
	});
	const isSame = JSON.stringify(details.envelope.Data ?? {}).includes(TEXT);
	return isSame ? { outcome: 'same' } : { outcome: 'changed', exchanges: [details.exchange] };
};

const viberCategory: Check = async (run) => {
	const [channel] = await run.channelsOf('viber');
	if (channel === undefined) throw new DoesNotApply('The account has no Viber channel');
	const attempt = async (category: string): Promise<Asked> => {
		const template: LeftTemplate = { name: newName(), channel, type: 'VIBER' };
		const asked = await submit(run, template, category);
		if (asked.ok) await remove(run, template);
		return asked;
	};
	const layout = await attempt('text');
	if (layout.ok) return { outcome: 'layout' };
	const purpose = await attempt('UTILITY');
	const exchanges = [layout.exchange, purpose.exchange];
	return { outcome: purpose.ok ? 'purpose' : 'other', seen: { code: layout.code }, exchanges };
};

const deleted: Check = async (run) => {
	const { template, asked } = await submitted(run);
	if (!asked.ok) throw new NotTried('The template was not accepted');
	const removed = await remove(run, template);
	if (!removed.ok) throw new NotTried('The template could not be deleted');
	const end = Date.now() + GONE_WITHIN_MS;
	for (;;) {
		const list = await run.need('ListChatappTemplate', {
			...{ CustSpaceId: template.channel, Name: template.name, TemplateType: 'WHATSAPP' },
			Page: { Index: 1, Size: 50 },
		});
		const isListed = rowsOf(list.envelope, 'ListTemplate').some(
			(row) => row.TemplateName === template.name,
		);
		if (!isListed) return { outcome: 'gone' };
		if (Date.now() > end) return { outcome: 'stays', exchanges: [list.exchange] };
		await run.pause(2_000);
	}
};

export const designChecks = {
	'new-template': newTemplate,
	'viber-category': viberCategory,
	'deleted-template': deleted,
} satisfies Record<string, Check>;
