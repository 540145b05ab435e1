import type { Action, ActionTable } from '../gateway/action';
import { invalid, productError } from '../gateway/errors';
import type { Params } from '../gateway/params';
import type { QrCode } from '../world/management';
import type { World } from '../world/world';
import { ownNumber } from './phone-numbers';

const REQUIRED = ['PhoneNumber', 'PrefilledMessage', 'GenerateQrImage'];
const LONGEST_MESSAGE = 140;

function view(code: QrCode): Record<string, string> {
	return {
		...code,
		DeepLinkUrl: `https://wa.me/message/${code.QrdlCode}`,
		QrImageUrl: `https://example.com/qr/${code.QrdlCode}.${code.GenerateQrImage.toLowerCase()}`,
	};
}

function codeOf(world: World, params: Params): QrCode {
	const { number } = ownNumber(world, params);
	const found = world.management.qrCodes.find(
		(code) => code.QrdlCode === params.require('QrdlCode') && code.PhoneNumber === number,
	);
	if (!found) throw productError('InvalidParameter.QrdlCode', 'The QR code does not exist.');
	return found;
}

function content(params: Params): Pick<QrCode, 'PrefilledMessage' | 'GenerateQrImage'> {
	const PrefilledMessage = params.require('PrefilledMessage');
	if ([...PrefilledMessage].length > LONGEST_MESSAGE) throw invalid('PrefilledMessage');
	const GenerateQrImage = params.oneOf('GenerateQrImage', ['PNG', 'SVG']) ?? 'PNG';
	return { PrefilledMessage, GenerateQrImage };
}

const create: Action = {
	required: REQUIRED,
	qps: 5,
	handle({ params, world }) {
		const code: QrCode = {
			QrdlCode: `QR${String(world.management.nextNumber()).padStart(12, '0')}`,
			PhoneNumber: ownNumber(world, params).number,
			...content(params),
		};
		world.management.qrCodes.push(code);
		return { Success: true, Data: view(code) };
	},
};

const update: Action = {
	required: [...REQUIRED, 'QrdlCode'],
	qps: 5,
	handle({ params, world }) {
		const code = Object.assign(codeOf(world, params), content(params));
		return { Success: true, Data: view(code) };
	},
};

const remove: Action = {
	required: ['PhoneNumber', 'QrdlCode'],
	qps: 5,
	handle({ params, world }) {
		const { qrCodes } = world.management;
		qrCodes.splice(qrCodes.indexOf(codeOf(world, params)), 1);
		return { Success: true };
	},
};

const list: Action = {
	required: ['PhoneNumber'],
	qps: 5,
	handle({ params, world }) {
		const { number } = ownNumber(world, params);
		const codes = world.management.qrCodes.filter(({ PhoneNumber }) => PhoneNumber === number);
		return { Success: true, Data: codes.map(view) };
	},
};

export const qrCodeActions: ActionTable = {
	CreatePhoneMessageQrdl: create,
	UpdatePhoneMessageQrdl: update,
	DeletePhoneMessageQrdl: remove,
	ListPhoneMessageQrdl: list,
};
