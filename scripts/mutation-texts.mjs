import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const WORDS = /\p{L}+[^\p{L}]+\p{L}+[^\p{L}]+\p{L}+/u;

/** What is written in a node of the syntax tree, without what is filled in. */
function textOf({ type, value, quasis }) {
	if (type === 'StringLiteral') return value;
	if (type === 'TemplateLiteral') return quasis.map((part) => part.value.cooked ?? '').join(' ');
	return '';
}

/**
 * Leaves sentences alone. A third of all changes would empty a text for people, and a test that
 * repeats each sentence word for word notices nothing but edits of it. Names, codes and patterns of
 * one or two words are changed as everything else.
 */
export const strykerPlugins = [
	declareValuePlugin(PluginKind.Ignore, 'sentences', {
		shouldIgnore: (path) =>
			WORDS.test(textOf(path.node)) && / /.test(textOf(path.node).trim())
				? 'A sentence for people'
				: undefined,
	}),
];
