import { eventually } from '../../n8n/eventually';
import { ACTION_NODE } from './editor';
import { assertFlawless } from './inspection';
import type { NodePanel } from './nodePanel';
import { CHANNEL_NAME, type Visit } from './visit';

type Component = Readonly<Record<string, unknown>>;

/** Templates of three kinds, built by filling in the fields of the designer. */
export async function designTemplates(visit: Visit): Promise<void> {
	await visit.tell('A template with an image, variables and buttons is designed', async () => {
		return await design(visit, 'parcel_photo', async (panel) => {
			await panel.choose('headerType', 'Image');
			await panel.type('headerUrl', 'https://example.com/files/parcel.jpg');
			await panel.type('bodyText', 'Hi $(name), your order $(order) ships today.');
			await panel.type('footerText', 'Acme Store');
			await addButton(panel, 'buttons.button[0]', 'Open URL', {
				text: 'Track parcel',
				url: 'https://example.com/track/$(track)',
			});
			await addButton(panel, 'buttons.button[1]', 'Quick Reply', { text: 'Talk to us' });
			await giveExamples(panel, { name: 'Mei', order: 'A-1001', track: 'A-1001' });
			await panel.field('footerText').scrollIntoViewIfNeeded();
			await panel.field('headerUrl').scrollIntoViewIfNeeded();
			return { header: 'IMAGE', body: '$(order)', buttons: 2, picture: 'template-designer' };
		});
	});

	await visit.tell('A carousel with two cards is designed', async () => {
		return await design(visit, 'spring_shoes', async (panel) => {
			await panel.choose('category', 'Marketing');
			await panel.choose('layout', 'Carousel');
			await panel.type('bodyText', 'Hi $(name), our shoes for spring are here.');
			for (const [index, shoe] of ['Red shoe', 'Blue shoe'].entries()) {
				await panel.addTo('cards');
				const card = `cards.card[${index}]`;
				await panel.type(`${card}.url`, `https://example.com/files/${index + 1}.jpg`);
				await panel.type(`${card}.bodyText`, shoe);
				await addButton(
					panel,
					`${card}.buttons.button[0]`,
					'Quick Reply',
					{ text: 'I want it' },
					index,
				);
			}
			await giveExamples(panel, { name: 'Mei' });
			await panel.field('cards.card[0].url').scrollIntoViewIfNeeded();
			return { body: '$(name)', cards: 2, picture: 'carousel-designer' };
		});
	});

	await visit.tell('A template for one-time codes is designed', async () => {
		return await design(visit, 'sign_in_code', async (panel) => {
			await panel.choose('category', 'Authentication');
			await panel.type('codeExpirationMinutes', '10');
			await panel.type('codeButtonText', 'Copy code');
			return { buttons: 1 };
		});
	});
}

interface Expected {
	readonly header?: string;
	readonly body?: string;
	readonly buttons?: number;
	readonly cards?: number;
	/** Its name in the documents, where it is shown there. */
	readonly picture?: string;
}

async function design(
	{ editor, album, stage }: Visit,
	name: string,
	fill: (panel: NodePanel) => Promise<Expected>,
): Promise<string[]> {
	await editor.openNewWorkflow();
	await editor.searchNodes('alibaba cloud chat');
	const panel = await editor.add(ACTION_NODE, 'Create template', 'Actions');
	await panel.pick('channel', CHANNEL_NAME);
	await panel.type('templateName', name);
	const expected = await fill(panel);
	await assertFlawless('The designer', panel.parameters);
	await panel.execute();
	if (expected.picture) await album.takeForDocuments(expected.picture, panel.root);
	else await album.take(name, panel.root);

	const template = await eventually(`The template ${name}`, () =>
		stage.simulator.control.state().templates.find((one) => one.name === name),
	);
	const components = template.components as Component[];
	assertDesigned(components, expected);
	const item = await panel.shownItem();
	if (!item.includes(template.code)) throw new Error(`The output has no code ${template.code}`);
	return [
		`created as ${template.code}, ${template.category}`,
		...components.map((component) => JSON.stringify(component).slice(0, 150)),
	];
}

async function addButton(
	panel: NodePanel,
	path: string,
	type: string,
	texts: Readonly<Record<string, string>>,
	collection = 0,
): Promise<void> {
	await panel.addTo('buttons', collection);
	await panel.choose(`${path}.type`, type);
	for (const [field, text] of Object.entries(texts)) await panel.type(`${path}.${field}`, text);
}

async function giveExamples(
	panel: NodePanel,
	examples: Readonly<Record<string, string>>,
): Promise<void> {
	for (const [index, [name, value]] of Object.entries(examples).entries()) {
		await panel.addTo('variableExamples');
		await panel.type(`variableExamples.example[${index}].name`, name);
		await panel.type(`variableExamples.example[${index}].value`, value);
	}
}

/** @throws Error that names the part which the service did not get as it was filled in */
function assertDesigned(components: readonly Component[], expected: Expected): void {
	const part = (type: string): Component => components.find(({ Type }) => Type === type) ?? {};
	const count = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
	const found = {
		header: part('HEADER').Format,
		body: String(part('BODY').Text),
		buttons: count(part('BUTTONS').Buttons),
		cards: count(part('CAROUSEL').Cards),
	};
	const isAsFilledIn =
		found.header === expected.header &&
		found.body.includes(expected.body ?? '') &&
		found.buttons === (expected.buttons ?? 0) &&
		found.cards === (expected.cards ?? 0);
	if (!isAsFilledIn) throw new Error(`The service got ${JSON.stringify(components)}`);
}
