import { Questions } from '../../../../nodes/notifications/waiting/questions';

const { answers } = new Questions();
const [YES, NO] = [1, 2];

/** Ends when the test says so. */
function work() {
	const order: string[] = [];
	const ends: Array<(end: 'well' | 'badly') => void> = [];
	const begin = (name: string) => async () => {
		order.push(name);
		const end = await new Promise<'well' | 'badly'>((resolve) => ends.push(resolve));
		order.push(`${name} ended`);
		if (end === 'badly') throw new Error(name);
		return name;
	};
	return { order, ends, begin };
}

const soon = async () => await new Promise((resolve) => setImmediate(resolve));

it('nobody does anything with a message while another does something with it', async () => {
	const { order, ends, begin } = work();
	const all = ['one', 'two', 'three'].map(
		async (name) => await answers.alone(YES, begin(name)).catch(() => `${name} failed`),
	);
	await soon();
	expect(order).toEqual(['one']);
	ends[0]?.('badly');
	await soon();
	expect(order).toEqual(['one', 'one ended', 'two']);
	ends[1]?.('well');
	await soon();
	ends[2]?.('well');
	expect(await Promise.all(all)).toEqual(['one failed', 'two', 'three']);
	expect(order).toEqual(['one', 'one ended', 'two', 'two ended', 'three', 'three ended']);
});

it('another message waits for nobody, and a later one neither', async () => {
	const { order, ends, begin } = work();
	const first = answers.alone(YES, begin('yes'));
	const second = answers.alone(NO, begin('no'));
	await soon();
	expect(order).toEqual(['yes', 'no']);
	for (const end of ends) end('well');
	expect(await Promise.all([first, second])).toEqual(['yes', 'no']);
	void answers.alone(YES, begin('again'));
	expect(order.at(-1)).toBe('again');
	ends[2]?.('well');
});

it('a message that answered is known, and whether it was taken', () => {
	const all = () => [YES, NO, 3].map((mark) => [answers.has(mark), answers.isTaken(mark)]);
	answers.note(YES, true);
	answers.note(NO, false);
	expect(all()).toEqual([
		[true, true],
		[true, false],
		[false, false],
	]);
	answers.note(NO, true);
	expect(all()[1]).toEqual([true, true]);
});
