import type { IDataObject } from 'n8n-workflow';

import { isSuccessCode } from '../../../nodes/alibabaCloud/client/answer';
import { isThrottled } from '../../../nodes/alibabaCloud/errors/explain';
import { findEntry } from '../../../nodes/alibabaCloud/errors/errorTable';
import { textOf } from '../../../nodes/alibabaCloud/input/text';
import { rowsOf } from '../../../nodes/alibabaCloud/lists/pages';
import { DEFAULT_REGION } from '../../../nodes/alibabaCloud/wire/endpoints';
import type { Asked } from '../account';
import { DoesNotApply, NotTried, type Check, type Run } from '../run';

/** IDs in the form of real ones that belong to nobody. */
const NO_TEMPLATE = '1000000000000000001';
const NO_CHANNEL = 'cams-0000000000';
const NO_NUMBER = '10000000';
const NO_NAME = 'verify_no_template_has_this_name';

const DAY_MS = 86_400_000;

/** What brings data is a success, whatever its code says. */
const success: Check = async (run) => {
	const reads: ReadonlyArray<readonly [string, Record<string, number | object>, string]> = [
		['GetChatappOpenStatus', {}, 'OpenStatus'],
		['ListInstance', { PageIndex: 1, PageSize: 10 }, 'Data'],
		['ListChatappTemplate', { Page: { Index: 1, Size: 10 } }, 'ListTemplate'],
		['ListFlow', { Page: { Index: 1, Size: 10 } }, 'Data'],
	];
	const asked: Asked[] = [];
	for (const [action, parameters, field] of reads) {
		const one = await run.ask(action, parameters as never);
		if (one.envelope[field] !== undefined && (one.exchange?.status ?? 500) < 300) asked.push(one);
	}
	if (asked.length === 0) throw new NotTried('No read brought data');
	const codes = asked.map(({ envelope }) => envelope.Code ?? envelope.code);
	const wrong = asked.filter(
		({ envelope }) => envelope.Code !== undefined && !isSuccessCode(textOf(envelope.Code)),
	);
	const seen = {
		codes: [...new Set(codes.map((code) => (code === undefined ? 'none' : textOf(code))))],
	};
	if (wrong.length > 0) {
		return { outcome: 'other', seen, exchanges: wrong.map(({ exchange }) => exchange) };
	}
	return { outcome: codes.every((code) => code === undefined) ? 'absent' : 'known', seen };
};

async function unknownTemplate(run: Run): Promise<Asked> {
	const CustSpaceId = await run.channel();
	return await run.once('unknown template', async () =>
		run.ask('GetChatappTemplateDetail', {
			...{ CustSpaceId, TemplateCode: NO_TEMPLATE, Language: 'en', TemplateType: 'WHATSAPP' },
		}),
	);
}

const refusalStatus: Check = async (run) => {
	const asked = await unknownTemplate(run);
	const { exchange, code, ok } = asked;
	if (exchange === null) throw new NotTried('There was no response');
	const seen = { httpStatus: exchange.status, code };
	const isTold = !ok && code !== null && !code.startsWith('Local.');
	if (isTold && exchange.status === 400) return { outcome: 'http400', seen };
	if (isTold && exchange.status === 200) return { outcome: 'http200', seen };
	return { outcome: 'other', seen, exchanges: [exchange] };
};

const refusalCodes: Check = async (run) => {
	const CustSpaceId = await run.channel();
	const refused = [
		await unknownTemplate(run),
		await run.ask('QueryChatappPhoneNumbers', { CustSpaceId: NO_CHANNEL }),
		await run.ask('ListChatappTemplate', { CustSpaceId, Page: { Index: 0, Size: 0 } }),
		await run.ask('ListChatappMessage', logQuestion(CustSpaceId, NO_NUMBER)),
	].filter(({ ok }) => !ok);
	if (refused.length === 0) throw new NotTried('Nothing was refused');
	const unknown = refused.filter(({ code }) => findEntry(code ?? '') === undefined);
	const seen = { codes: refused.map(({ code }) => code) };
	return unknown.length === 0
		? { outcome: 'known', seen }
		: { outcome: 'unknown', seen, exchanges: unknown.map(({ exchange }) => exchange) };
};

/** The parameters of a list of messages that asks for a day. */
function logQuestion(CustSpaceId: string, BusinessNumber: string): Record<string, never> {
	return {
		...{ ChannelType: 'whatsapp', CustSpaceId, BusinessNumber, Page: { Index: 1, Size: 10 } },
		...{ StartTime: Date.now() - DAY_MS, EndTime: Date.now() },
	} as unknown as Record<string, never>;
}

