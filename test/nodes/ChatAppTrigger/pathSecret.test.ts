import { isAdmitted, secretProblem } from '../../../nodes/ChatAppTrigger/pathSecret';

const SECRET = 'Long-enough_secret.1';

it.each([
	[`/webhook/id/chat-app/${SECRET}`, true],
	[`/webhook/id/chat-app/${SECRET}/`, true],
	[`/webhook/id/chat-app/${SECRET}?a=b/c`, true],
	[`/webhook/id/chat-app/${SECRET.toLowerCase()}`, false],
	[`/webhook/id/chat-app/${SECRET.toUpperCase()}`, false],
	[`/webhook/id/chat-app/${SECRET.slice(1)}`, false],
	[`/webhook/id/chat-app/${SECRET}x`, false],
	[`/webhook/id/chat-app/${SECRET}/other`, false],
	[`/webhook/id/chat-app?${SECRET}`, false],
	['/webhook/id/chat-app', false],
	['', false],
])('%s is let in: %s', (url, isIn) => {
	expect(isAdmitted(url, [SECRET])).toBe(isIn);
	expect(isAdmitted(url, ['another-secret-of-before', SECRET])).toBe(isIn);
	expect(isAdmitted(url, [SECRET, 'another-secret-of-before'])).toBe(isIn);
	expect(isAdmitted(url, ['another-secret-of-before'])).toBe(false);
});

it.each([
	['%7E', true],
	['%7e', true],
	['~', true],
	['%257E', false],
	['%', false],
	['%7', false],
	['%ff', false],
])('a tilde that a client writes as %s is the same: %s', (tilde, isIn) => {
	expect(
		isAdmitted(`/webhook/id/chat-app/Long-enough${tilde}secret.1`, ['Long-enough~secret.1']),
	).toBe(isIn);
});

it('lets all in where there is no secret', () => {
	expect(isAdmitted('/webhook/id/chat-app', [])).toBe(true);
});

it.each([
	['', true],
	['a'.repeat(15), false],
	['a'.repeat(16), true],
	['a'.repeat(200), true],
	['a'.repeat(201), false],
	['.'.repeat(16), false],
	[`${'.'.repeat(15)}a`, true],
	['Az09_.~-Az09_.~-', true],
	['sixteen letters/', false],
	[`${'a'.repeat(16)}\n`, false],
])('%.20j can be a secret: %s', (secret, isUsable) => {
	expect(secretProblem(secret) === null).toBe(isUsable);
});
