import type { InteractiveKind } from '../messageType';
import { address } from './address';
import { linkButton, locationRequest, replyButtons } from './buttons';
import { catalog, product, productList } from './catalog';
import { flow } from './flow';
import { list } from './list';

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
