import type { Resource } from '../../runtime/operation';
import { create } from './create.operation';
import { deleteQrCode } from './delete.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

/** The first operation is the one a new node starts with. */
export const qrCode: Resource = {
	value: 'qrCode',
	name: 'QR Code',
	description: 'Codes and links that open a chat with the business',
	operations: [getAll, create, update, deleteQrCode],
};
