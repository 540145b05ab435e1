import { address } from './address';
import { catalog } from './catalog';
import { flow } from './flow';
import type { InteractiveKind } from './kind';
import { linkButton } from './linkButton';
import { list } from './list';
import { locationRequest } from './locationRequest';
import { product } from './product';
import { productList } from './productList';
import { replyButtons } from './replyButtons';

/** One line a kind, in the order of the list. */
export const interactiveKinds: readonly InteractiveKind[] = [
	address,
	catalog,
	flow,
	linkButton,
	list,
	locationRequest,
	product,
	productList,
	replyButtons,
];

export type { InteractiveKind } from './kind';
