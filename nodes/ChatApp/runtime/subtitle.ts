/**
 * Below the name of the node: operation and resource in words, "Get Many: QR Code" for `getAll` and
 * `qrCode`. An expression of the editor, made from the values because a table of all names would be
 * sent to each browser.
 */
export const subtitle = `={{ ${[
	'($parameter["operation"] + ": " + $parameter["resource"])',
	'.replace("getAll", "getMany")',
	'.replace(/([a-z])([A-Z])/g, "$1 $2")',
	'.replace(/\\b[a-z]/g, (letter) => letter.toUpperCase())',
	'.replace(/\\b(?:Api|Json|Qr|Url)\\b/g, (word) => word.toUpperCase())',
].join('')} }}`;
