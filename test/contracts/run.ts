import type { IDataObject } from 'n8n-workflow';

import { isThrottled } from '../../nodes/alibabaCloud/errors/explain';
import { textOf } from '../../nodes/alibabaCloud/input/text';
import { rowsOf } from '../../nodes/alibabaCloud/lists/pages';
import { Account, type Asked, type Exchange } from './account';
import type { Notices } from './notices';
import type { Redactor } from './redact';
import type { Settings } from './settings';
import type { Memory } from './memory';

/** What a check found: one of the outcomes of its contract. */
export interface Finding {
	readonly outcome: string;
	/** What the outcome was read from. Values are redacted before they are shown. */
	readonly seen?: Readonly<Record<string, unknown>>;
	readonly exchanges?: ReadonlyArray<Exchange | null>;
	/** Notifications, as they came. */
	readonly payloads?: readonly unknown[];
}

export type Check = (run: Run) => Promise<Finding>;

/** Ends a check without an outcome: the reason is for the report, in words of ours alone. */
export class NotTried extends Error {}

/** There is nothing to try with this account, so that nothing is missing in the report. */
export class DoesNotApply extends NotTried {}

/** The service counts by the second; a refusal of that kind did nothing. */
const WAIT_MS = 1_100;
const MOST_WAITS = 5;

/** What the checks of one run share. */
export class Run {
	/** Refusals for a permission, and whether they named it as assumed. */
	readonly denials: Asked[] = [];

	private readonly shared = new Map<string, Promise<unknown>>();

	constructor(
		readonly account: Account,
		readonly settings: Settings,
		readonly redactor: Redactor,
		readonly memory: Memory,
		readonly notices: Notices,
		readonly tell: (line: string) => void,
		readonly stop: AbortSignal,
	) {}

	/** A call whose refusal is a result; one that was refused for the rate is made again. */
	readonly ask: Account['ask'] = async (...call) => {
		let asked = await this.account.ask(...call);
		for (let waits = 0; waits < MOST_WAITS && isTooFast(asked); waits++) {
			await this.pause(WAIT_MS);
			asked = await this.account.ask(...call);
		}
		if (isDenied(asked)) this.denials.push(asked);
		return asked;
	};

	/** A call that has to succeed for a check to say anything. */
	async need(...call: Parameters<Account['ask']>): Promise<Asked> {
		const asked = await this.ask(...call);
		if (asked.ok) return asked;
		throw new NotTried(`${call[0]} was refused: ${this.redactor.word(asked.code ?? 'no code')}`);
	}

	/** Reads a thing once for all checks. */
	async once<T>(name: string, read: () => Promise<T>): Promise<T> {
		const present = this.shared.get(name) ?? read();
		this.shared.set(name, present);
		return (await present) as T;
	}

	/** All channels of the account; the first page is enough to try one. */
	async channels(): Promise<IDataObject[]> {
		return await this.once('channels', async () => {
			const { envelope } = await this.need('ListInstance', { PageIndex: 1, PageSize: 50 });
			const rows = rowsOf(envelope, 'Data');
			for (const row of rows) this.redactor.learn(row.InstanceName, row.InstanceId);
			return rows;
		});
	}

	async numbers(): Promise<IDataObject[]> {
		return await this.once('numbers', async () => {
			const CustSpaceId = await this.channel();
			const { envelope } = await this.need('QueryChatappPhoneNumbers', { CustSpaceId });
			const rows = rowsOf(envelope, 'PhoneNumbers');
			for (const row of rows) this.redactor.learn(row.PhoneNumber, row.VerifiedName);
			return rows;
		});
	}

	/** The channel to try with: the one that was named, or the first of WhatsApp. */
	async channel(): Promise<string> {
		const { channel } = this.settings;
		if (channel) return channel;
		const found = (await this.channelsOf('whatsapp'))[0];
		if (found) return found;
		throw new NotTried('The account has no WhatsApp channel. Name one in VERIFY_CHANNEL');
	}

	async channelsOf(type: 'whatsapp' | 'viber'): Promise<string[]> {
		return (await this.channels())
			.filter((row) => textOf(row.ChannelType).toLowerCase() === type)
			.map((row) => textOf(row.CustSpaceId) || textOf(row.InstanceId));
	}

	/** The row of the business number to try with. */
	async number(): Promise<IDataObject> {
		const rows = await this.numbers();
		const { number } = this.settings;
		const isConnected = (row: IDataObject) => textOf(row.Status).toUpperCase() === 'CONNECTED';
		const found = number
			? rows.find((row) => digits(row.PhoneNumber) === number)
			: rows.find(isConnected);
		if (found) return found;
		throw new NotTried(
			number
				? 'The channel does not have the number in VERIFY_NUMBER'
				: 'The channel has no connected number',
		);
	}

	async businessNumber(): Promise<string> {
		return digits((await this.number()).PhoneNumber);
	}

	async templates(type: 'WHATSAPP' | 'VIBER'): Promise<IDataObject[]> {
		return await this.once(`templates ${type}`, async () => {
			const rows: IDataObject[] = [];
			const channels = type === 'VIBER' ? await this.channelsOf('viber') : [await this.channel()];
			for (const CustSpaceId of channels) {
				const { envelope } = await this.need('ListChatappTemplate', {
					...{ CustSpaceId, TemplateType: type, Page: { Index: 1, Size: 50 } },
				});
				rows.push(...rowsOf(envelope, 'ListTemplate'));
			}
			for (const row of rows) this.redactor.learn(row.TemplateName, row.TemplateCode);
			// A list that overlooks its conditions has others as well.
			return rows.filter((row) => (textOf(row.TemplateType) || type).toUpperCase() === type);
		});
	}

	async details(row: IDataObject): Promise<Asked> {
		const { TemplateCode, Language } = row as Record<string, string>;
		return await this.need('GetChatappTemplateDetail', {
			...{ TemplateCode, Language, TemplateType: textOf(row.TemplateType) || 'WHATSAPP' },
			CustSpaceId: await this.channel(),
		});
	}

	async pause(ms: number): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const timer = setTimeout(() => {
				this.stop.removeEventListener('abort', end);
				resolve();
			}, ms);
			const end = (): void => {
				clearTimeout(timer);
				reject(new NotTried('Stopped'));
			};
			if (this.stop.aborted) end();
			this.stop.addEventListener('abort', end, { once: true });
		});
	}
}

/** The digits of a number, as the service wants them. */
export function digits(number: unknown): string {
	return textOf(number).replace(/\D/g, '');
}

function isTooFast({ ok, code, outcome, exchange }: Asked): boolean {
	if (ok || outcome !== 'refused' || exchange === null) return false;
	return isThrottled({ code: code ?? '', httpStatus: exchange.status });
}

function isDenied({ ok, code }: Asked): boolean {
	return !ok && /forbidden|permission|noauth|nopermission/i.test(code ?? '');
}
