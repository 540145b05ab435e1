import { createHash, randomBytes } from 'node:crypto';

import {
	SEND_AND_WAIT_OPERATION,
	type IDataObject,
	type IExecuteFunctions,
	type ITaskMetadata,
} from 'n8n-workflow';

import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { ANSWER, SIGNATURE, toReference, toTaskId } from '../../notifications/items/reference';
import { parseUrl } from '../../alibabaCloud/wire/url';

type AskingFunctions = Pick<
	IExecuteFunctions,
	| 'evaluateExpression'
	| 'getExecuteData'
	| 'getExecutionId'
	| 'getNode'
	| 'getSignedResumeUrl'
	| 'setMetadata'
>;

/** One message that an execution is going to wait for. */
export interface Asking {
	readonly nonce: string;
	/** The execution whose URL is in its references. */
	readonly execution: string;
	/** The signed reference of an answer or a status. */
	reference(code: string): string;
}

/** A name of its own among what n8n and other nodes keep with a stack entry. */
const KEY = 'chatAppAsking';

/**
 * Begins to ask, or goes on with what an earlier try of this run of the node began: buttons that are
 * on a phone already must not lose their meaning when the node is tried again. The retry of another
 * execution asks with references of its own: what that one sent was looked at before, see `begunBy`.
 *
 * @param about goes into the nonce, so that later questions can tell whether they offer the same.
 */
export function beginAsking(functions: AskingFunctions, about: string): Asking {
	// Before n8n 2.14 an execution has to ask for it, or its URL would be open to all.
	(functions as { setSignatureValidationRequired?(): void }).setSignatureValidationRequired?.();
	const stored = readStored(functions);
	const execution = functions.getExecutionId();
	const nonce = stored?.nonce ?? `${randomBytes(4).toString('hex')}${digestOf(about)}`;
	if (stored?.execution !== execution) {
		functions.setMetadata({ [KEY]: { nonce, execution } } as ITaskMetadata);
	}
	return {
		nonce,
		execution,
		reference: (code) => toReference(resumeUrlOf(functions, `${code}-${nonce}`)),
	};
}

/** The execution that began to ask in this run of the node; `null` for none. */
export function begunBy(functions: Pick<AskingFunctions, 'getExecuteData'>): string | null {
	return readStored(functions)?.execution ?? null;
}

/**
 * n8n checks a signature for the operation "sendAndWait" alone. For all others it wants the token of
 * the execution, from 2.14 on, which is in the execution's resume URL; before, nothing but the nonce
 * protects them.
 */
function resumeUrlOf(functions: AskingFunctions, answer: string): string {
	const signed = functions.getSignedResumeUrl({ [ANSWER]: answer });
	const node = functions.getNode();
	if (node.parameters.operation === SEND_AND_WAIT_OPERATION) return signed;
	const token = tokenOf(functions.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	if (token === null) return signed;
	const url = new URL(signed);
	url.searchParams.set(SIGNATURE, token);
	return url.toString();
}

function tokenOf(resumeUrl: unknown): string | null {
	const url = typeof resumeUrl === 'string' ? parseUrl(resumeUrl) : null;
	return url?.searchParams.get(SIGNATURE) ?? null;
}

/** Nothing is left to try again, so nothing has to be kept. */
export function endAsking(functions: Pick<AskingFunctions, 'getExecuteData'>): void {
	const entry = functions.getExecuteData();
	const metadata = entry.metadata as IDataObject | undefined;
	if (!metadata) return;
	delete metadata[KEY];
	if (Object.keys(metadata).length === 0) delete entry.metadata;
}

/** Whether two questions offer the same: an answer to one can then stand for the other. */
export function offersSame(nonce: string, other: string): boolean {
	return nonce.slice(-DIGEST) === other.slice(-DIGEST);
}

/** Nonces as results show them and options take them. */
export function isNonce(text: string): boolean {
	return /^[0-9a-f]{12}$/.test(text);
}

/** The service's limit is not documented; this is what one of WhatsApp's own IDs may have. */
const TASK_ID_LENGTH = 256;

/**
 * The task ID that statuses bring back: the reference, and what the user gave.
 *
 * @throws InvalidInput when both together are too long.
 */
export function taskIdOf(reference: string, own: string | undefined): string {
	const taskId = toTaskId(reference, own ?? null);
	if (taskId.length <= TASK_ID_LENGTH) return taskId;
	const most = TASK_ID_LENGTH - reference.length - 1;
	throw new InvalidInput(
		`The option 'Task ID' is too long: ${own?.length ?? 0} characters, maximum ${most} if the node waits`,
		"Shorten 'Task ID', or remove the option. The rest of the ID is needed to recognize the response.",
	);
}

const DIGEST = 4;

function digestOf(about: string): string {
	return createHash('sha256').update(about).digest('hex').slice(0, DIGEST);
}

function readStored(
	functions: Pick<AskingFunctions, 'getExecuteData'>,
): { nonce: string; execution: string } | null {
	const metadata = functions.getExecuteData().metadata as IDataObject | undefined;
	const { nonce, execution } = (metadata?.[KEY] ?? {}) as IDataObject;
	return typeof nonce === 'string' && typeof execution === 'string' ? { nonce, execution } : null;
}
