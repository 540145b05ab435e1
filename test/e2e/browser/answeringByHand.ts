import { eventually } from '../../n8n/eventually';
import { call } from '../../simulator/conformance/clients';
import type { MessageView } from '../../simulator/control/state';
import { WHATSAPP_CHANNEL } from '../../simulator/world/seed';
import { MEI, NUMBER, type Visit } from './visit';

const QUESTION = 'Shall we refund your order?';
const button = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
const BUTTONS = {
	...{ type: 'button', body: { text: QUESTION } },
	action: { buttons: [button('yes-1', 'Approve'), button('no-1', 'Decline')] },
};
const LIST = {
	...{ type: 'list', body: { text: 'When shall we come?' } },
	action: {
		button: 'Choose a time',
		sections: [
			{ title: 'Monday', rows: [{ id: 'mo-9', title: '9:00', description: 'With Ada' }] },
			{ title: 'Tuesday', rows: [{ id: 'tu-11', title: '11:00' }] },
		],
	},
};
const card = (index: number, color: string) => ({
	card_index: index,
	header: { type: 'image', image: { link: `https://example.com/${color}.jpg` } },
	body: { text: `The ${color} one` },
	action: {
		buttons: [{ type: 'quick_reply', quick_reply: { id: color, title: `Take ${color}` } }],
	},
});
const CAROUSEL = {
	...{ type: 'carousel', body: { text: 'Which shoe do you like?' } },
	action: { cards: [card(0, 'red'), card(1, 'blue')] },
};

/** Everything that a person can do on the phone page beside writing. */
export async function answerByHand(
	visit: Pick<Visit, 'phone' | 'tell' | 'album'> & { stage: Pick<Visit['stage'], 'simulator'> },
): Promise<void> {
	const { phone, stage, album } = visit;
	const { control } = stage.simulator;
	control.window({ user: MEI.number, openForMs: 3_600_000 });
	const send = async (content: object) => {
		const body = {
			...{ ChannelType: 'whatsapp', Type: 'message', MessageType: 'interactive' },
			...{ CustSpaceId: WHATSAPP_CHANNEL, From: NUMBER, To: MEI.number },
			Content: JSON.stringify(content),
		};
		const sent = await call(stage.simulator, 'cams', 'SendChatappMessage', { body });
		return String(sent.MessageId);
	};
	const answer = async (isIt: (message: MessageView) => boolean) =>
		await eventually('The answer', () =>
			control.state().messages.find((one) => one.direction === 'in' && isIt(one)),
		);

	await visit.tell('On the phone, Mei taps a button, chooses from a list and quotes', async () => {
		const [question, list] = [await send(BUTTONS), await send(LIST)];
		await phone.see('When shall we come?');
		await album.takeForDocuments('question-on-phone', phone.page);
		await phone.tap('Approve');
		await answer(({ appearance }) => appearance.payload === 'yes-1');
		await phone.chooseFromList('Choose a time', '11:00');
		await answer((one) => one.contextMessageId === list && one.appearance.payload === 'tu-11');
		await phone.quote(QUESTION);
		await phone.write(MEI.name, 'Not so much, offer 20');
		await answer(
			(one) => one.contextMessageId === question && one.appearance.body.startsWith('Not so much'),
		);
		return ['the button "yes-1", the row "tu-11" and the quoted answer arrived'];
	});

	await visit.tell('She taps the second card of a carousel', async () => {
		const carousel = await send(CAROUSEL);
		await phone.see('The blue one');
		await album.take('carousel-on-phone', phone.page);
		await phone.tap('Take blue');
		await answer((one) => one.contextMessageId === carousel && one.appearance.payload === 'blue');
		return ['the button "blue" arrived'];
	});

	await visit.tell('She sends a picture, a voice message and a place', async () => {
		for (const [kind, type] of [
			['Picture', 'IMAGE'],
			['Voice message', 'AUDIO'],
			['Location', 'LOCATION'],
		] as const) {
			await phone.send(kind);
			await answer((one) => one.type === type);
			await eventually(
				'The end of the chat',
				async () => (await phone.belowEnd()) < 2 || undefined,
			);
		}
		return ['each arrived, and the chat stayed at its end'];
	});

	await visit.tell('Her window is closed and opened, and she opts out and in', async () => {
		const state = () => control.state().conversations.find(({ user }) => user === MEI.number);
		await phone.press('Close window');
		await phone.see24Hours('closed');
		await phone.press('Open window');
		await phone.see24Hours('open until');
		await phone.press('Opt out');
		await eventually('The opt-out', () => state()?.optedOut || undefined);
		await phone.press('Opt in');
		await eventually('The opt-in', () => state()?.optedOut === false || undefined);
		return ['the page shows each state'];
	});
}
