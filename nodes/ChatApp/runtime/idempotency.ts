import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ApiCall } from '../../alibabaCloud/client/client';
import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { textOf } from '../../alibabaCloud/input/text';
import { samePerson } from '../../alibabaCloud/input/samePerson';
import type { OperationContext } from './operation';
import { readableOptions } from './options';
import type { EarlierSend, SendKey, SendMemory } from './sendMemory';
import {
	sentKeysOf,
	type EarlierUse,
	type KeyClaim,
	type KeyStore,
	type SentKeys,
} from './sentKeys';
import { earlierUnknown } from './sendOnce';

const LABEL = 'Idempotency Key';

/** Stored in workflows: never rename. */
const STATIC_DATA = 'chatAppSentKeys';

/** For messages that must not be sent again by another run. */
export const idempotencyKeyOption: INodeProperties = {
	displayName: LABEL,
	name: 'idempotencyKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-1001-confirmation',
	description:
		'A key that is unique per message, such as an order number. Another send with it in this workflow sends nothing and returns duplicate: true, unless the first was rejected. The latest 10,000 keys are saved when an execution ends. With several n8n processes, two sends at the same time can both go out.',
};

/** What expressions make of fields that are missing. */
const NO_VALUES: ReadonlySet<string> = new Set(['NaN', 'null', 'undefined']);

type Functions = Pick<IExecuteFunctions, 'getWorkflow' | 'getWorkflowStaticData'>;

/**
 * The key of an item; `undefined` without the option.
 *
 * @throws InvalidInput when the option is there and holds no key: all such messages would be one
 */
export function readIdempotencyKey(options: IDataObject): string | undefined {
	if (!Object.hasOwn(options, idempotencyKeyOption.name)) return undefined;
	const key = textOf(options.idempotencyKey);
	if (NO_VALUES.has(key)) {
		throw new InvalidInput(
			`'${LABEL}' is ${key}, which is no value`,
			`In the expression of '${LABEL}', use a field that each input item has, such as {{ $json.orderId }}.`,
		);
	}
	if (key !== '') return key;
	throw new InvalidInput(
		`'${LABEL}' is empty`,
		`Enter a text that is different for each message, or remove the option. If it is an expression, check that it returns a text or number.`,
	);
}

/** One send that a key stands for. */
export interface KeyedSend {
	readonly key: string | undefined;
	/** What is sent. */
	readonly send: SendKey;
	/** What an earlier try of this run made of it. */
	readonly earlier: EarlierSend | undefined;
}

/**
 * Sends, unless a message with the key is out already. What an earlier try of the same run made of
 * this very send is not another one: the send itself answers or repeats it.
 *
 * @param run makes the call with the context that it is given, and tells its memory before that
 * @throws InvalidInput when the key was used for another recipient: an expression whose field is
 * missing makes one key of all items. NodeOperationError when the message may be out already.
 */
export async function sendWithKey<T>(
	context: OperationContext,
	{ key, send, earlier }: KeyedSend,
	run: (context: OperationContext) => Promise<T>,
): Promise<T | DuplicateSend> {
	if (key === undefined) return await run(context);
	const { keys, store } = openKeys(context.functions);
	const recipient = recipientDigest(key, send);
	let claim = earlier ? keys.take(key, store) : await keys.claim(key, store);
	if ('messageId' in claim) {
		const use = readUse(claim.messageId);
		assertSameRecipient(use, recipient);
		if (use.messageId !== undefined) return new DuplicateSend(use.messageId);
		const { item } = send;
		const { resendUnknown } = readableOptions(context.functions, item, ['resendUnknown']);
		if (resendUnknown !== true) throw earlierUnknown(context.functions.getNode(), item, undefined);
		claim = keys.take(key, store);
	}
	const begun = (): void => keys.remember(key, storedUse(recipient), store);
	try {
		return await run(withClaim(context, claim, recipient, begun));
	} finally {
		claim.release();
	}
}

