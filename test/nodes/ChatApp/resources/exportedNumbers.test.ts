import { byId, CHANNEL } from '../fields/parameters';
import { callsOf, results, useSimulator } from '../workbench';

useSimulator();

const added = (countryCode: string, nationalNumber: string): object => ({
	...{ resource: 'phoneNumber', operation: 'add', channel: byId(CHANNEL) },
	...{ countryCode, nationalNumber, verifiedName: 'Acme Returns' },
});

test.each([
	['65.0', '31589002.0'],
	['+65.00', '3158 9002'],
	['65', '+6531589002.0'],
	['65', '3158.9002'],
])(
	'a number that a table exported as text is added without its decimal place: %s %s',
	async (code, number) => {
		expect(await results(added(code, number))).toMatchObject([{ phoneNumber: '6531589002' }]);
		expect(callsOf('AddChatappPhoneNumber')).toMatchObject([{ Cc: '65', PhoneNumber: '31589002' }]);
	},
);

test.each([
	['31589.0', '31589'],
	['315.89', '31589'],
])('a short number keeps its digits and gets no other one: %s', async (number, digits) => {
	await results(added('677', number));
	expect(callsOf('AddChatappPhoneNumber')).toMatchObject([{ Cc: '677', PhoneNumber: digits }]);
});
