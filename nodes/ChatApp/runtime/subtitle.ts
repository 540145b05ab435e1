/**
 * Below the name of the node: operation and resource in words, "Get Many: QR Code" for `getAll` and
 * `qrCode`. An expression of the editor, made from the values because a table of all names would be
 * sent to each browser.
 */
export const subtitle = `={{ ${[
	'($parameter.operation + ": " + $parameter.resource)',
	'.replace("All", "Many").replace("apiCall", "apiAction")',
	'.replace(/[A-Z]/g, " $&")',
	'.replace(/\\b(?:api|json|qr|url)\\b|\\b[a-z]/gi, (one) => one.toUpperCase())',
].join('')} }}`;
