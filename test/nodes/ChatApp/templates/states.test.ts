import { readDefinition } from '../../../../nodes/ChatApp/templates/definition';
import { assertSendable, stateLabel } from '../../../../nodes/ChatApp/templates/states';
import { templateOf } from '../../../fixtures/templates';

test.each(['pass', 'PASS', '', 'something_new'])('state "%s" may be sent', (AuditStatus) => {
	expect(() => assertSendable(templateOf([], { AuditStatus }))).not.toThrow();
});

test.each([
	['auditing', 'In Review'],
	['unaudit', 'Not Submitted'],
	['fail', 'Rejected'],
	['paused', 'Paused'],
	['disabled', 'Disabled'],
])('state "%s" stops with its name', (AuditStatus, label) => {
	expect(() => assertSendable(templateOf([], { AuditStatus }))).toThrow(
		`The template 'order_update' (en) cannot be sent: its state is ${label}`,
	);
	expect(stateLabel(AuditStatus.toUpperCase())).toBe(label);
});

test("the reviewer's reason is passed on", () => {
	const rejected = templateOf([], { AuditStatus: 'fail', Reason: 'INVALID_FORMAT' });
	expect(() => assertSendable(rejected)).toThrow(
		expect.objectContaining({ description: expect.stringContaining('INVALID_FORMAT') }),
	);
});

test.each([false, 'false', 'N'])('sending switched off as %j stops', (AllowSend) => {
	expect(() => assertSendable(templateOf([], { AllowSend }))).toThrow(/sending is turned off/);
});

test.each([true, 'Y', undefined])('sending switched on as %j goes on', (AllowSend) => {
	expect(() => assertSendable(templateOf([], { AllowSend: AllowSend as never }))).not.toThrow();
});

test('answers with lower-case keys are read too', () => {
	const definition = readDefinition({
		data: {
			templateCode: '1',
			name: 'a',
			language: 'en',
			auditStatus: 'Pass',
			components: [{ Type: 'BODY' }],
			example: { x: 1 },
		},
	});
	expect(definition).toMatchObject({
		code: '1',
		name: 'a',
		language: 'en',
		state: 'pass',
		components: [{ Type: 'BODY' }],
		example: { x: '1' },
	});
});
