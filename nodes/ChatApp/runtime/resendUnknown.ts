import type { INodeProperties } from 'n8n-workflow';

/** For messages that had better come twice than not at all. */
export const resendUnknownOption: INodeProperties = {
	displayName: 'Resend When the Outcome Is Unknown',
	name: 'resendUnknown',
	type: 'boolean',
	default: false,
	description:
		"Whether a retry sends again what may have been sent before, because its answer was lost. The receiver can get it twice. By default 'Retry On Fail' and 'Retry' of an execution leave such items out and report them.",
};