/** What a key was used for; `messageId` is absent when it is not known whether a message went out. */
interface KeyUse {
	readonly recipient?: string;
	readonly messageId?: string | null;
}

/*
 * What is stored in the place of the ID: `to:`, a digest of the recipient, and once the message was
 * accepted a colon and its ID. Earlier versions stored the ID alone, or nothing before they knew it.
 */
const USE = /^to:([\w-]{1,8})(?::(.*))?$/;
const NO_RECIPIENT = '-';

function readUse(stored: string | null): KeyUse {
	if (stored === null) return {};
	const [, recipient, messageId] = USE.exec(stored) ?? [];
	if (recipient === undefined) return { messageId: stored };
	return {
		...(recipient === NO_RECIPIENT ? {} : { recipient }),
		...(messageId === undefined ? {} : { messageId: messageId || null }),
	};
}

/** An ID that would not be kept makes no use whose outcome is unknown. */
const KEPT_ID = /^[\w.:=+/-]{1,80}$/;

function storedUse(recipient: string | undefined, messageId?: string): string {
	const use = `to:${recipient ?? NO_RECIPIENT}`;
	if (messageId === undefined) return use;
	return `${use}:${KEPT_ID.test(messageId) ? messageId : ''}`;
}

function assertSameRecipient(use: KeyUse, recipient: string | undefined): void {
	const isSame =
		use.recipient === undefined || recipient === undefined || use.recipient === recipient;
	if (isSame) return;
	throw new InvalidInput(
		'The idempotency key was used for another recipient',
		`Nothing was sent to this one. Check the expression in '${LABEL}': it has to be different for each message, and a field in it may be missing.`,
	);
}

/**
 * The recipient of a send, as far as its parameters name one. Together with the key, so that nobody
 * finds a number by trying all.
 */
function recipientDigest(key: string, { identity }: SendKey): string | undefined {
	const call = [identity].flat()[0] as Partial<Pick<ApiCall, 'body' | 'query'>> | undefined;
	const to = textOf(call?.body?.To ?? call?.query?.To).replace(/^\+/, '');
	if (to === '') return undefined;
	return createHash('sha256')
		.update(JSON.stringify([key, samePerson(to)]))
		.digest('base64url')
		.slice(0, 8);
}

/** A send that was left out, because another one with its key came before. */
export class DuplicateSend implements EarlierUse {
	constructor(readonly messageId: string | null) {}
}

/**
 * Notes what an earlier try of this run sent, before anything is sent: n8n may not have saved the
 * keys of that try, and another item can have the same key.
 */
export function rememberKey(
	{ functions }: Pick<OperationContext, 'functions'>,
	{ key, earlier }: Pick<KeyedSend, 'key' | 'earlier'>,
): void {
	if (key === undefined || earlier === undefined) return;
	const { keys, store } = openKeys(functions);
	const messageId = earlier.state === 'accepted' ? earlier.id : undefined;
	keys.remember(key, storedUse(undefined, messageId), store);
}

function openKeys(functions: Functions): { keys: SentKeys; store: KeyStore } {
	const data = functions.getWorkflowStaticData('global');
	const store: KeyStore = {
		read: () => data[STATIC_DATA],
		write: (text) => {
			data[STATIC_DATA] = text;
		},
	};
	const keys = sentKeysOf(String(functions.getWorkflow().id ?? ''), data);
	keys.load(store.read());
	return { keys, store };
}

/** The context whose memory of sends tells the key as well. */
function withClaim(
	context: OperationContext,
	claim: KeyClaim,
	recipient: string | undefined,
	begun: () => void,
): OperationContext {
	const own = context.memory();
	const memory: SendMemory = {
		...own,
		begin(sends) {
			own.begin(sends);
			claim.begin();
			begun();
		},
		end(sends, end) {
			own.end(sends, end);
			const isAccepted = end !== 'refused' && end !== 'unknown';
			claim.end(isAccepted ? { accepted: storedUse(recipient, end.accepted) } : end);
		},
	};
	return Object.create(context, { memory: { value: () => memory } }) as OperationContext;
}
