import {
	CredentialError,
	findCredentialError,
} from '../../../../nodes/alibabaCloud/signing/credentialError';

/** An error inside as many layers as n8n may put around it. */
function wrapped(error: unknown, layers: number): unknown {
	return layers === 0 ? error : new Error('layer', { cause: wrapped(error, layers - 1) });
}

it.each([0, 1, 2, 3, 4])('is found under %i layers', (layers) => {
	const error = new CredentialError('why');
	expect(findCredentialError(wrapped(error, layers))).toBe(error);
});

it('is known by its name, as the class of another bundle is', () => {
	const other = Object.assign(new Error('why'), { name: 'AlibabaCloudCredentialError' });
	expect(findCredentialError(wrapped(other, 1))).toBe(other);
});

it.each([[null], [undefined], ['text'], [{ name: 'AlibabaCloudCredentialError' }], [new Error()]])(
	'is not found in %j',
	(error) => {
		expect(findCredentialError(error)).toBeNull();
		expect(findCredentialError(wrapped(error, 2))).toBeNull();
	},
);

it('is not looked for without end', () => {
	const round = new Error('round');
	round.cause = round;
	expect(findCredentialError(round)).toBeNull();
});
