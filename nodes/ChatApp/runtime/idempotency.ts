import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { textOf } from '../../alibabaCloud/input/text';
import type { OperationContext } from './operation';
import type { EarlierSend, SendMemory } from './sendMemory';
import {
	sentKeysOf,
	type EarlierUse,
	type KeyClaim,
	type KeyStore,
	type SentKeys,
} from './sentKeys';

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

type Functions = Pick<IExecuteFunctions, 'getWorkflow' | 'getWorkflowStaticData'>;

/**
 * The key of an item; `undefined` without the option.
 *
 * @throws InvalidInput when the option is there and holds no key: all such messages would be one
 */
export function readIdempotencyKey(options: IDataObject): string | undefined {
	if (!Object.hasOwn(options, idempotencyKeyOption.name)) return undefined;
	const key = textOf(options.idempotencyKey);
	if (key !== '') return key;
	throw new InvalidInput(
		`'${LABEL}' is empty`,
		`Enter a text that is different for each message, or remove the option. If it is an expression, check that it returns a text or number.`,
	);
}

/** One send that a key stands for. */
export interface KeyedSend {
	readonly key: string | undefined;
	/** What an earlier try of this run made of it. */
	readonly earlier: EarlierSend | undefined;
}

/**
 * Sends, unless a message with the key is out already. What an earlier try of the same run made of
 * this very send is not another one: the send itself answers or repeats it.
 *
 * @param send makes the call with the context that it is given
 */
export async function sendWithKey<T>(
	context: OperationContext,
	{ key, earlier }: KeyedSend,
	send: (context: OperationContext) => Promise<T>,
): Promise<T | DuplicateSend> {
	if (key === undefined) return await send(context);
	const { keys, store } = openKeys(context.functions);
	const claim = earlier ? keys.take(key, store) : await keys.claim(key, store);
	if ('messageId' in claim) return new DuplicateSend(claim.messageId);
	try {
		return await send(withClaim(context, claim));
	} finally {
		claim.release();
	}
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
	{ key, earlier }: KeyedSend,
): void {
	if (key === undefined || earlier === undefined) return;
	const { keys, store } = openKeys(functions);
	keys.remember(key, earlier.state === 'accepted' ? earlier.id : '', store);
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
function withClaim(context: OperationContext, claim: KeyClaim): OperationContext {
	const own = context.memory();
	const memory: SendMemory = {
		...own,
		begin(keys) {
			own.begin(keys);
			claim.begin();
		},
		end(keys, end) {
			own.end(keys, end);
			claim.end(end);
		},
	};
	return Object.create(context, { memory: { value: () => memory } }) as OperationContext;
}
