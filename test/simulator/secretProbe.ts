export type SecretKind = 'AccessKey secret' | 'security token' | 'signature';

/** Something that a client of the simulator has to keep to itself. */
export interface Secret {
	readonly kind: SecretKind;
	readonly value: string;
}

type Listener = (secret: Secret) => void;

let listener: Listener = () => undefined;

/** From now on all simulators of this process tell each secret that they issue or are shown. */
export function onSecret(listen: Listener): void {
	listener = listen;
}

export function tellSecret(kind: SecretKind, value: string | undefined): void {
	if (value) listener({ kind, value });
}