const placement: Check = async (run) => {
	const question = logQuestion(await run.channel(), await run.businessNumber());
	const form = await run.ask('ListChatappMessage', question, { place: 'form' });
	const address = await run.ask('ListChatappMessage', question, { place: 'address' });
	const seen = { form: form.code, address: address.code };
	const exchanges = [form.exchange, address.exchange];
	if (form.ok && address.ok) return { outcome: 'both', seen };
	if (form.ok) return { outcome: 'bodyOnly', seen, exchanges };
	if (!address.ok) return { outcome: 'neither', seen, exchanges };
	// The client finds the place by itself, as it does in a workflow.
	const moved = await run.ask('ListChatappMessage', question);
	return { outcome: moved.ok ? 'addressOnly' : 'neither', seen, exchanges };
};

const listConditions: Check = async (run) => {
	const CustSpaceId = await run.channel();
	const Page = { Index: 1, Size: 10 };
	if ((await run.templates('WHATSAPP')).length === 0) throw new NotTried('There is no template');
	const asked = await run.need('ListChatappTemplate', { CustSpaceId, Page, Name: NO_NAME });
	const rows = rowsOf(asked.envelope, 'ListTemplate').length;
	return rows === 0
		? { outcome: 'seen', seen: { rows } }
		: { outcome: 'overlooked', seen: { rows }, exchanges: [asked.exchange] };
};

const BURST = 12;

const callLimit: Check = async (run) => {
	const CustSpaceId = await run.channel();
	const asked = await Promise.all(
		Array.from({ length: BURST }, async () => run.account.ask('ListFlow', { CustSpaceId })),
	);
	const refused = asked.filter(({ ok, exchange }) => !ok && exchange !== null);
	const seen = { refused: refused.length, codes: [...new Set(refused.map(({ code }) => code))] };
	if (refused.length === 0) return { outcome: 'none', seen };
	const unknown = refused.filter(
		({ code, exchange }) =>
			!isThrottled({ code: code ?? '', httpStatus: exchange?.status ?? null }),
	);
	return unknown.length === 0
		? { outcome: 'recognized', seen }
		: { outcome: 'unknown', seen, exchanges: [unknown[0]?.exchange ?? null] };
};

const regions: Check = async (run) => {
	const { regionId, customEndpoints } = run.account.credential;
	if (!regionId || regionId === DEFAULT_REGION || customEndpoints) {
		throw new DoesNotApply('The region is the documented one');
	}
	const asked = await run.ask('GetChatappOpenStatus');
	const seen = { region: regionId };
	return asked.exchange === null
		? { outcome: 'silent', seen }
		: { outcome: 'answers', seen, exchanges: asked.ok ? [] : [asked.exchange] };
};

/** Comes last: it looks at what all other checks were refused. */
const permissionNames: Check = async (run) => {
	const named = run.denials.flatMap(({ envelope, exchange }) => {
		const detail = (envelope.AccessDeniedDetail ?? {}) as IDataObject;
		const name = textOf(detail.AuthAction);
		return name === '' || exchange === null ? [] : [{ name, exchange }];
	});
	if (named.length === 0) throw new DoesNotApply('No refusal named a permission');
	const other = named.filter(({ name, exchange }) => !name.endsWith(`:${exchange.action}`));
	const seen = { names: named.map(({ name }) => name) };
	return other.length === 0
		? { outcome: 'asUsual', seen }
		: { outcome: 'other', seen, exchanges: other.map(({ exchange }) => exchange) };
};

const channelIds: Check = async (run) => {
	const rows = await run.channels();
	const both = rows.filter((row) => textOf(row.InstanceId) !== '');
	if (both.length === 0) throw new NotTried('The list has no IDs of instances');
	const asked = await run.ask('QueryChatappPhoneNumbers', {
		CustSpaceId: textOf(both[0]?.InstanceId),
	});
	const isOtherId = both.some(
		({ InstanceId, CustSpaceId }) => CustSpaceId !== undefined && CustSpaceId !== InstanceId,
	);
	const seen = { numbersByInstanceId: asked.ok, differ: isOtherId };
	return asked.ok && !isOtherId
		? { outcome: 'same', seen }
		: { outcome: 'differ', seen, exchanges: [asked.exchange] };
};

export const callChecks = {
	'success-code': success,
	'refusal-status': refusalStatus,
	'refusal-codes': refusalCodes,
	placement,
	'list-conditions': listConditions,
	'call-limit': callLimit,
	regions,
	'channel-ids': channelIds,
	'permission-names': permissionNames,
} satisfies Record<string, Check>;
