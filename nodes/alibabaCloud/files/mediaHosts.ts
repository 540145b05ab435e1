import type { INodeProperties } from 'n8n-workflow';

/** An option of the triggers and of the operations that fetch files; read by `readHosts`. */
export const mediaHostsProperty: INodeProperties = {
	displayName: 'Download Only From Hosts',
	name: 'mediaHosts',
	type: 'string',
	default: '',
	placeholder: 'e.g. aliyuncs.com',
	description:
		'Hosts to download files from, including their subdomains. Separate multiple hosts with commas. Leave empty to allow any public host. Downloads always use HTTPS. Hosts in your own network must be listed here.',
};
