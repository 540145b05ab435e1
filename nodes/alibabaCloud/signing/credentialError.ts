const NAME = 'AlibabaCloudCredentialError';

/**
 * The credential cannot be used for this request. The message says why and what to change; there is
 * no `code`, because n8n's credential test shows a code instead of the message where it finds one.
 *
 * n8n wraps what a credential throws into its own error. `findCredentialError` finds this one inside
 * by its name: credential and nodes are bundled apart, so each has a class of its own.
 */
export class CredentialError extends Error {
	override readonly name = NAME;
}

/** Looks through the layers that n8n wraps around an error. */
export function findCredentialError(error: unknown): CredentialError | null {
	let layer: unknown = error;
	for (let depth = 0; depth < 5 && layer instanceof Error; depth++) {
		if (layer.name === NAME) return layer as CredentialError;
		layer = layer.cause;
	}
	return null;
}
