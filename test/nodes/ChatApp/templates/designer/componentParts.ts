import type { IDataObject } from 'n8n-workflow';

/* Components of templates, in few words. */

export const x = (length: number): string => 'x'.repeat(length);
export const body = (text = 'Hi'): IDataObject => ({ Type: 'BODY', Text: text });
export const header = (fields: IDataObject): IDataObject => ({ Type: 'HEADER', ...fields });
export const textHeader = (text: string): IDataObject => header({ Format: 'TEXT', Text: text });
export const image = header({ Format: 'IMAGE', Url: 'https://example.com/a.jpg' });
export const footer = (text: string): IDataObject => ({ Type: 'FOOTER', Text: text });
export const buttons = (...Buttons: IDataObject[]): IDataObject => ({ Type: 'BUTTONS', Buttons });
export const reply = (text = 'Yes'): IDataObject => ({ Type: 'QUICK_REPLY', Text: text });
export const url = (to = 'https://example.com/'): IDataObject => ({
	Type: 'URL',
	Text: 'Open',
	Url: to,
});
export const phone = (number = '+6531589000'): IDataObject => ({
	...{ Type: 'PHONE_NUMBER', Text: 'Call', PhoneNumber: number },
});
export const offer = (text = '20% off'): IDataObject => ({
	...{ Type: 'LIMITED_TIME_OFFER', Text: text, HasExpiration: true },
});
export const card = (...parts: IDataObject[]): IDataObject => ({
	CardComponents: [image, body('Shoe'), ...parts],
});
export const carousel = (...Cards: IDataObject[]): IDataObject => ({ Type: 'CAROUSEL', Cards });
export const secret: IDataObject = { Type: 'BODY', AddSecretRecommendation: true };
export const copyCode: IDataObject = { Type: 'COPY_CODE', Text: 'Copy code' };
export const coupon = (code: string): IDataObject => ({ ...copyCode, CouponCode: code });
export const app: IDataObject = { PackageName: 'com.example.app', SignatureHash: 'K8a/AINcGX7' };
export const tap = (apps: IDataObject[], AutofillText = 'Autofill'): IDataObject => ({
	...{ Type: 'ONE_TAP', Text: 'Copy', AutofillText, SupportedApps: apps },
});
export const flow = (fields: IDataObject): IDataObject => ({
	Type: 'FLOW',
	Text: 'Book',
	...fields,
});
export const times = <T>(count: number, value: T): T[] =>
	Array.from({ length: count }, () => value);
