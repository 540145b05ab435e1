import { NodeApiError, type INode } from 'n8n-workflow';

import type { RefusedDownload } from './download';

/**
 * The error for a server that refused to give a file.
 *
 * @param advice what helps unless the server itself is the problem, in full sentences
 */
export function refusedDownload(
	node: INode,
	itemIndex: number,
	label: string,
	{ httpStatus }: RefusedDownload,
	advice: string,
): NodeApiError {
	const isPassing = httpStatus === 429 || httpStatus >= 500;
	return new NodeApiError(
		node,
		{ code: 'DownloadRefused' },
		{
			message: `Could not download the file from '${label}'`,
			description: isPassing
				? `The server of the file answered with HTTP ${httpStatus}. Run the workflow again later.`
				: advice,
			httpCode: String(httpStatus),
			itemIndex,
		},
	);
}
