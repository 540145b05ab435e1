import type { INodeProperties } from 'n8n-workflow';

/** For messages that had better come twice than not at all. */
export const resendUnknownOption: INodeProperties = {
	displayName: 'Resend If Outcome Is Unknown',
	name: 'resendUnknown',
	type: 'boolean',
	default: false,
	description:
		"Whether a retry resends messages whose response was lost, which recipients can then get twice. By default, 'Retry On Fail' and retries of an execution skip and report them.",
};
