import type { InteractiveKind } from '../messageType';
import { address } from './address';
import { linkButton, replyButtons } from './buttons';
import { carousel } from './carousel';
import { catalog, product, productList } from './catalog';
import { flow } from './flow';
import { list } from './list';
import { callPermissionRequest, contactInfoRequest, locationRequest } from './requests';

/** One line a kind, in the order of the list. */
export const interactiveKinds: readonly InteractiveKind[] = [
	address,
	callPermissionRequest,
	carousel,
	catalog,
	contactInfoRequest,
	flow,
	linkButton,
	list,
	locationRequest,
	product,
	productList,
	replyButtons,
];
