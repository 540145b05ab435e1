import { readPush } from '../../../nodes/ChatAppTrigger/push';

it.each([
	['', 'The body is empty'],
	['  \n', 'The body is empty'],
	['\uFEFF', 'The body is empty'],
	['not json', 'The body is not JSON'],
	['[{"MessageId":"m"', 'The body is not JSON'],
	['<html></html>', 'The body is not JSON'],
	['42', 'The body is neither an array nor an object'],
	['null', 'The body is neither an array nor an object'],
	['"text"', 'The body is neither an array nor an object'],
	[`${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'The body is nested too deeply'],
	['['.repeat(200_000), 'The body is nested too deeply'],
])('refuses %.20p with a reason', (body, reason) => {
	expect(readPush(body)).toEqual({ accepted: false, reason });
});

it.each([
	'[{"MessageId":"m","Status":"Sent"}]',
	'{"MessageId":"m","Status":"Sent"}',
	'\uFEFF[{"MessageId":"m","Status":"Sent"}]\n',
	JSON.stringify('[{"MessageId":"m","Status":"Sent"}]'),
	'"[{"MessageId":"m","Status":"Sent"}]"',
	'{"code":0,"data":[{"MessageId":"m","Status":"Sent"}]}',
	'[{"messageId":"m","status":"Sent"}]',
])('accepts %p', (body) => {
	expect(readPush(body)).toMatchObject({ accepted: true, items: [{ event: 'status' }] });
});

it('accepts an array with nothing in it', () => {
	expect(readPush('[]')).toEqual({ accepted: true, items: [] });
});
