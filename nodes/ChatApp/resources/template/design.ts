import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { detailsText, readDetails } from '../../../alibabaCloud/errors/errorDetails';
import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';
import { jsonIn } from '../../../alibabaCloud/wire/parseJson';
import { uploadMedia } from '../../../alibabaCloud/files/upload';
import { answeredComponents } from '../../templates/answeredComponents';
import { asObject, field, text } from '../../templates/definition';
import { buildComponents, mediaOf } from '../../templates/designer/build';
import { entriesOf } from '../../templates/designer/buttons';
import { designFaults } from '../../templates/designer/check';
import {
	MEDIA_FORMATS,
	type MediaSource,
	type ReadField,
	type TemplateChannel,
	type TemplateDesign,
} from '../../templates/designer/design';
import { plainName } from '../../templates/designer/examples';
import { asCreated } from '../../templates/designer/givenComponents';
import { assertNoFaults } from '../../templates/designer/faults';
import { toServiceForm } from '../../templates/designer/syntax';
import { viberCategory } from '../../templates/designer/viberLayout';
import { LAYOUT_OPTION_NAME } from '../../fields/templateDesigner';
import { readInputFile, type InputFile } from '../../fields/inputFile';
import type { OperationContext } from '../../runtime/operation';
import { channelTypeOf } from '../../fields/parameters';
import { readJson } from '../message/types/values';

/** Stands for the link of a file until it is uploaded; it passes the checks of links. */
const NOT_UPLOADED = 'https://example.com/not-uploaded';

/** The app that the template is for. */
export function readTemplateChannel(
	{ functions }: Pick<OperationContext, 'functions'>,
	itemIndex: number,
): TemplateChannel {
	return templateChannelOf(functions.getNodeParameter('channelType', itemIndex));
}

/** @throws InvalidInput for an app without templates. */
export function templateChannelOf(given: unknown): TemplateChannel {
	const channelType = channelTypeOf(given);
	if (channelType === 'whatsapp' || channelType === 'viber') return channelType;
	throw new InvalidInput(
		`'Channel Type' does not support templates: ${channelType}`,
		'Use whatsapp or viber. The other chat apps have no templates.',
	);
}

/**
 * Reads the template from the fields of the editor or from JSON, checks everything, and uploads
 * its files last, so that nothing is stored for a template that cannot be created.
 *
 * @param otherFaults what is wrong with the rest of the call, to be named together.
 * @param keptCategory stands in for the chosen one, where the template has one that must stay.
 * @throws InvalidInput that names all faults.
 */
export async function readDesign(
	context: OperationContext,
	itemIndex: number,
	channel: string,
	otherFaults: readonly string[],
	keptCategory = '',
): Promise<TemplateDesign> {
	const channelType = readTemplateChannel(context, itemIndex);
	const read: ReadField = (name) => context.functions.getNodeParameter(name, itemIndex, '');
	const chosen = keptCategory || text(read('category'));
	const category = chosen.trim().toUpperCase();
	const categoryOf = (components: readonly IDataObject[]): string =>
		channelType === 'viber' ? viberCategory(chosen, components) : category;
	if (read('designMode') === 'json') {
		const components = readComponents(read('componentsJson'));
		const design: TemplateDesign = {
			channelType,
			category: categoryOf(components),
			components,
			examples: readExamples(read('examplesJson')),
		};
		assertNoFaults([...otherFaults, ...designFaults(design)]);
		return design;
	}

	const files = await readFiles(context, itemIndex, channelType, category, read);
	const examples = Object.fromEntries(
		entriesOf(read('variableExamples'), 'example')
			.map(({ name, value }) => [plainName(text(name)), text(value)] as const)
			// A row that was added and not filled in says nothing.
			.filter(([name, value]) => name !== '' || value.trim() !== ''),
	);
	const designed = (urlOf: (field: string) => string): TemplateDesign => {
		const components = buildComponents(channelType, category, read, (media) =>
			media.kind === 'link' ? media.url : urlOf(media.field),
		);
		return { channelType, category: categoryOf(components), components, examples };
	};
	assertNoFaults([...otherFaults, ...files.faults, ...designFaults(designed(() => NOT_UPLOADED))]);

	const urls = new Map<string, string>();
	for (const [name, file] of files.found) {
		const { url } = await uploadMedia(context, itemIndex, { channel, ...file });
		urls.set(name, url);
	}
	return designed((name) => urls.get(name) ?? NOT_UPLOADED);
}

