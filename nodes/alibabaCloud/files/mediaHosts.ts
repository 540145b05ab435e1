import type { INodeProperties } from 'n8n-workflow';

/** An option of the triggers and of the operations that fetch files; read by `readHosts`. */
export const mediaHostsProperty: INodeProperties = {
	displayName: 'Download Only From Hosts',
	name: 'mediaHosts',
	type: 'string',
	default: '',
	placeholder: 'e.g. aliyuncs.com',
	description:
		'Hosts, with their subdomains, that files may be downloaded from. Several with commas. Empty allows all of the internet. Always over HTTPS. Addresses of your own network have to be named here.',
};
