import type { ConversationView, NumberView } from '../control/state';
import { type Button, message, model, NOW, number, parts, state } from './loadedPage';

describe('threads', () => {
	test('are one per user and business, latest first, then users without messages', () => {
		const messages = [
			message('1', { createdAt: NOW }),
			message('2', { user: '6590000001', createdAt: NOW + 5 }),
			message('3', { createdAt: NOW + 9, direction: 'in' }),
		];
		const threads = model.threadsOf(state({ messages }));
		expect(threads.map(({ id, userName }) => [id, userName])).toEqual([
			['6591230001/6531589000', 'Mei'],
			['6590000001/6531589000', ''],
			['60123450002/6531589000', 'Arif'],
		]);
		expect(threads[0]?.messages.map(({ id }) => id)).toEqual(['1', '3']);
		expect(threads[0]?.businessName).toBe('Acme Support');
	});

	test('of people without messages are on the app that they have', () => {
		const telegram = { ...number, number: 'acme_bot', channelType: 'telegram' as const };
		const users = [{ number: '5601', name: 'Wei', channelType: 'telegram' as const }];
		const threads = (numbers: NumberView[]) =>
			model.threadsOf(state({ numbers, users })).map(({ id }) => id);
		expect(threads([number, telegram])).toEqual(['5601/acme_bot']);
		expect(threads([number])).toEqual([]);
	});

	test('are empty without users and messages', () => {
		expect(model.threadsOf(state({ users: [] }))).toEqual([]);
	});

	test('offer the chosen message to the tools, else the latest of the business', () => {
		const messages = [message('1'), message('2'), message('3', { direction: 'in' })];
		const [thread = null] = model.threadsOf(state({ messages }));
		expect(model.chosenMessage(thread, '1')?.id).toBe('1');
		expect(model.chosenMessage(thread, null)?.id).toBe('2');
		expect(model.chosenMessage(null, null)).toBeNull();
	});

	test('know which quick replies were pressed, by payload where there is one', () => {
		const answer = (id: string, payload?: string) => {
			const { appearance } = message(id);
			const given = payload === undefined ? appearance : { ...appearance, payload };
			return message(id, { direction: 'in', contextMessageId: '1', appearance: given });
		};
		const messages = [message('1'), answer('2'), answer('3', 'LIKE_RED')];
		const [thread] = model.threadsOf(state({ messages }));
		expect(thread && model.pressedReplies(thread, '1')).toEqual(['body 2', 'LIKE_RED']);
	});
});

describe('groups', () => {
	const messages = [
		message('1', { user: 'group-1', groupId: 'group-1' }),
		message('2', { direction: 'in', groupId: 'group-1' }),
		message('3', { direction: 'in' }),
	];

	test('have one thread for all who write in them, beside that of each person', () => {
		const threads = model.threadsOf(state({ messages }));
		expect(threads.map(({ id, messages }) => [id, messages.map((one) => one.id)])).toEqual([
			['group-1/6531589000', ['1', '2']],
			['6591230001/6531589000', ['3']],
			['60123450002/6531589000', []],
		]);
	});

	test('are written in by a person', () => {
		const given = state({ messages });
		const [group, person] = model.threadsOf(given);
		expect(group && model.writerOf(given, group)).toEqual({
			...{ user: '6591230001', groupId: 'group-1' },
		});
		expect(person && model.writerOf(given, person)).toEqual({ user: '6591230001' });
	});
});

describe('lists', () => {
	const row = (text: string, section?: string): Button => ({
		...{ type: 'LIST', text, payload: text, url: null },
		...(section && { section }),
	});
	const buttons = [row('9:00', 'Monday'), row('11:00', 'Monday'), row('9:30', 'Tuesday')];
	const list = { header: null, body: 'When?', footer: null, media: null, buttons };

	test('have their rows below the titles of the sections', () => {
		const sections = model.sectionsOf(list);
		expect(sections.map(({ title, rows }) => [title, rows.map(({ text }) => text)])).toEqual([
			['Monday', ['9:00', '11:00']],
			['Tuesday', ['9:30']],
		]);
		expect(model.sectionsOf({ ...list, buttons: [row('Yes')] })).toMatchObject([{ title: '' }]);
	});

	test('do not show their rows as buttons of the message', () => {
		expect(parts.buttonsPart(buttons, { pressed: [] }, '')).toBeNull();
	});

	test('count as the control counts, without what does not answer', () => {
		const link = { type: 'URL', text: 'Shop', payload: null, url: 'https://example.com' };
		const quick = { type: 'QUICK_REPLY', text: 'Like', payload: 'LIKE', url: null };
		const cards = [{ header: null, body: 'Shoe', buttons: [link, quick] }];
		const appearance = { ...list, buttons: [link, row('9:00')], cards };
		expect(model.choicesOf(appearance).map(({ text }) => text)).toEqual(['9:00', 'Like']);
	});
});

test('an address that was cut names no conversation', () => {
	expect(model.threadOfHash('#6591230001%2F6531589000')).toBe('6591230001/6531589000');
	expect(model.threadOfHash('')).toBe('');
	expect(model.threadOfHash('#%E0%A4%A')).toBe('');
});

test('only texts and pictures take what was typed', () => {
	const taking = ['TEXT', 'IMAGE', 'AUDIO', 'DOCUMENT', 'LOCATION'].filter((type) =>
		model.carriesText({ type }),
	);
	expect(taking).toEqual(['TEXT', 'IMAGE']);
});

describe('events', () => {
	test('replace what is known and add what is new', () => {
		const before = state({ messages: [message('1')] });
		const read = message('1', { status: 'read' });
		const after = model.applyEvent(before, { type: 'message', message: read });
		expect(after.messages).toEqual([read]);
		const added = model.applyEvent(after, { type: 'message', message: message('2') });
		expect(added.messages).toHaveLength(2);
		expect(before.messages[0]?.status).toBe('accepted');
	});

	test('of kinds that the page does not show change nothing', () => {
		const before = state();
		expect(model.applyEvent(before, { type: 'reset' })).toBe(before);
	});

	test('open the window', () => {
		const conversation: ConversationView = {
			...{ user: '6591230001', business: '6531589000', custSpaceId: 'cams-1' },
			...{ windowOpenUntil: NOW + 1, optedOut: false },
		};
		const after = model.applyEvent(state(), { type: 'conversation', conversation });
		const thread = model.threadsOf(after).find(({ user }) => user === '6591230001');
		expect(thread && model.conversationOf(after, thread).windowOpenUntil).toBe(NOW + 1);
	});
});
