import type { Simulator } from '../../../simulator';
import { byId, CHANNEL, SENDER } from '../fields/parameters';
import { letters, type OperationCase } from './operationCase';

const NUMBER = { channel: byId(CHANNEL), phoneNumber: byId(SENDER) };
const OWN = { CustSpaceId: CHANNEL, PhoneNumber: SENDER };
const WABA = '104857600001234';
const QR = 'QR000000000009';
const CATALOG = '800000000000001';

const withCode = ({ world }: Simulator): void => {
	world.management.qrCodes.push({
		...{ QrdlCode: QR, PhoneNumber: SENDER, PrefilledMessage: 'Hi', GenerateQrImage: 'PNG' },
	});
};
const qrCode = (qrdlCode: string, prefilledMessage: string, generateQrImage: string) => ({
	...{ qrdlCode, phoneNumber: SENDER, prefilledMessage, generateQrImage },
	deepLinkUrl: `https://wa.me/message/${qrdlCode}`,
	qrImageUrl: `https://example.com/qr/${qrdlCode}.${generateQrImage.toLowerCase()}`,
});

export const commerceCases: readonly OperationCase[] = [
	{
		operation: 'qrCode.create',
		parameters: { ...NUMBER, prefilledMessage: letters(140), imageFormat: 'SVG' },
		sends: [
			[
				'CreatePhoneMessageQrdl',
				{ ...OWN, PrefilledMessage: letters(140), GenerateQrImage: 'SVG' },
			],
		],
		returns: [qrCode('QR000000000001', letters(140), 'SVG')],
		wrong: [
			[
				{ prefilledMessage: letters(141) },
				/'Prefilled Message' is too long: 141 characters, maximum 140/,
			],
		],
	},
	{
		operation: 'qrCode.update',
		parameters: {
			...{ ...NUMBER, qrCode: byId(QR), prefilledMessage: 'Hello' },
			imageFormat: 'PNG',
		},
		prepare: withCode,
		sends: [
			[
				'UpdatePhoneMessageQrdl',
				{ ...OWN, QrdlCode: QR, PrefilledMessage: 'Hello', GenerateQrImage: 'PNG' },
			],
		],
		returns: [{ updated: true, ...qrCode(QR, 'Hello', 'PNG') }],
		wrong: [[{ prefilledMessage: letters(141) }, /'Prefilled Message' is too long: 141/]],
	},
	{
		operation: 'qrCode.delete',
		parameters: { ...NUMBER, qrCode: byId(QR) },
		prepare: withCode,
		sends: [['DeletePhoneMessageQrdl', { ...OWN, QrdlCode: QR }]],
		returns: [{ deleted: true, qrdlCode: QR, phoneNumber: SENDER }],
	},
	{
		operation: 'qrCode.getAll',
		parameters: { ...NUMBER, returnAll: true },
		prepare: withCode,
		sends: [['ListPhoneMessageQrdl', OWN]],
		returns: [qrCode(QR, 'Hi', 'PNG')],
	},
	{
		operation: 'catalog.getCatalogs',
		parameters: { channel: byId(CHANNEL), catalogsOf: 'business', returnAll: false, limit: 2 },
		sends: [
			['QueryChatappBindWaba', { CustSpaceId: CHANNEL }],
			[
				'ListProductCatalog',
				{
					...{ CustSpaceId: CHANNEL, BusinessId: '700000000000001', Fields: 'id,name' },
					Limit: '2',
				},
			],
		],
		returns: [
			{ id: CATALOG, name: 'Shoes' },
			{ id: '800000000000002', name: 'Socks' },
		],
		wrong: [[{ additionalFields: { businessId: 'acme' } }, /'Business ID' is not a numeric ID/]],
	},
	{
		operation: 'catalog.getCatalogs',
		parameters: {
			...{ channel: byId(CHANNEL), catalogsOf: 'account' },
			additionalFields: { wabaId: WABA },
		},
		sends: [['GetWhatsappConnectionCatalog', { CustSpaceId: CHANNEL, WabaId: WABA }]],
		returns: [{ id: CATALOG, name: 'Shoes' }],
	},
	{
		operation: 'catalog.getProducts',
		parameters: {
			...{ channel: byId(CHANNEL), catalog: byId(CATALOG), returnAll: false, limit: 1 },
			filters: { fields: 'id,name', wabaId: WABA },
		},
		sends: [
			[
				'ListProduct',
				{
					...{ CustSpaceId: CHANNEL, CatalogId: CATALOG, WabaId: WABA },
					...{ Fields: 'id,name', Limit: '1' },
				},
			],
		],
		returns: [{ id: '810000000000000', name: 'Runner' }],
	},
	{
		operation: 'catalog.getCommerceSettings',
		parameters: NUMBER,
		sends: [['GetCommerceSetting', OWN]],
		returns: [
			{
				...{ channelId: CHANNEL, phoneNumber: SENDER },
				...{ cartEnable: true, catalogVisible: false },
			},
		],
	},
	{
		operation: 'catalog.updateCommerceSettings',
		parameters: { ...NUMBER, cartEnable: false, catalogVisible: true },
		sends: [['UpdateCommerceSetting', { ...OWN, CartEnable: 'false', CatalogVisible: 'true' }]],
		returns: [
			{
				...{ updated: true, channelId: CHANNEL, phoneNumber: SENDER },
				...{ cartEnable: false, catalogVisible: true },
			},
		],
		wrong: [[{ cartEnable: "={{ 'maybe' }}" }, /'Cart' is not true or false/]],
	},
];
