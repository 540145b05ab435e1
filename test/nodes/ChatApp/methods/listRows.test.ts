import { matching } from '../../../../nodes/alibabaCloud/lists/rowText';
import { channelItems } from '../../../../nodes/alibabaCloud/channels/searchChannels';
import {
	languageItems,
	senderItems,
	templateItems,
} from '../../../../nodes/ChatApp/methods/listRows';
import { readVersion } from '../../../../nodes/ChatApp/templates/lookup';

const row = (Language: string, AuditStatus: string) => ({
	TemplateCode: '1',
	TemplateName: 'hello',
	Category: 'UTILITY',
	Language,
	AuditStatus,
});

test('a template with mixed states says which language is not approved', () => {
	expect(templateItems([row('en', 'pass'), row('fr', 'auditing')])).toEqual([
		{ name: 'hello · Utility · en, fr: In Review', value: '1' },
	]);
	expect(templateItems([row('en', 'fail'), row('fr', 'fail')])).toEqual([
		{ name: 'hello · Utility · en, fr · Rejected', value: '1' },
	]);
	expect(templateItems([row('en', 'PASS')])[0]?.name).toBe('hello · Utility · en');
});

test('languages have names people know', () => {
	const rows = [row('pt_BR', 'pass'), row('en', 'paused'), row('not a code', 'pass')];
	expect(languageItems(rows.map(readVersion)).map(({ name }) => name)).toEqual([
		'Brazilian Portuguese (pt_BR)',
		'English (en) · Paused',
		'not a code',
	]);
});

test('channels fall back to the ID of the instance', () => {
	expect(channelItems([{ InstanceId: 'cams-1', ChannelType: 'WHATSAPP', State: 'draft' }])).toEqual(
		[
			{
				name: 'cams-1 · WhatsApp · Draft',
				value: 'cams-1',
				url: 'https://chatapp.console.alibabacloud.com/CustomerList',
			},
		],
	);
});

test('senders are digits, however the service writes them', () => {
	expect(senderItems([{ PhoneNumber: '+6531589000', Status: 'RATE_LIMITED' }])).toEqual([
		{ name: '+6531589000 · Rate Limited', value: '6531589000' },
	]);
});

test('a search looks at name and value, in any case', () => {
	const items = [
		{ name: 'Acme', value: 'cams-1' },
		{ name: 'Beta', value: 'cams-2' },
	];
	expect(matching(items, ' ACM ')).toEqual([items[0]]);
	expect(matching(items, 's-2')).toEqual([items[1]]);
	expect(matching(items, undefined)).toEqual(items);
});
