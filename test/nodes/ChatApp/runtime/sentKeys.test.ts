import { MOST_KEYS, SentKeys, type KeyStore } from '../../../../nodes/ChatApp/runtime/sentKeys';

/** As n8n keeps a text with the workflow. */
function storeOf(text?: string): KeyStore & { text: string | undefined } {
	return {
		text,
		read() {
			return this.text;
		},
		write(changed) {
			this.text = changed;
		},
	};
}

async function send(
	keys: SentKeys,
	key: string,
	end: Parameters<Awaited<ReturnType<SentKeys['take']>>['end']>[0],
	store: KeyStore = storeOf(),
): Promise<string | null> {
	const claim = await keys.claim(key, store);
	if ('messageId' in claim) return `duplicate ${claim.messageId}`;
	claim.begin();
	claim.end(end);
	claim.release();
	return null;
}

it('tells of an accepted send with its ID', async () => {
	const keys = new SentKeys();
	expect(await send(keys, 'a', { accepted: 'm1' })).toBeNull();
	expect(await send(keys, 'a', { accepted: 'm2' })).toBe('duplicate m1');
	expect(await send(keys, 'b', { accepted: 'm3' })).toBeNull();
});

it('keeps a key whose outcome is unknown, and frees one that was refused', async () => {
	const keys = new SentKeys();
	await send(keys, 'a', 'unknown');
	expect(await send(keys, 'a', { accepted: 'm' })).toBe('duplicate null');
	await send(keys, 'b', 'refused');
	expect(await send(keys, 'b', { accepted: 'm' })).toBeNull();
});

it('frees a key whose send never began', async () => {
	const keys = new SentKeys();
	const claim = await keys.claim('a', storeOf());
	if ('messageId' in claim) throw new Error('It is a duplicate');
	claim.release();
	expect(await send(keys, 'a', { accepted: 'm' })).toBeNull();
});

it('is written before the call', async () => {
	const store = storeOf();
	const claim = await new SentKeys().claim('a', store);
	if ('messageId' in claim) throw new Error('It is a duplicate');
	expect(store.text).toBeUndefined();
	claim.begin();

	const restarted = new SentKeys();
	restarted.load(store.text);
	expect(await send(restarted, 'a', { accepted: 'm' })).toBe('duplicate null');
});

it('lets the second of two at once wait for the first', async () => {
	const keys = new SentKeys();
	const first = await keys.claim('a', storeOf());
	if ('messageId' in first) throw new Error('It is a duplicate');
	const second = keys.claim('a', storeOf());
	const third = keys.claim('a', storeOf());
	first.begin();
	first.end('refused');
	first.release();
	const next = await second;
	if ('messageId' in next) throw new Error('The refused one kept the key');
	next.begin();
	next.end({ accepted: 'm2' });
	next.release();
	expect(await third).toEqual({ messageId: 'm2' });
});

it('is carried over a restart by the text, and takes in what others saved', async () => {
	const [one, other] = [storeOf(), storeOf()];
	await send(new SentKeys(), 'a', { accepted: 'm1' }, one);
	const keys = new SentKeys();
	await send(keys, 'b', { accepted: 'm2' }, other);
	keys.load(one.text);
	expect(await send(keys, 'a', { accepted: 'm' })).toBe('duplicate m1');
	expect(await send(keys, 'b', { accepted: 'm' })).toBe('duplicate m2');
	// What it writes now has both.
	await send(keys, 'c', { accepted: 'm3' }, other);
	const later = new SentKeys();
	later.load(other.text);
	expect(await send(later, 'a', { accepted: 'm' })).toBe('duplicate m1');
});

it('keeps the newest 10,000, in a bounded text', async () => {
	const keys = new SentKeys();
	const store = storeOf();
	for (let index = 0; index < 2 * MOST_KEYS; index++) {
		await send(keys, `key ${index}`, { accepted: `m${index}` }, store);
	}
	expect(store.text?.length).toBeLessThan(4 * MOST_KEYS * 40);
	const restarted = new SentKeys();
	restarted.load(store.text);
	for (const known of [keys, restarted]) {
		expect(await send(known, `key ${MOST_KEYS}`, 'unknown')).toBe(`duplicate m${MOST_KEYS}`);
		expect(await send(known, `key ${MOST_KEYS - 1}`, 'refused')).toBeNull();
	}
});

it('stores neither keys nor what is no ID', async () => {
	const store = storeOf();
	await send(new SentKeys(), `+6591230001${'x'.repeat(100_000)}`, { accepted: 'a\n=b' }, store);
	expect(store.text).not.toContain('6591230001');
	expect(store.text?.length).toBeLessThan(100);
	const restarted = new SentKeys();
	restarted.load(store.text);
	const again = await restarted.claim(`+6591230001${'x'.repeat(100_000)}`, store);
	expect(again).toEqual({ messageId: null });
});

it.each([undefined, null, 7, {}, '', '\n\n', '+x\n=\n-', '=__proto__ 1', `+${'a'.repeat(1e5)}`])(
	'survives anything in its place: %p',
	async (stored) => {
		const keys = new SentKeys();
		keys.load(stored);
		expect(await send(keys, 'a', { accepted: 'm' })).toBeNull();
	},
);

it('remembers what an earlier try of a run sent', async () => {
	const keys = new SentKeys();
	keys.remember('a', 'm1', storeOf());
	keys.remember('b', '', storeOf());
	expect(await send(keys, 'a', 'refused')).toBe('duplicate m1');
	expect(await send(keys, 'b', 'refused')).toBe('duplicate null');
});

it('forgets nothing that it knows better than an earlier try', async () => {
	const keys = new SentKeys();
	const store = storeOf();
	await send(keys, 'a', { accepted: 'm1' }, store);
	await send(keys, 'b', 'unknown', store);
	const saved = store.text;
	keys.remember('a', '', store);
	keys.remember('a', 'm2', store);
	keys.remember('b', '', store);
	expect(store.text).toBe(saved);
	expect(await send(keys, 'a', 'refused')).toBe('duplicate m1');
	keys.remember('b', 'm3', store);
	expect(await send(keys, 'b', 'refused')).toBe('duplicate m3');
});

it('takes back no key that was freed since this process saved its text', async () => {
	const keys = new SentKeys();
	const store = storeOf();
	const claim = await keys.claim('a', store);
	if ('messageId' in claim) throw new Error('It is a duplicate');
	claim.begin();
	// n8n gives it to a run that starts before the other one has ended and saved.
	const saved = store.text;
	claim.end('refused');
	claim.release();
	keys.load(saved);
	expect(await send(keys, 'a', { accepted: 'm' })).toBeNull();
});

it('learns from another process what became of a send that it only knows as begun', async () => {
	const [begun, accepted] = [storeOf(), storeOf()];
	const keys = new SentKeys();
	await send(keys, 'a', 'unknown', begun);
	const other = new SentKeys();
	other.load(begun.text);
	other.remember('a', 'm1', accepted);
	keys.load(accepted.text);
	expect(await send(keys, 'a', 'refused')).toBe('duplicate m1');
	// What it knows itself is not undone by an older text of another one.
	const older = storeOf();
	await send(new SentKeys(), 'a', 'unknown', older);
	keys.load(older.text);
	expect(await send(keys, 'a', 'refused')).toBe('duplicate m1');
});