/**
 * Adds to a refusal of a Viber template what the other vocabulary of categories is: the service
 * documents both, and only an answer tells which of them it takes.
 */
export function explainingCategory(channelType: TemplateChannel, category: string) {
	return (error: unknown): never => {
		const isRefusal = channelType === 'viber' && error instanceof NodeApiError;
		if (isRefusal && /categor/i.test(`${error.message} ${saidIn(error)}`)) {
			const isLayout = category === category.toLowerCase();
			const advice = isLayout
				? `The category sent was the component layout ${category}. Try Authentication, Marketing or Utility in 'Category' instead, as listed in the service's latest SDK.`
				: `The category sent was ${category}. Try '${LAYOUT_OPTION_NAME}' in 'Category' instead, as described in the service's documentation.`;
			error.description = `${advice} ${error.description ?? ''}`.trim();
		}
		throw error;
	};
}

/** The service's own words on a failed call. */
function saidIn({ context }: NodeApiError): string {
	const details = readDetails(context);
	return details === null ? '' : detailsText(details);
}

interface Files {
	readonly found: ReadonlyMap<string, InputFile>;
	readonly faults: readonly string[];
}

/** The files that the fields name, each once, with what is wrong with them. */
async function readFiles(
	{ functions }: OperationContext,
	itemIndex: number,
	channelType: TemplateChannel,
	category: string,
	read: ReadField,
): Promise<Files> {
	const found = new Map<string, InputFile>();
	const faults: string[] = [];
	const wanted = mediaOf(channelType, category, read).filter(isFile);
	for (const { field: name, format } of wanted) {
		if (found.has(name)) continue;
		const kind = MEDIA_FORMATS[format];
		const outcome = await readInputFile(functions, itemIndex, name, channelType, () => kind).then(
			(file) => file,
			(error: unknown) => error as Error,
		);
		if (outcome instanceof InvalidInput) faults.push(outcome.message);
		else if (outcome instanceof Error) throw outcome;
		else found.set(name, outcome);
	}
	return { found, faults };
}

function isFile(media: MediaSource): media is Extract<MediaSource, { kind: 'file' }> {
	return media.kind === 'file';
}

/** A list of components, or the answer of Get that holds one. */
function readComponents(given: unknown): IDataObject[] {
	const json = readJson(given, 'Components (JSON)');
	const isAnswer = !Array.isArray(json);
	const list = isAnswer ? jsonIn(field(json as IDataObject, 'Components')) : json;
	if (!Array.isArray(list)) {
		throw new InvalidInput(
			"'Components (JSON)' is not a JSON array",
			'Enter it as [{"Type": "BODY", "Text": "Hi $(name)"}].',
		);
	}
	const components = isAnswer ? answeredComponents(list) : list.map(asObject);
	return toServiceForm(components.map(asCreated));
}

function readExamples(given: unknown): Record<string, string> {
	const json = given === '' ? {} : readJson(given, 'Variable Examples (JSON)');
	if (Array.isArray(json)) {
		throw new InvalidInput(
			"'Variable Examples (JSON)' is not a JSON object",
			'Enter it as {"name": "Mei"}.',
		);
	}
	return Object.fromEntries(
		Object.entries(json as IDataObject).map(([name, value]) => {
			if (typeof value !== 'object' || value === null) return [plainName(name), text(value)];
			throw new InvalidInput(
				`'${name}' in 'Variable Examples (JSON)' is ${Array.isArray(value) ? 'a list' : 'an object'}, not text`,
				'Enter one sample value for each variable, for example {"name": "Mei"}.',
			);
		}),
	);
}
