import { byId, mapped, MEI, SEND, SEND_TEMPLATE } from '../../fields/parameters';
import { callsOf, run, simulator, useSimulator } from '../../workbench';

useSimulator();

/** A number as an HTTP Request node hands it over: rounded by JavaScript. */
const LONG = '{"id":17841405793187219}';
const LOST = 'a number that has lost its last digits; hand it over as text';
const INSTAGRAM = { ...SEND, channelType: 'instagram', from: byId('17841405822304914') };

test.each<[string, object, string]>([
	['To', { ...INSTAGRAM, to: '={{ $json.id }}' }, "'To' is"],
	['From', { ...INSTAGRAM, from: byId('={{ $json.id }}'), to: '6189052817722431' }, "'From' is"],
	[
		'a template',
		{ ...SEND_TEMPLATE, template: byId('={{ $json.id }}'), variables: mapped({}) },
		"'Template' is",
	],
	[
		'the message to reply to',
		{ ...SEND, options: { contextMessageId: '={{ $json.id }}' } },
		"'Reply To Message ID' is",
	],
	['a text', { ...SEND, text: '={{ $json.id }}' }, "'Text' is"],
	[
		'a variable',
		{
			...SEND_TEMPLATE,
			variables: mapped({ order: '={{ $json.id }}', name: 'a', date: 'b', track: 'c' }),
		},
		"The variables do not match the template 'order_update' (en): 'order' is",
	],
	['the task ID', { ...SEND, options: { taskId: '={{ $json.id }}' } }, "'Task ID' is"],
])('a number that was rounded is not sent as %s', async (_field, parameters, subject) => {
	simulator.control.reply({ user: MEI, text: 'Hi' });
	const { error } = await run(parameters, [JSON.parse(LONG)]);
	expect(error?.message).toBe(`${subject} ${LOST}`);
	expect(callsOf('SendChatappMessage')).toHaveLength(0);
});
